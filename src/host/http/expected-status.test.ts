/** What is asked of a game counts for the status that it was meant for alone, however late it comes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

const MOVED_ON = { status: 409, json: { code: 'game_status' } };
const STATUSES = ['waiting', 'in_progress', 'paused', 'completed'] as const;

let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
});
afterEach(() => app.close());

const asked = () => game.call('', { token: game.banker.token });
const seqNow = async () => {
  const { json } = await game.call('/events?limit=1', { token: game.banker.token });
  const [last] = json['items'] as readonly { readonly seq: number }[];
  return last?.seq ?? 0;
};
const statusNow = async () => (await asked()).json['status'];

describe('a wipe', () => {
  const wipe = (query: string, key?: string) =>
    app.call(`${game.path}${query}`, {
      token: app.seats.ownerToken,
      method: 'DELETE',
      ...(key !== undefined && { key }),
    });
  const bring = {
    waiting: async () => undefined,
    in_progress: () => game.asOwner('/start'),
    paused: async () => {
      await game.asOwner('/start');
      await game.asOwner('/pause');
    },
    completed: async () => {
      await game.asOwner('/start');
      await game.asOwner('/end');
    },
  } satisfies Record<(typeof STATUSES)[number], () => Promise<unknown>>;

  it.each(STATUSES)('G7: removes a game that is %s only where that is meant', async (status) => {
    const anna = await game.join('Anna', 1);
    await bring[status]();
    for (const other of [...STATUSES, 'damaged'].filter((each) => each !== status))
      expect(await wipe(`?expected_status=${other}`)).toMatchObject(MOVED_ON);
    expect(await statusNow()).toBe(status);
    expect(await game.call('/me', { token: anna.token })).toMatchObject({ status: 200 });
    expect((await wipe(`?expected_status=${status}`)).status).toBe(204);
    expect((await game.call('', { token: app.seats.ownerToken })).status).toBe(404);
  });

  it.each(STATUSES)('that says nothing of it removes a game that is %s', async (status) => {
    await bring[status]();
    expect((await wipe('')).status).toBe(204);
  });

  it('G7: of a game that ended is refused once it has been reopened, and done under another key once it has ended again', async () => {
    await bring.completed();
    await game.asOwner('/resume');
    expect(await wipe('?expected_status=completed', 'late')).toMatchObject(MOVED_ON);
    await game.asOwner('/end');
    expect((await wipe('?expected_status=completed', 'anew')).status).toBe(204);
    // Its answer was lost.
    expect((await wipe('?expected_status=completed', 'anew')).status).toBe(204);
  });

  it('G7: of a game that ended is refused where it has been played on with and ended again meanwhile', async () => {
    await bring.completed();
    const first = (await asked()).json['ended_at'];
    await game.asOwner('/resume');
    app.clock.advance(2_000);
    await game.asOwner('/end');
    const meant = (at: unknown) => `?expected_status=completed&expected_ended_at=${String(at)}`;
    expect(await wipe(meant(first))).toMatchObject(MOVED_ON);
    expect((await wipe(meant((await asked()).json['ended_at']))).status).toBe(204);
  });

  it('that names no status is a bad request', async () => {
    expect(await wipe('?expected_status=over')).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    expect(await statusNow()).toBe('waiting');
  });
});

describe('what is asked of a game', () => {
  const ask = (step: string, body: object = {}, method = 'POST') =>
    game.call(step, { token: game.banker.token, method, ...(method !== 'DELETE' && { body }) });

  it('G7: does not reopen one that another desk has ended meanwhile, when it was to go on after a pause', async () => {
    await game.asOwner('/start');
    await game.asOwner('/pause');
    await game.asOwner('/end', { keep_results: true });
    expect(await ask('/resume', { expected_status: 'paused' })).toMatchObject(MOVED_ON);
    expect((await asked()).json).toMatchObject({ status: 'completed', finale: 'opening' });
    expect(await ask('/resume', { expected_status: 'completed' })).toMatchObject({ status: 200 });
  });

  it('G7: reopens no other end than the one that was seen', async () => {
    await game.asOwner('/start');
    await game.asOwner('/end');
    const first = (await asked()).json['ended_at'];
    await game.asOwner('/resume');
    app.clock.advance(2_000);
    await game.asOwner('/end', { keep_results: true });
    const late = { expected_status: 'completed', expected_ended_at: first };
    expect(await ask('/resume', late)).toMatchObject(MOVED_ON);
    expect((await asked()).json).toMatchObject({ status: 'completed', finale: 'opening' });
    const meant = { ...late, expected_ended_at: (await asked()).json['ended_at'] };
    expect(await ask('/resume', meant)).toMatchObject({ status: 200, json: { status: 'in_progress' } });
  });

  it('G7: plays again after the end that was seen alone: not after another one, nor while the game goes on again', async () => {
    const end = async () => {
      await game.asOwner('/end', { keep_results: true });
      return { expected_ended_at: (await asked()).json['ended_at'] };
    };
    await game.asOwner('/start');
    const first = await end();
    await game.asOwner('/resume');
    app.clock.advance(2_000);
    expect(await ask('/next', first)).toMatchObject(MOVED_ON);
    const second = await end();
    expect(await ask('/next', first)).toMatchObject(MOVED_ON);
    expect((await asked()).json).toMatchObject({ next_game_code: null, finale: 'opening' });
    const games = await app.call('/api/v2/games', { token: app.seats.ownerToken });
    expect(games.json['items']).not.toContainEqual(
      expect.objectContaining({ previous_game_code: game.code }),
    );

    const made = await ask('/next', second);
    expect(made.status).toBe(201);
    // By now there is one, which is what was wanted.
    const late = await ask('/next', first);
    expect(late).toMatchObject({ status: 201, json: { game_code: made.json['game_code'] } });
  });

  it('G7: is done once where what was wanted is true by now, and nothing is refused', async () => {
    const started = { expected_status: 'waiting' };
    for (const _ of [1, 2])
      expect(await ask('/start', started)).toMatchObject({ status: 200, json: { status: 'in_progress' } });
    for (const _ of [1, 2])
      expect(await ask('/pause', { expected_status: 'in_progress' })).toMatchObject({ status: 200 });
    for (const _ of [1, 2])
      expect(await ask('/resume', { expected_status: 'paused' })).toMatchObject({ status: 200 });
    const { json } = await game.call('/events?limit=3', { token: game.banker.token });
    expect(json['items']).toMatchObject([
      { type: 'game_resumed' },
      { type: 'game_paused' },
      { type: 'game_started' },
    ]);
  });

  it('G7: ends none that has got another status meanwhile', async () => {
    await game.asOwner('/start');
    await game.asOwner('/pause');
    expect(await ask('/end', { expected_status: 'in_progress' })).toMatchObject(MOVED_ON);
    expect(await ask('/start', { expected_status: 'waiting' })).toMatchObject(MOVED_ON);
    expect(await ask('/end', { expected_status: 'paused' })).toMatchObject({ status: 200 });
    // How it ends, and not only that it does, is somebody's choice.
    expect(await ask('/end', { expected_status: 'paused' })).toMatchObject(MOVED_ON);
    expect(await ask('/pause', { expected_status: 'in_progress' })).toMatchObject(MOVED_ON);
  });

  it.each([
    ['/pause', 'in_progress', ['/pause', '/resume']],
    ['/resume', 'paused', ['/resume', '/pause']],
    ['/end', 'in_progress', ['/end', '/resume']],
    ['/end', 'paused', ['/resume', '/pause']],
  ] as const)(
    'G7: a late %s does not count where the game is %s again by now',
    async (step, status, meanwhile) => {
      await game.asOwner('/start');
      if (status === 'paused') await game.asOwner('/pause');
      const seen = { expected_status: status, seen_seq: await seqNow() };
      for (const other of meanwhile) expect((await game.asOwner(other)).status).toBe(200);
      expect(await ask(step, seen)).toMatchObject(MOVED_ON);
      expect(await statusNow()).toBe(status);
      const anew = { expected_status: status, seen_seq: await seqNow() };
      expect(await ask(step, anew)).toMatchObject({ status: 200 });
    },
  );

  it('G7: pressed again after a lost answer, the same key is the same press, whatever was heard of since', async () => {
    await game.asOwner('/start');
    const seen = { expected_status: 'in_progress', seen_seq: await seqNow() };
    const end = (body: object) =>
      app.call(`${game.path}/end`, { token: game.banker.token, key: 'end', body });
    expect(await end(seen)).toMatchObject({ status: 200 });
    const again = await end({ ...seen, seen_seq: await seqNow() });
    expect(again).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(await end({ ...seen, keep_results: true })).toMatchObject({ status: 422 });
  });

  it('G7: closes the finale at the step that was seen alone, and that of no other end', async () => {
    await game.asOwner('/start');
    await game.asOwner('/end', { keep_results: true });
    const first = String((await asked()).json['ended_at']);
    await game.asOwner('/finale', { step: 'third' });
    const close = (query: string) => ask(`/finale${query}`, {}, 'DELETE');
    expect(await close('?from=opening')).toMatchObject(MOVED_ON);
    expect((await asked()).json['finale']).toBe('third');
    for (const _ of ['once', 'twice'])
      expect(await close('?from=third')).toMatchObject({ status: 200, json: { finale: null } });
    await game.asOwner('/resume');
    app.clock.advance(2_000);
    await game.asOwner('/end', { keep_results: true });
    expect(await close(`?from=opening&expected_ended_at=${first}`)).toMatchObject(MOVED_ON);
    const step = { step: 'third', from: 'opening', expected_ended_at: first };
    expect(await ask('/finale', step)).toMatchObject(MOVED_ON);
    expect((await asked()).json['finale']).toBe('opening');
    const second = String((await asked()).json['ended_at']);
    expect(await ask('/finale', { ...step, expected_ended_at: second })).toMatchObject({ status: 200 });
    expect(await close(`?from=third&expected_ended_at=${second}`)).toMatchObject({ status: 200 });
  });

  it('G7: plans no end in the place of another one that was planned meanwhile, nor in a game that was reopened', async () => {
    const plan = (body: object) => ask('', body, 'PATCH');
    const seen = async () => {
      const { end_time, ends_by_itself } = (await asked()).json;
      const events = await game.call('/events?limit=1', { token: game.banker.token });
      const [last] = events.json['items'] as readonly { seq: number }[];
      return { expected_end_time: end_time, expected_ends_by_itself: ends_by_itself, seen_seq: last?.seq };
    };
    const CHANGED = { status: 409, json: { code: 'changed_meanwhile' } };
    await game.asOwner('/start');
    const none = await seen();
    const nine = app.clock.wall() + 60 * 60_000;
    await game.asOwner('/end');
    await game.asOwner('/resume');
    expect(await plan({ ...none, end_time: nine, ends_by_itself: true, name: 'Late' })).toMatchObject(
      CHANGED,
    );
    expect((await asked()).json).toMatchObject({ end_time: null, ends_by_itself: false, name: 'Camp night' });

    const again = await seen();
    const planned = { end_time: nine, ends_by_itself: true };
    for (const _ of ['once', 'twice'])
      expect(await plan({ ...again, ...planned })).toMatchObject({ status: 200, json: planned });
    const atNine = await seen();
    const ten = { end_time: nine + 60 * 60_000, ends_by_itself: true };
    expect(await plan(ten)).toMatchObject({ status: 200, json: ten });
    expect(await plan({ ...atNine, end_time: null })).toMatchObject(CHANGED);
    expect(await plan({ ...atNine, end_time: nine + 1_000, ends_by_itself: false })).toMatchObject(CHANGED);
    const atTen = await seen();
    await plan({ ends_by_itself: false });
    expect(await plan({ ...atTen, end_time: nine })).toMatchObject(CHANGED);
    expect((await asked()).json).toMatchObject({ ...ten, ends_by_itself: false });
    // Nothing is asked of the planned end.
    expect(await plan({ ...atTen, name: 'Friday' })).toMatchObject({ status: 200, json: { name: 'Friday' } });
    const removed = await plan({ ...(await seen()), end_time: null });
    expect(removed).toMatchObject({ status: 200, json: { end_time: null } });
  });

  it.each([
    ['/start', { expected_status: 'over' }],
    ['/pause', { expected_status: 'damaged' }],
    ['/resume', { expected_ended_at: 'now' }],
    ['/end', { expected_status: null }],
    ['/pause', { seen_seq: -1 }],
    ['/end', { seen_seq: 'all' }],
    ['/finale', { step: 'opening', expected_ended_at: 5 }],
    ['/next', { expected_ended_at: 'now' }],
  ])('is a bad request where it says no such thing: %s %j', async (step, body) => {
    expect(await ask(step, body)).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    expect(await statusNow()).toBe('waiting');
  });
});
