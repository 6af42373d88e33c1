/** Whatever the clock of a laptop says: what its host writes can be read, by itself and by others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shortOrAll } from '../../../scripts/long-form.fixtures.ts';
import { MAX_TIMESTAMP_MS, MIN_TIMESTAMP_MS } from '../../game/limits.ts';
import type { Host } from '../host.ts';
import { callText, TestHost, type CreatedGame, type Joined } from '../test-host.harness.ts';
import { createManualClock } from './manual-clock.fake.ts';

const RIGHT = Date.UTC(2026, 10, 24, 19);
const HOUR_MS = 60 * 60_000;

const WRONG_CLOCKS: readonly (readonly [string, number])[] = [
  ['the first instant of all', -8.64e15],
  ['an instant before 1970', -1],
  ['the first instant of 1970', 0],
  ['2232, the last year of Linux', Date.UTC(2232, 5)],
  ['2999', Date.UTC(2999, 11, 31, 23, 59)],
  ['the last instant of four digits', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
  ['10000', Date.UTC(10_000, 0)],
  ['30827, the last year of Windows', Date.UTC(30_827, 0)],
  ['the last instant of all', 8.64e15],
];
const RIGHT_CLOCKS: readonly (readonly [string, number])[] = [
  ['an instant that files of earlier versions may not hold', 4_000_000_000_001],
  ['the first instant of 2026', Date.UTC(2026, 0)],
  ['the last instant of 2099', Date.UTC(2100, 0) - 1],
];

interface Log {
  readonly items: readonly { readonly seq: number; readonly at: string; readonly type: string }[];
}

let testHost: TestHost;
let elsewhere: TestHost;
beforeEach(() => {
  testHost = new TestHost();
  elsewhere = new TestHost();
});
afterEach(() => Promise.all([testHost.close(), elsewhere.close()]));

async function call<T>(host: Host, path: string, body?: object): Promise<T> {
  return JSON.parse(await callText(host, path, body)) as T;
}

async function send<T>(host: Host, method: string, path: string, body: string, type: string): Promise<T> {
  const headers = { authorization: `Bearer ${host.ownerToken}`, 'content-type': type };
  const response = await fetch(`${host.url}/api/v2${path}`, { method, headers, body });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

const importFile = (host: Host, file: string) =>
  send<CreatedGame>(host, 'POST', '/games/import', file, 'application/x-ndjson');

async function logOf(host: Host, code: string): Promise<Log['items']> {
  const { items } = await call<Log>(host, `/games/${code}/events?limit=500`);
  return items.toSorted((one, other) => one.seq - other.seq);
}

/** A short evening with everything in it that has a time. Returns its code. */
async function playEvening(host: Host, now: number): Promise<string> {
  const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'Night' });
  const join = (player_name: string) =>
    call<Joined>(host, `/games/${code}/players`, { player_name, team_number: 1 });
  const anna = await join('Anna');
  const ben = await join('Ben');
  await call(host, `/games/${code}/start`, {});
  const body = { player_id: anna.player_id, building_type: 'farm' };
  const { id } = await call<{ id: number }>(host, `/challenges/${code}/request`, body);
  const exercise = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };
  await call(host, `/challenges/${code}/${id}/assign`, { ...exercise, duration_seconds: 60 });
  await call(host, `/games/${code}/message`, { text: 'Pizza!' });
  const end = JSON.stringify({ end_time: now + HOUR_MS, ends_by_itself: true });
  await send(host, 'PATCH', `/games/${code}`, end, 'application/json');
  const removal = { player_ids: [ben.player_id] };
  const { removed_at } = await call<{ removed_at: number }>(host, `/games/${code}/players/remove`, removal);
  await call(host, `/games/${code}/players/restore`, { removed_at });
  return code;
}

async function serverTime(host: Host): Promise<number> {
  return (await call<{ server_time: number }>(host, '/ping')).server_time;
}

const INSTANT = /"((?:[+-]\d\d)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[^"]*)"/g;

/** All times that these calls answer, in words. */
async function instantsOf(host: Host, code: string): Promise<readonly string[]> {
  const paths = [
    `/games/${code}`,
    `/challenges/${code}/history`,
    `/games/${code}/events?limit=500`,
    '/backups',
  ];
  const answers = await Promise.all(paths.map((path) => callText(host, path)));
  return answers.flatMap((text) => [...text.matchAll(INSTANT)].map(([, instant]) => instant ?? ''));
}

