import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OWN_BACKUPS } from '../../storage/tested-store.harness.ts';
import { makeGame, startTestApp, type TestApp, type SeatedGame } from '../test-app.harness.ts';

const BACKUPS = '/api/v2/backups';
const IMPORT = '/api/v2/games/import';
let app: TestApp;
let game: SeatedGame;
let token: string;

beforeEach(async () => {
  app = await startTestApp();
  token = app.seats.ownerToken;
  game = await makeGame(app, {}, 'Annabella turns ten');
});

afterEach(() => app.close());

async function backUp(): Promise<string> {
  app.clock.advance(1_000);
  const answer = await app.call(BACKUPS, { method: 'POST', token });
  expect(answer.status).toBe(201);
  return String(answer.json['name']);
}

const restore = (name: string, body: object = {}, key?: string) =>
  app.call(`${BACKUPS}/${name}/restore`, { body, token, ...(key !== undefined && { key }) });

describe.skipIf(OWN_BACKUPS.isMissing)(`backups at the desk${OWN_BACKUPS.note}`, () => {
  it('are listed with what they hold, newest first', async () => {
    const first = await backUp();
    await game.join('Anna');
    const second = await backUp();
    const { json } = await app.call(BACKUPS, { token });
    expect(json['items']).toMatchObject([
      {
        name: second,
        reason: 'asked',
        games: [{ game_code: game.code, name: 'Annabella turns ten', events: 3 }],
      },
      { name: first, games: [{ events: 2 }] },
    ]);
    expect(JSON.stringify(json)).toContain('"made_at":"2026-11-24T19:00:01.000Z"');
  });

  it('are not made twice of the same state', async () => {
    expect(await backUp()).toBe(await backUp());
  });

  it('are listed as damaged when they are', async () => {
    const name = await backUp();
    writeFileSync(join(app.folder, 'backups', name), 'damaged');
    const { json } = await app.call(BACKUPS, { token });
    expect(json['items']).toMatchObject([{ name, games: null }]);
    const refused = await restore(name);
    expect(refused.json).toMatchObject({
      status: 400,
      detail: 'This backup is damaged. Choose another one.',
    });
  });

  it('restore one game: seats that were in it still open, later ones do not', async () => {
    const early = await game.join('Early');
    const name = await backUp();
    const late = await game.join('Late');
    await game.asOwner('/start');

    const { status, json } = await restore(name, { game_code: game.code });

    expect(status).toBe(200);
    expect(json['games']).toMatchObject([{ game_code: game.code, status: 'waiting' }]);
    expect((await game.call('/me', { token: early.token })).status).toBe(200);
    expect((await game.call('/me', { token: late.token })).status).toBe(401);
    expect((await game.join('Later')).id).toBeGreaterThan(late.id);
  });

  it('G7: restore the game that was shown alone, with whatever was played in it, and not one that was restored meanwhile', async () => {
    const epochNow = () => app.rooms.all().find(({ state }) => state.code === game.code)?.epoch;
    const body = () => ({ game_code: game.code, expected_epoch: epochNow() });
    const name = await backUp();
    const shown = body();
    await game.join('Anna');
    expect((await restore(name, shown, 'one')).status).toBe(200);
    const later = await game.join('Later');
    expect(await restore(name, shown, 'late')).toMatchObject({
      status: 409,
      json: { code: 'changed_meanwhile' },
    });
    expect((await game.call('/me', { token: later.token })).status).toBe(200);
    const { json } = await app.call(BACKUPS, { token });
    const kept = json['items'] as readonly { readonly reason: string }[];
    expect(kept.filter(({ reason }) => reason === 'before-restore')).toHaveLength(1);
    // Its answer was lost: tried once more with what is shown by now, it is the same restore.
    expect((await restore(name, body(), 'one')).status).toBe(200);
    expect((await game.call('/me', { token: later.token })).status).toBe(200);
    expect((await restore(name, body(), 'anew')).status).toBe(200);
    expect((await game.call('/me', { token: later.token })).status).toBe(401);
  });

  it('G7: two restores at once of the same game as it was shown are one', async () => {
    const name = await backUp();
    await game.join('Anna');
    const epoch = app.rooms.all().find(({ state }) => state.code === game.code)?.epoch;
    const body = { game_code: game.code, expected_epoch: epoch };
    const answers = await Promise.all(['one', 'other'].map((key) => restore(name, body, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  it('restore all games, and G2 the same key does it once', async () => {
    const name = await backUp();
    const other = await makeGame(app);
    const first = await restore(name, {}, 'once');
    await game.asOwner('/start');
    const again = await restore(name, {}, 'once');
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect((await game.call('', { token })).json['status']).toBe('in_progress');
    expect((await other.call('', { token })).status).toBe(404);
    expect((await restore(name, { game_code: game.code }, 'once')).status).toBe(422);
  });

  it('that do not exist, or do not hold the game, are 404, whatever path they try', async () => {
    const name = await backUp();
    expect((await restore('..%2Fgames.sqlite3')).status).toBe(404);
    expect((await restore('games-2026-01-01T00-00-00-000Z-end.sqlite3')).status).toBe(404);
    expect((await restore(name, { game_code: 'ZZZZZZ' })).status).toBe(404);
  });

  it('G8 are refused loudly on a disk that cannot be written, and nothing changes', async () => {
    const name = await backUp();
    await game.asOwner('/start');
    await app.refuseWrites(true);
    const refused = await restore(name);
    expect(refused.json).toMatchObject({ status: 503, code: 'storage' });
    await app.refuseWrites(false);
    expect((await game.call('', { token })).json['status']).toBe('in_progress');
  });
});

describe('a game as a file', () => {
  const send = (body: string, key?: string) =>
    app.call(IMPORT, {
      body,
      token,
      headers: { 'content-type': 'application/x-ndjson' },
      ...(key !== undefined && { key }),
    });

  it('has pseudonyms unless the banker asks for names, and can be imported by the owner', async () => {
    await game.join('Annabella');
    const plain = await game.call('/export', { token: game.banker.token });
    expect(plain.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(plain.headers.get('content-disposition')).toBe(`attachment; filename="game-${game.code}.jsonl"`);
    expect(plain.text).not.toContain('Annabella');
    const named = await game.call('/export?names=real', { token: game.banker.token });
    expect(named.text).toContain('Annabella');

    const { status, json } = await send(named.text);

    expect(status).toBe(201);
    const path = `/api/v2/games/${String(json['game_code'])}`;
    const players = await app.call(`${path}/players`, { token });
    expect(JSON.stringify(players.json)).toContain('Annabella');
    expect((await app.call(`${path}/me`, { token: game.banker.token })).status).toBe(401);
  });

  it('holds no token, PIN or ticket', async () => {
    const anna = await game.join('Anna');
    const { json } = await game.asOwner('/tickets', { for: 'board' });
    const { text } = await game.call('/export?names=real', { token });
    expect(text).not.toContain(anna.token);
    expect(text).not.toContain(`"${anna.pin}"`);
    expect(text).not.toContain(String(json['ticket']));
    expect(text).not.toContain(token);
  });

  it('G2 is imported once under the same key', async () => {
    const { text } = await game.call('/export', { token });
    const first = await send(text, 'file');
    const again = await send(text, 'file');
    expect(again.text).toBe(first.text);
    expect((await app.call('/api/v2/games', { token })).json['items']).toHaveLength(2);
  });

  it('that is not a game is refused with a sentence', async () => {
    const refused = await send('name;score\nAnna;3\n');
    expect(refused.json).toMatchObject({ status: 400, code: 'bad_request' });
    expect(refused.json['detail']).toMatch(/not an exported game/);
    const asJson = await app.call(IMPORT, { body: {}, token });
    expect(asJson.json['detail']).toMatch(/application\/x-ndjson/);
  });

  it('may be larger than other requests, but only from the owner', async () => {
    const large = 'x'.repeat(200_000);
    expect((await send(large)).status).toBe(400);
    const headers = { 'content-type': 'application/x-ndjson' };
    const foreign = await app.call(IMPORT, { body: large, token: game.banker.token, headers });
    expect(foreign.status).toBe(403);
    expect((await app.call(IMPORT, { body: large, headers })).status).toBe(401);
  });
});

describe.skipIf(OWN_BACKUPS.isMissing)(`the host key${OWN_BACKUPS.note}`, () => {
  it('is in no backup', async () => {
    await backUp();
    expect(readdirSync(join(app.folder, 'backups')).filter((name) => name.includes('key'))).toEqual([]);
  });
});
