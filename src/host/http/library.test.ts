import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type TestApp } from './test-app.harness.ts';

const NDJSON = { 'content-type': 'application/x-ndjson' };
const CLAPS = { name: 'Claps', target: 12 };

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

const asOwner = (path: string, body?: unknown, method?: string, of = app) =>
  of.call(`/api/v2/library${path}`, {
    token: of.seats.ownerToken,
    ...(body !== undefined && { body: body as object }),
    ...(method !== undefined && { method }),
  });
const bring = (file: string | Buffer, of = app) =>
  of.call('/api/v2/library/import', { token: of.seats.ownerToken, body: file, headers: NDJSON });
const library = async (of = app) => (await asOwner('', undefined, undefined, of)).json['library'];

describe('the library', () => {
  it('keeps exercises with all that is known of them, also after a restart', async () => {
    const whole = {
      ...CLAPS,
      easier: 6,
      harder: 20,
      unit: 'seconds',
      duration_seconds: 60,
      muscles: 'arms',
      meets: ['seated'],
      ways: [{ variant: 'one_handed', meets: ['one_handed'], how: 'On your thigh' }],
      suggested: false,
    };
    const added = await asOwner('/exercises', whole);
    expect(added).toMatchObject({ status: 201, json: { ...whole, id: 1 } });
    await app.restart();
    expect(await library()).toEqual({ revision: 1, exercises: [{ ...whole, id: 1 }], templates: [] });
    expect((await asOwner('/exercises/1', { ...CLAPS, name: ' Big  claps ' }, 'PATCH')).json).toEqual({
      ...whole,
      id: 1,
      name: 'Big claps',
    });
    expect((await asOwner('/exercises/1', { ways: [] }, 'PATCH')).json).toMatchObject({
      easier: 6,
      ways: [],
    });
    expect((await asOwner('/exercises/1', {}, 'DELETE')).status).toBe(204);
    expect(await library()).toEqual({ revision: 4, exercises: [], templates: [] });
    expect((await asOwner('/exercises', CLAPS)).json['id']).toBe(2);
  });

  it('says nothing anew to whoever has it already', async () => {
    await asOwner('/exercises', CLAPS);
    expect((await asOwner('?revision=1')).json).toEqual({ revision: 1, library: null });
    expect((await asOwner('?revision=0')).json).toMatchObject({ library: { revision: 1 } });
  });

  it('refuses a name that is taken, what is gone, and one too many', async () => {
    await asOwner('/exercises', CLAPS);
    const { id } = (await asOwner('/exercises', { name: 'Hops', target: 1 })).json;
    for (const answer of [
      await asOwner('/exercises', { ...CLAPS, name: 'CLAPS' }),
      await asOwner(`/exercises/${String(id)}`, CLAPS, 'PATCH'),
    ])
      expect(answer).toMatchObject({ status: 400, json: { reason: 'library_name_taken' } });
    for (const method of ['PATCH', 'DELETE'])
      expect(await asOwner('/exercises/99', { name: 'New', target: 1 }, method)).toMatchObject({
        status: 404,
        json: { reason: 'no_such_library_item' },
      });
    const lines = Array.from({ length: 298 }, (_, index) =>
      JSON.stringify({ exercise: { name: `E ${index}`, target: 1 } }),
    );
    await bring(['{"format":"trading-game-night-library","version":1}', ...lines].join('\n'));
    expect(await asOwner('/exercises', { name: 'One more', target: 1 })).toMatchObject({
      status: 400,
      json: { reason: 'library_full' },
    });
  });

  it('changes what is said of an exercise, and only one that is as whoever says it has seen it', async () => {
    await asOwner('/exercises', { ...CLAPS, easier: 6, muscles: 'arms' });
    const set = async (body: object) => {
      const { status, json } = await asOwner('/exercises/1', body, 'PATCH');
      return status === 200 ? json : [status, json['code']];
    };
    const whole = { id: 1, name: 'Claps', target: 12, easier: 6, harder: 12, muscles: 'arms' };
    expect(await set({ target: 45, expected: { target: 12 } })).toMatchObject({ ...whole, target: 45 });
    // Another desk, that has not heard of it, changes something else.
    expect(await set({ name: 'Slow claps', expected: { name: 'Claps' } })).toMatchObject({
      ...whole,
      name: 'Slow claps',
      target: 45,
    });
    // The same.
    const before = await library();
    for (const body of [
      { target: 50, expected: { target: 12 } },
      { target: 50, muscles: 'legs', expected: { target: 45, muscles: null } },
      { ways: [], expected: { meets: ['seated'] } },
    ])
      expect(await set(body)).toEqual([409, 'changed_meanwhile']);
    expect(await library()).toEqual(before);
    // Both want the same: as after an answer that was lost.
    expect(await set({ target: 45, expected: { target: 12 } })).toMatchObject({ target: 45 });
    expect(await set({ target: 0 })).toEqual([400, 'bad_request']);
    expect(await set({ expected: { target: 'many' } })).toEqual([400, 'bad_request']);
  });

  it('leaves the words of a way as much room as a name that comes by itself', async () => {
    const how = '🦒'.repeat(90);
    await asOwner('/exercises', { ...CLAPS, ways: [{ variant: 'seated', meets: ['seated'], how }] });
    expect(await asOwner('/exercises/1', { name: '🦒'.repeat(90) }, 'PATCH')).toMatchObject({
      status: 400,
      json: { reason: 'text_too_long' },
    });
    expect(await library()).toMatchObject({ exercises: [{ name: 'Claps' }] });
  });

  it('goes to another laptop as one file, and says what it added, replaced and left', async () => {
    await asOwner('/exercises', CLAPS);
    await asOwner('/exercises', { name: 'Hops', target: 5 });
    const { text } = await asOwner('/export');
    const other = await startTestApp();
    try {
      await asOwner('/exercises', { ...CLAPS, target: 99 }, undefined, other);
      expect((await bring(text, other)).json).toMatchObject({
        added: 1,
        replaced: 1,
        unchanged: 0,
        mistakes: [],
      });
      expect(await library(other)).toMatchObject({ exercises: [{ id: 1, target: 12 }, { name: 'Hops' }] });
      expect((await bring(text, other)).json).toMatchObject({ added: 0, replaced: 0, unchanged: 2 });
      expect((await asOwner('/export', undefined, undefined, other)).text).toBe(text);
    } finally {
      await other.close();
    }
  });

  it('takes over nothing of a file with a mistake', async () => {
    await asOwner('/exercises', CLAPS);
    const before = await library();
    const { text } = await asOwner('/export');
    const { status, json } = await bring(
      `${text}${JSON.stringify({ exercise: { name: 'New', target: 1 } })}\n{`,
    );
    expect(status).toBe(200);
    expect(json).toMatchObject({ added: 0, replaced: 0, mistakes: [{ code: 'not_json', line: 4 }] });
    expect(await library()).toEqual(before);
    const added = JSON.stringify({ exercise: { name: 'Kniebeugen für Zoë', target: 1 } });
    const foreign = await bring(Buffer.from(`${text}${added}`, 'latin1'));
    expect(foreign.json).toMatchObject({ added: 0, mistakes: [{ code: 'not_utf8', line: 3 }] });
    expect(await library()).toEqual(before);
  });
});

