/** Three hosts as real processes, while their database is started again, their Redis stands still, or one of them does. */
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_POSTGRES, startOwnPostgres, type OwnPostgres } from '../../../scripts/own-postgres.ts';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { MIN_DURATION_SECONDS } from '../../game/limits.ts';
import { type AuditEntry, AuditLogResponse } from '../../protocol/rest-schemas.ts';
import { type ApiResponse, readItems, readObject, type SeatToken, until } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const IS_LONG = REPETITIONS > 1;
const HOSTS = 3;
const PHONES = IS_LONG ? 60 : 9;
/** Joins before the database ends, and as many while it is away. */
const STORM = 20 * REPETITIONS;
/** How the database ends each time, and how long it is away then, ms: also for longer than commands wait. */
const RESTARTS = IS_LONG
  ? ([
      ['kill', 0],
      ['stop', 0],
      ['kill', 10_000],
      ['stop', 10_000],
    ] as const)
  : ([['kill', 0]] as const);
/** Desks hear of it after some seconds: it is away for at least as long. */
const REDIS_AWAY_MS = IS_LONG ? 20_000 : 0;
const FROZEN_MS = IS_LONG ? 40_000 : 5_000;
/** Until the next look into the database, and what a busy machine adds. */
const AGREED_MS = 2_000 + 1_000;
const LIMIT_MS = 240_000;
const DURATION_MS = MIN_DURATION_SECONDS * 1_000;
const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };
const note = OWN_POSTGRES.note || OWN_REDIS.note;

