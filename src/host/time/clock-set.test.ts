import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inLongFormUnless, shortOrAll } from '../../../scripts/long-form.fixtures.ts';
import { compareByRequest } from '../../client/compare-by-request.ts';
import type { Host } from '../host.ts';
import { callText, TestHost, type CreatedGame, type Joined } from '../test-host.harness.ts';
import { createGameTime, createHostTime } from './clock.ts';
import { createManualClock } from './manual-clock.fake.ts';

const START = Date.UTC(2026, 10, 24, 19);
const HOUR_MS = 60 * 60_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** How far the wall clock is set while the host is off, before each further start. */
const SETTINGS: readonly (readonly [string, readonly number[]])[] = [
  ['is right', [0, 0]],
  ['is set back by a second', [-1_000, 0]],
  ['is set back by a year', [-YEAR_MS, 0]],
  ['is set forward by a year', [YEAR_MS, 0]],
  ['jumps forward by a year, and back', [YEAR_MS, -YEAR_MS]],
  ['jumps back by a year, and forward', [-YEAR_MS, YEAR_MS]],
  ['starts in 1970 without a battery', [-START, 0]],
];

interface Log {
  readonly items: readonly { readonly seq: number; readonly at: string }[];
}

interface Waiting {
  readonly id: number;
  readonly requested_at: string;
}

let testHost: TestHost;
beforeEach(() => {
  testHost = new TestHost();
});
afterEach(() => testHost.close());

async function call<T>(host: Host, path: string, body?: object): Promise<T> {
  return JSON.parse(await callText(host, path, body)) as T;
}

async function send<T>(
  host: Host,
  method: string,
  path: string,
  body: string,
  type = 'application/json',
): Promise<T> {
  const response = await fetch(`${host.url}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${host.ownerToken}`, 'content-type': type },
    body,
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

const startAt = (wall: number) => testHost.start({ port: 0, clock: createManualClock(wall) });

const EACH = SETTINGS.map((each, turn) => [...each, turn] as const);
describe.each(EACH)('if the clock of the laptop %s between two starts', (_, jumps, turn) => {
  inLongFormUnless(turn % 3 === 0, () => {
    it('what happens later is later for every screen, and a repeated start loses nothing', async () => {
      let wall = START;
      let host = await startAt(wall);
      const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'Night' });
      await call(host, `/games/${code}/start`, {});
      const requested: number[] = [];
      const request = async () => {
        const name = `Player ${requested.length}`;
        const { player_id: id } = await call<Joined>(host, `/games/${code}/players`, {
          player_name: name,
          team_number: 1 + requested.length,
        });
        const body = { player_id: id, building_type: 'farm' };
        requested.push((await call<{ id: number }>(host, `/challenges/${code}/request`, body)).id);
      };
      await request();
      const statuses: string[] = [];
      for (const jump of jumps) {
        await host.close();
        wall += 10_000 + jump;
        host = await startAt(wall);
        const { status } = await call<{ status: string }>(host, `/games/${code}`);
        statuses.push(status);
        if (status === 'paused') await call(host, `/games/${code}/resume`, {});
        await request();
      }

      // Nobody knows how long a host was away whose clock was set.
      expect(statuses[0]).toBe(Math.abs(jumps[0] ?? 0) > HOUR_MS ? 'paused' : 'in_progress');
      const waiting = await call<readonly Waiting[]>(host, `/challenges/${code}/active`);
      expect(waiting.toSorted(compareByRequest).map(({ id }) => id)).toEqual(requested);
      const log = await call<Log>(host, `/games/${code}/events?limit=500`);
      const events = log.items.toSorted((one, other) => one.seq - other.seq);
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
    });
  });

  inLongFormUnless(turn % 3 === 1, () => {
    it('so is what leaves its time nowhere but in the log', async () => {
      let clock = createManualClock(START);
      let host = await testHost.start({ port: 0, clock });
      const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'Night' });
      for (const jump of jumps) {
        clock.advance(60_000);
        await send(host, 'PATCH', `/games/${code}`, JSON.stringify({ name: `Night ${jump}` }));
        await host.close();
        clock = createManualClock(clock.wall() + 10_000 + jump);
        host = await testHost.start({ port: 0, clock });
        await send(host, 'PATCH', `/games/${code}`, JSON.stringify({ name: `Night after ${jump}` }));
      }
      const { items } = await call<Log>(host, `/games/${code}/events?limit=500`);
      const times = items.toSorted((one, other) => one.seq - other.seq).map(({ at }) => at);
      expect(times.length).toBeGreaterThan(2 * jumps.length);
      expect(times).toEqual(times.toSorted());
    });
  });

  inLongFormUnless(turn % 3 === 2, () => {
    it('a backup made now is the newest, and an import or a restore goes on from it', async () => {
      let wall = START;
      let host = await startAt(wall);
      const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'Night' });
      for (const jump of jumps) {
        await host.close();
        wall += 10_000 + jump;
        host = await startAt(wall);
        await call(host, `/games/${code}/players`, { player_name: `P${jump}` });
        const made = await call<{ name: string; games: { events: number }[] }>(host, '/backups', {});
        const { items } = await call<{ items: { name: string }[] }>(host, '/backups');
        expect(items[0]?.name).toBe(made.name);
        const { items: log } = await call<Log>(host, `/games/${code}/events?limit=500`);
        expect(made.games).toMatchObject([{ events: log.length }]);
        await call(host, `/backups/${made.name}/restore`, {});
      }
    });
  });
});