describe.each([...shortOrAll(WRONG_CLOCKS), ...shortOrAll(RIGHT_CLOCKS)])(
  'a laptop whose clock says %s',
  (_, wall) => {
    it('exports games that it can import, and so can one whose clock is right', async () => {
      const host = await testHost.start({ port: 0, clock: createManualClock(wall) });
      const other = await elsewhere.start({ port: 0, clock: createManualClock(RIGHT) });
      const code = await playEvening(host, await serverTime(host));
      const played = await logOf(host, code);
      for (const names of ['real', 'pseudonyms']) {
        const file = await callText(host, `/games/${code}/export?names=${names}`);
        for (const reader of [host, other]) {
          const { game_code: imported } = await importFile(reader, file);
          const read = await logOf(reader, imported);
          expect(read.slice(0, played.length).map(({ type, at }) => ({ type, at }))).toEqual(
            played.map(({ type, at }) => ({ type, at })),
          );
          const again = await importFile(reader, await callText(reader, `/games/${imported}/export`));
          expect((await logOf(reader, again.game_code)).length).toBeGreaterThanOrEqual(read.length);
        }
      }
    });

    it('writes times with four digits for the year, makes backups that it finds, and goes on from them', async () => {
      let host = await testHost.start({ port: 0, clock: createManualClock(wall) });
      const code = await playEvening(host, await serverTime(host));
      const made = await call<{ name: string }>(host, '/backups', {});
      const instants = await instantsOf(host, code);
      expect(instants.length).toBeGreaterThan(15);
      for (const instant of instants) expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
      await host.close();

      host = await testHost.start({ port: 0, clock: createManualClock(wall) });
      const backups = await call<{ items: { name: string }[] }>(host, '/backups');
      expect(backups.items.map(({ name }) => name)).toContain(made.name);
      await call(host, `/backups/${made.name}/restore`, {});
      await call(host, `/games/${code}/message`, { text: 'Later' });
      const times = (await logOf(host, code)).map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      const [, ticket] = (await host.deskUrl()).split('#ticket=');
      expect(await call(host, '/tickets/redeem', { ticket })).toMatchObject({ role: 'banker' });
    });
  },
);

const warningsOf = async (host: Host) => {
  const { warnings } = await call<{ warnings: { code: string; params: object; detail: string }[] }>(
    host,
    '/host',
  );
  return warnings.filter(({ code }) => code === 'clock_wrong');
};

it.each(WRONG_CLOCKS)('the desk and the log say so where the clock says %s', async (_, wall) => {
  const host = await testHost.start({ port: 0, clock: createManualClock(wall) });
  const [warning] = await warningsOf(host);
  expect(warning?.params).toEqual({ says: wall });
  expect(warning?.detail).toContain(new Date(wall).toISOString());
  expect(testHost.logged.join('\n')).toMatch(/clock says .* which cannot be/);
});

it.each(RIGHT_CLOCKS)('nothing is said of a clock that says %s', async (_, wall) => {
  const host = await testHost.start({ port: 0, clock: createManualClock(wall) });
  expect(await warningsOf(host)).toEqual([]);
});

/** As hosts of earlier versions wrote them, which used any time. */
describe.each(
  shortOrAll([MIN_TIMESTAMP_MS, Date.UTC(-44, 2, 15), -1, Date.UTC(10_000, 0), MAX_TIMESTAMP_MS]),
)('a file of a laptop whose clock said %i', (at) => {
  it('is read, its times can be read by pages, and what happened then can be undone', async () => {
    const host = await testHost.start({ port: 0, clock: createManualClock(RIGHT) });
    const code = await playEvening(host, RIGHT);
    await call(host, `/games/${code}/players/remove`, {
      player_ids: [(await call<Joined>(host, `/games/${code}/players`, { player_name: 'Cleo' })).player_id],
    });
    const file = await callText(host, `/games/${code}/export?names=real`);
    const unsealed = file
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .map(({ checksum: _checksum, ...line }, index) =>
        JSON.stringify(index === 0 ? { ...line, version: 2 } : { ...line, at }),
      );
    const { game_code: imported } = await importFile(host, `${unsealed.join('\n')}\n`);
    for (const instant of await instantsOf(host, imported)) expect(Date.parse(instant)).not.toBeNaN();
    const restored = await call(host, `/games/${imported}/players/restore`, { removed_at: at });
    expect(restored).toEqual({ restored: 1 });
    await importFile(host, await callText(host, `/games/${imported}/export?names=real`));
  });
});
