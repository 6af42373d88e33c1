/** A forged export is refused and nothing has changed, or it is a game like any other: nothing in it brings the host down. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame } from '../../game/arbitrary-games.fixtures.ts';
import { startTestApp, type TestApp, type TestRequest } from '../http/test-app.harness.ts';
import { liveOfServices } from '../live/live-of-services.harness.ts';
import { liveRoutes } from '../live/live-routes.ts';
import { RawClient, upgradeRequest } from '../live/raw-client.harness.ts';
import type { Room } from '../rooms/room.ts';
import { arbitraryForgery, exportOf, forge, linesOf, parseLines } from './forged-export.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const FROZEN = parseLines(
  readFileSync(join(import.meta.dirname, '..', 'storage', 'frozen', 'export-1.jsonl'), 'utf8'),
);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    live: (services) =>
      liveRoutes(liveOfServices(services, { report: (message) => void app.reports.push(message) }), services),
  });
});
afterAll(() => app.close());

const importFile = (text: string) =>
  app.call('/api/v2/games/import', {
    token: app.seats.ownerToken,
    body: text,
    headers: { 'content-type': 'application/x-ndjson' },
  });
const codes = () => app.rooms.all().map(({ state }) => state.code);

async function importedRoom(text: string): Promise<Room | null> {
  const before = codes();
  const { status, json } = await importFile(text);
  if (status === 201) return app.rooms.byCode(String(json['game_code']));
  expect({ status, json }).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  expect(json['detail']).toMatch(/\.$/);
  expect(codes()).toEqual(before);
  return null;
}

/** Calls as a person would make them, whatever the answer; none may be an error of the host's. */
async function call(path: string, request: TestRequest): Promise<Record<string, unknown>> {
  const { status, json } = await app.call(path, request);
  expect({ path, isFine: status < 500, json: status < 500 ? null : json }).toEqual({
    path,
    isFine: true,
    json: null,
  });
  return json;
}

async function readEverything(room: Room): Promise<void> {
  const { code, participants } = room.state;
  const seats = [...participants.values()].slice(0, 8).map((seat) => app.seats.tokenOf(seat));
  const paths = [
    '',
    '/players',
    '/teams',
    '/me',
    '/events',
    '/events.csv',
    '/export',
    '/export?names=real',
  ].map((tail) => `/api/v2/games/${code}${tail}`);
  paths.push(`/api/v2/challenges/${code}/active`, `/api/v2/challenges/${code}/history`);
  for (const token of [app.seats.ownerToken, ...seats]) for (const path of paths) await call(path, { token });
}

async function knockAtEverySeat(room: Room): Promise<void> {
  const { code, participants } = room.state;
  const port = Number(new URL(app.url).port);
  for (const seat of participants.values()) {
    const rights = [{}, { Authorization: `Bearer ${app.seats.ownerToken}` }];
    for (const headers of [...rights, { Authorization: `Bearer ${app.seats.tokenOf(seat)}` }]) {
      const client = await RawClient.connect(port);
      client.send(upgradeRequest(`/ws/${code}/${seat.id}`, headers));
      expect(await client.waitFor('\r\n\r\n')).toMatch(/^HTTP\/1\.1 [1-4]\d\d /);
      client.socket.destroy();
    }
  }
}

async function play(room: Room): Promise<void> {
  const { code, participants, challenges } = room.state;
  const token = app.seats.ownerToken;
  const game = `/api/v2/games/${code}`;
  for (const step of ['start', 'resume']) await call(`${game}/${step}`, { token, method: 'POST' });
  const { player_id } = await call(`${game}/players`, { body: { player_name: 'Zacharias', team_number: 1 } });
  const players = [...participants.keys(), Number(player_id)];
  for (const id of players) {
    await call(`/api/v2/challenges/${code}/request`, {
      token,
      body: { player_id: id, building_type: 'school' },
    });
    await call(`${game}/players/${id}`, { token, method: 'PATCH', body: { extra_time_factor: 2 } });
  }
  for (const id of [...challenges.keys()].slice(-10))
    for (const step of ['complete', 'reject', 'undo', 'redo', 'cancel', 'undo', 'redo'])
      await call(`/api/v2/challenges/${code}/${id}/${step}`, { token, method: 'POST' });
  const [first = 1, second = 2] = players.toReversed();
  await call(`${game}/players/${first}/merge`, { token, body: { into: second } });
  await call(`${game}/players/${second}/restore`, { token, method: 'POST' });
  await call(`${game}/players/${second}`, { token, method: 'DELETE' });
  for (const step of ['teams/balance', 'pause', 'end'])
    await call(`${game}/${step}`, { token, method: 'POST' });
}

async function liveThrough(room: Room): Promise<void> {
  await readEverything(room);
  await knockAtEverySeat(room);
  await play(room);
  await readEverything(room);
  const exported = await app.call(`/api/v2/games/${room.state.code}/export?names=real`, {
    token: app.seats.ownerToken,
  });
  expect((await importFile(exported.text)).status).toBe(201);
  for (const each of app.rooms.all()) await app.rooms.wipe(each);
}

describe('a forged export', () => {
  it(
    'is refused, or is a game like any other',
    async () => {
      let accepted = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.option(arbitraryGamePlan, { nil: null }),
          fc.array(arbitraryForgery, { minLength: 1, maxLength: 2 }),
          async (plan, forgeries) => {
            const lines = plan === null ? FROZEN : linesOf(playGame(plan, () => undefined).log);
            const room = await importedRoom(exportOf(forgeries.reduce(forge, lines)));
            if (room === null) return;
            accepted += 1;
            await liveThrough(room);
          },
        ),
        { numRuns: 40 * REPETITIONS, examples: [[null, [{ kind: 'cut', at: 40, other: 0 }]]] },
      );
      expect(accepted).toBeGreaterThan(0);
      expect(app.reports.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
    },
    60_000 * REPETITIONS,
  );

  it('is no trap if it was not forged at all', async () => {
    const room = await importedRoom(exportOf(FROZEN));
    if (room === null) throw new Error('the frozen game was refused');
    expect(room.state.seq).toBeGreaterThanOrEqual(FROZEN.length);
    await liveThrough(room);
  });
});