describe.each(shortOrAll([-YEAR_MS, YEAR_MS, HOUR_MS, -HOUR_MS, 26 * HOUR_MS]))(
  'a clock set by %i ms while the host runs',
  (jump) => {
    it('G7 lets nothing run out early, keeps the order, and pauses nothing', async () => {
      const clock = createManualClock(START);
      const host = await testHost.start({ port: 0, clock });
      const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'Night' });
      await call(host, `/games/${code}/start`, {});
      const [, ticket] = (await host.deskUrl()).split('#ticket=');
      const ids: number[] = [];
      for (const team of [1, 2, 3]) {
        const player = { player_name: `Player ${team}`, team_number: team };
        const { player_id: id } = await call<Joined>(host, `/games/${code}/players`, player);
        const body = { player_id: id, building_type: 'farm' };
        ids.push((await call<{ id: number }>(host, `/challenges/${code}/request`, body)).id);
        if (team === 1) {
          const exercise = {
            challenge_type: 'push_ups',
            challenge_description: '20 Push-ups',
            target_number: 20,
          };
          await call(host, `/challenges/${code}/${ids[0]}/assign`, { ...exercise, duration_seconds: 60 });
        }
        clock.setWall(team === 2 ? -2 * jump : jump);
        clock.advance(5_000);
      }
      const open = await call<readonly (Waiting & { status: string; time_remaining_seconds: number })[]>(
        host,
        `/challenges/${code}/active?include_time_remaining=true`,
      );
      expect(open.toSorted(compareByRequest).map(({ id }) => id)).toEqual(ids);
      const [assigned] = open.filter(({ status }) => status === 'assigned');
      expect(assigned?.time_remaining_seconds).toBe(45);
      expect(await call(host, `/games/${code}`)).toMatchObject({ status: 'in_progress' });
      const { warnings } = await call<{ warnings: { code: string }[] }>(host, '/host');
      expect(warnings.map((warning) => warning.code)).not.toContain('laptop_slept');
      expect(await call(host, '/tickets/redeem', { ticket })).toMatchObject({ role: 'banker' });
    });
  },
);

describe('a link to the desk', () => {
  it('does not last for longer because the clock was set back', async () => {
    const first = await startAt(START);
    const [, ticket] = (await first.deskUrl()).split('#ticket=');
    await first.close();
    const second = await startAt(START - YEAR_MS);
    await expect(call(second, '/tickets/redeem', { ticket })).rejects.toThrow(/has been used or has expired/);
  });
});

describe('a game’s time', () => {
  it('goes on after what is stored, and does not follow a forged date', () => {
    const clock = createManualClock(START);
    const hostTime = createHostTime(clock);
    const [behind, ahead, forged] = [START - HOUR_MS, START + YEAR_MS, 8.64e15].map((latest) =>
      createGameTime(hostTime, latest),
    );
    clock.advance(1_000);
    expect(behind?.now()).toBe(START + 1_000);
    expect(ahead?.now()).toBe(START + YEAR_MS + 1_000);
    expect(forged?.now()).toBe(START + 1_000);
    expect(createGameTime(hostTime, 8.64e15, START + YEAR_MS).now()).toBe(START + YEAR_MS);
    expect(hostTime.now()).toBe(START + 1_000);
  });
});

describe('a game from a laptop whose clock is ahead', () => {
  /** As an export of that laptop, while the game was on. */
  async function exportAhead(aheadMs: number): Promise<string> {
    const other = new TestHost();
    try {
      const host = await other.start({ port: 0, clock: createManualClock(START + aheadMs) });
      const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'From elsewhere' });
      await call(host, `/games/${code}/start`, {});
      await call(host, `/games/${code}/message`, { text: 'Hello' });
      return await callText(host, `/games/${code}/export`);
    } finally {
      await other.close();
    }
  }

  it.each(shortOrAll([3 * HOUR_MS, YEAR_MS]))(
    'by %i ms takes no other game’s time along, neither when it is imported nor at the next start',
    async (aheadMs) => {
      const clock = createManualClock(START);
      let host = await testHost.start({ port: 0, clock });
      const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'Night' });
      await call(host, `/games/${code}/start`, {});
      const end = { end_time: START + HOUR_MS, ends_by_itself: true };
      await send(host, 'PATCH', `/games/${code}`, JSON.stringify(end));
      const file = await exportAhead(aheadMs);
      const type = 'application/x-ndjson';
      const { game_code: imported } = await send<CreatedGame>(host, 'POST', '/games/import', file, type);

      const look = async () => {
        clock.advance(1_500);
        expect(await call(host, `/games/${code}`)).toMatchObject({ status: 'in_progress', ...end });
        const { as_of: asOf } = await call<{ as_of: number }>(host, `/games/${imported}`);
        const { items } = await call<Log>(host, `/games/${imported}/events?limit=1`);
        expect(asOf).toBeGreaterThanOrEqual(Date.parse(items[0]?.at ?? ''));
        expect((await call<{ server_time: number }>(host, '/ping')).server_time).toBeLessThan(
          START + HOUR_MS,
        );
      };
      await look();
      await host.close();
      host = await testHost.start({ port: 0, clock });
      await look();
      await call(host, `/games/${imported}/message`, { text: 'Later' });
      const { items } = await call<Log>(host, `/games/${imported}/events?limit=500`);
      expect(items.map(({ at }) => at)).toEqual(
        items
          .map(({ at }) => at)
          .toSorted()
          .toReversed(),
      );
    },
  );
});