describe.skipIf(note !== '')(`three hosts, and what they depend on is away${note}`, () => {
  let postgres: OwnPostgres;
  let group: HostGroup;
  let seats: readonly SeatToken[];

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    group = await HostGroup.start(postgres.url, HOSTS);
    seats = await group.populate(PHONES, HOSTS);
    await group.send(2, '/games/:code/start', { method: 'POST', key: 'start' });
  }, LIMIT_MS);
  afterAll(async () => {
    await group.dispose();
    await postgres.dispose();
  }, LIMIT_MS);

  const everyHost = Array.from({ length: HOSTS }, (_, at) => at);
  const post = (at: number, path: string, key: string, body: object = {}): Promise<ApiResponse> =>
    group.send(at, path, { method: 'POST', key, body, seat: group.bankerId });
  const request = (at: number, { id, token }: SeatToken, key: string): Promise<ApiResponse> => {
    const body = { player_id: id, building_type: 'farm' };
    return group.send(at, '/challenges/:code/request', { method: 'POST', key, body, token });
  };
  const namesOn = async (at: number): Promise<readonly string[]> => {
    const { text } = await group.send(at, '/games/:code/players', {});
    return readItems(text).map((player) => String(player['player_name']));
  };
  const warningsOn = async (at: number) => (await group.send(at, '/host', {})).text;
  /** The newest page of the log, oldest first. */
  const log = async (at: number): Promise<readonly AuditEntry[]> => {
    const { text } = await group.send(at, '/games/:code/events', {});
    return Value.Parse(AuditLogResponse, readObject(text)).items.toReversed();
  };
  /** As pages do: on one host after the other, under the same key, until there is an answer that is no failure of the host. */
  async function persist(at: number, call: (at: number) => Promise<ApiResponse>): Promise<ApiResponse> {
    const deadline = performance.now() + LIMIT_MS / 4;
    for (let attempt = 0; ; attempt += 1) {
      // Whoever hears nothing tries elsewhere, too.
      const answer = await call((at + attempt) % HOSTS).catch(() => null);
      if (answer !== null && answer.status < 500) return answer;
      if (performance.now() > deadline) throw new Error(`no answer but ${answer?.text}`);
    }
  }

  it.each(RESTARTS)(
    'G1 a database that is started again (%s, away for %i ms) has everything acknowledged once, and all go on',
    { timeout: LIMIT_MS },
    async (how, awayMs) => {
      const acknowledged: string[] = [];
      const joinAs = async (index: number, when: string) => {
        const name = `${how} ${awayMs} ${when} ${index}`;
        const { status } = await persist(index, (at) => group.askToJoin(at, name));
        expect([name, status]).toEqual([name, 201]);
        acknowledged.push(name);
      };
      const joinsOf = (when: string) => Array.from({ length: STORM }, (_, index) => joinAs(index, when));
      /** What each step needs is what the one before has done: nothing may be lost, and nothing come twice. */
      const playedBy = seats.slice(0, 4).map(async (seat, index) => {
        const done: number[] = [];
        for (let round = 0; round < 3; round += 1) {
          const key = `${how}-${awayMs}-${seat.id}-${round}`;
          const asked = await persist(index, (at) => request(at, seat, `${key}-ask`));
          const id = Number(readObject(asked.text)['id']);
          const path = `/challenges/:code/${id}`;
          const given = await persist(index + 1, (at) =>
            post(at, `${path}/assign`, `${key}-assign`, PUSH_UPS),
          );
          expect([asked, given].filter((answer) => answer.status >= 300)).toEqual([]);
          const { status } = await persist(index + 2, (at) =>
            post(at, `${path}/complete`, `${key}-complete`),
          );
          if (status === 200) done.push(id);
        }
        return done;
      });

      const before = joinsOf('b');
      await until(() => acknowledged.length >= STORM / 4, 'a quarter of the joins');
      const ended = postgres[how]();
      const during = joinsOf('d');
      await ended;
      const endedAt = performance.now();
      await expect
        .poll(() => performance.now() - endedAt, { timeout: LIMIT_MS })
        .toBeGreaterThanOrEqual(awayMs);
      await postgres.start();
      await Promise.all([...before, ...during]);
      const done = (await Promise.all(playedBy)).flat();

      expect(acknowledged).toHaveLength(2 * STORM);
      expect(done).toHaveLength(4 * 3);
      expect(await group.unsettled()).toEqual([]);
      for (const at of everyHost) {
        const names = await namesOn(at);
        expect(acknowledged.filter((name) => !names.includes(name))).toEqual([]);
        expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
        for (const seat of seats.slice(0, 4)) {
          const { text } = await group.send(at, `/challenges/:code/history?player=${seat.id}`, {});
          const own = readItems(text).map(({ id, status }) => `${String(id)} ${String(status)}`);
          expect(own.filter((each) => !each.endsWith('completed'))).toEqual([]);
          expect(new Set(own).size).toBe(own.length);
        }
        // Each takes up again, and says no longer that it does not answer.
        expect((await group.join(at, `${how} ${awayMs} again ${at}`)).id).toBeGreaterThan(0);
        await expect.poll(() => warningsOn(at), { timeout: 20_000 }).not.toContain('"storage"');
      }
    },
  );

  it(
    'while Redis stands still, every screen is told of each change soon, and every desk why it is not at once',
    { timeout: LIMIT_MS },
    async () => {
      group.redis.freeze();
      const frozenAt = performance.now();
      const isSaidEverywhere = async () =>
        (await Promise.all(everyHost.map(warningsOn))).every((text) => text.includes('bus_away'));
      const took: number[] = [];
      let isSaid = false;
      for (let change = 0; !isSaid || performance.now() - frozenAt < REDIS_AWAY_MS; change += 1) {
        const at = change % HOSTS;
        await group.join(at, `Slowly ${change}`);
        const changedAt = performance.now();
        const head = (await log(at)).at(-1)?.seq ?? Number.POSITIVE_INFINITY;
        await until(() => group.clients.every(({ seq }) => seq >= head), 'every screen to know of it');
        took.push(performance.now() - changedAt);
        isSaid = await isSaidEverywhere();
        expect(performance.now() - frozenAt).toBeLessThan(REDIS_AWAY_MS + 30_000);
      }
      expect(Math.max(...took)).toBeLessThan(AGREED_MS);
      group.redis.thaw();
      for (const at of everyHost)
        await expect.poll(() => warningsOn(at), { timeout: 20_000 }).not.toContain('bus_away');
      expect(await group.unsettled()).toEqual([]);
    },
  );

  it(
    'a host that stood still decides nothing by what it knew before, and what it acknowledges then is true',
    { timeout: LIMIT_MS },
    async () => {
      const [asker, runner] = [seats[0], seats[1]];
      if (asker === undefined || runner === undefined) throw new Error('nobody has joined');
      const idOf = async (seat: SeatToken, key: string) =>
        Number(readObject((await request(0, seat, key)).text)['id']);
      const [asked, short] = [await idOf(asker, 'before-it-stands'), await idOf(runner, 'short')];
      const body = { ...PUSH_UPS, duration_seconds: MIN_DURATION_SECONDS };
      expect((await post(2, `/challenges/:code/${short}/assign`, 'short-given', body)).status).toBe(200);
      expect(await group.unsettled()).toEqual([]);

      group.host(2).freeze();
      const frozenAt = performance.now();
      expect((await post(0, `/challenges/:code/${asked}/assign`, 'given', PUSH_UPS)).status).toBe(200);
      await group.join(1, 'One stands still');
      // These wait for it: it reads them before anything that the others have done.
      const late = Promise.all([
        post(2, `/challenges/:code/${asked}/assign`, 'given-late', PUSH_UPS),
        post(2, `/challenges/:code/${asked}/cancel`, 'cancelled-late'),
        group.join(2, 'Kept waiting'),
      ]);
      await expect
        .poll(() => performance.now() - frozenAt, { timeout: LIMIT_MS })
        .toBeGreaterThanOrEqual(FROZEN_MS);
      group.host(2).thaw();
      const [given, cancelled, joined] = await late;
      expect(given.status).toBe(409);
      expect(joined.id).toBeGreaterThan(0);
      for (const at of everyHost)
        await expect
          .poll(() => namesOn(at), { timeout: AGREED_MS })
          .toEqual(expect.arrayContaining(['One stands still', 'Kept waiting']));
      expect(await group.unsettled()).toEqual([]);

      const ofShort = async () =>
        (await log(2)).filter(({ type, body: of }) => type.startsWith('challenge_') && of['id'] === short);
      await expect.poll(async () => (await ofShort()).length, { timeout: 20_000 }).toBeGreaterThan(2);
      expect(await group.unsettled()).toEqual([]);
      const events = await ofShort();
      expect(events.map(({ type }) => type)).toEqual([
        'challenge_requested',
        'challenge_assigned',
        'challenge_expired',
      ]);
      const [, assignedAt = 0, expiredAt = 0] = events.map(({ at }) => Date.parse(at));
      expect(expiredAt - assignedAt).toBeGreaterThanOrEqual(DURATION_MS);
      expect(expiredAt - assignedAt).toBeLessThan(DURATION_MS + 1_000);
      const ofAsked = (await log(0)).filter(
        ({ type, body: of }) => type.startsWith('challenge_') && of['id'] === asked,
      );
      expect(ofAsked.map(({ type }) => type)).toEqual([
        'challenge_requested',
        'challenge_assigned',
        ...(cancelled.status === 200 ? ['challenge_cancelled'] : []),
      ]);
      const times = (await log(0)).map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(new Set(group.clients.map(({ view }) => view.game?.status))).toEqual(new Set(['in_progress']));
    },
  );
});