describe('a template', () => {
  it('takes teams and rules from a game, nobody by name, and makes another one', async () => {
    const game = await makeGame(app, {
      language: 'de',
      exercise_tier: 'harder',
      max_players: 30,
      locked: true,
    });
    await game.asOwner('', { settings: { locked: false } }, 'PATCH');
    await game.join('Anna', 1);
    await game.asOwner('/teams/2', { name: 'Foxes', shape: 'star' }, 'PATCH');
    await game.asOwner('/teams/3/fold', { players_to: null });
    const list = [
      {
        type: 'own_1',
        name: 'Claps',
        target: 12,
        easier: 12,
        harder: 12,
        unit: 'repetitions',
        duration_seconds: null,
        used: true,
      },
    ];
    const saved = await asOwner('/templates', { name: 'Camp', game_code: game.code, exercises: list });
    expect(saved).toMatchObject({ status: 201, json: { name: 'Camp', exercises: list } });
    expect(saved.text).not.toContain('Anna');
    expect(saved.text).not.toContain('locked');

    const make = (body: object, key: string) =>
      app.call('/api/v2/games', { token: app.seats.ownerToken, body, key });
    const body = { name: 'Next', template_id: saved.json['id'], settings: { language: 'en' } };
    const made = await make(body, 'made');
    expect(made.json['game']).toMatchObject({
      name: 'Next',
      team_count: 3,
      settings: { language: 'en', exercise_tier: 'harder', max_players: 30, locked: false },
    });
    const code = String(made.json['game_code']);
    const { json } = await app.call(`/api/v2/games/${code}/teams`, { token: app.seats.ownerToken });
    expect(json['items']).toMatchObject([
      { team_number: 1 },
      { name: 'Foxes', shape: 'star' },
      { team_number: 3 },
    ]);
    const { items } = (await app.call(`/api/v2/games/${code}/players`, { token: app.seats.ownerToken })).json;
    expect(items).toHaveLength(1);

    expect(
      (await asOwner(`/templates/${String(saved.json['id'])}`, { name: 'Old' }, 'PATCH')).json['name'],
    ).toBe('Old');
    const renamed = (name: string, expected_name: string) =>
      asOwner(`/templates/${String(saved.json['id'])}`, { name, expected_name }, 'PATCH');
    expect(await renamed('Older', 'Camp')).toMatchObject({
      status: 409,
      json: { code: 'changed_meanwhile' },
    });
    expect((await renamed('Old', 'Camp')).status).toBe(200);
    expect((await renamed('Older', 'Old')).json['name']).toBe('Older');
    await asOwner(`/templates/${String(saved.json['id'])}`, {}, 'DELETE');
    expect(await make(body, 'later')).toMatchObject({
      status: 404,
      json: { reason: 'no_such_library_item' },
    });
    // Whoever lost the first answer still gets it.
    expect((await make(body, 'made')).text).toBe(made.text);
  });
});
