import Value from 'typebox/value';
/** Three hosts with the same games, as real processes on PostgreSQL and Redis: any may decide, any may die, and all agree. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inLongForm } from '../../../scripts/long-form.fixtures.ts';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { MIN_DURATION_SECONDS } from '../../game/limits.ts';
import { type AuditEntry, AuditLogResponse } from '../../protocol/rest-schemas.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import { type ApiResponse, readItems, readObject, type SeatToken, until } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const HOSTS = 3;
const CLIENTS = REPETITIONS > 1 ? 60 : 9;
const STORM = 40 * REPETITIONS;
/** Processes that start on a machine which is busy with other tests. */
const LIMIT_MS = 120_000;
/** Far less than the machines' clocks are off, and more than a busy machine adds to the way to the database. */
const MOST_OFF_MS = 1_000;
/** As long as everybody whose host has died may take to another one. */
const MOVED_MS = 5_000;
/** Long enough that it can be told from what passes while hosts start. */
const ALL_DEAD_MS = 8_000;
const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };

const server = await findTestServer();
const note = server.note || OWN_REDIS.note;

describe.skipIf(note !== '')(`three hosts with the same games${note}`, () => {
  let group: HostGroup;
  let seats: readonly SeatToken[];

  beforeAll(async () => {
    group = await HostGroup.start(server.url ?? '', HOSTS);
    seats = await group.populate(CLIENTS, HOSTS);
    await group.send(2, '/games/:code/start', { method: 'POST', key: 'start' });
  }, LIMIT_MS);
  afterAll(() => group.dispose(), LIMIT_MS);

  const post = (at: number, path: string, key: string, body: object = {}): Promise<ApiResponse> =>
    group.send(at, path, { method: 'POST', key, body, seat: group.bankerId });

  /** Everybody's name, as this host has them once it is as far as that, or after some seconds. */
  async function namesOn(
    at: number,
    isFar: (names: readonly string[]) => boolean,
  ): Promise<readonly string[]> {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const { text } = await group.send(at, '/games/:code/players', {});
      const names = readItems(text).map((player) => String(player['player_name']));
      if (isFar(names) || performance.now() > deadline) return names;
    }
  }

  async function request(at: number, player: SeatToken | undefined): Promise<number> {
    const body = { player_id: player?.id, building_type: 'farm' };
    const { text } = await group.send(at, '/challenges/:code/request', {
      method: 'POST',
      key: `request-${player?.id}`,
      body,
      token: player?.token ?? '',
    });
    return Number(readObject(text)['id']);
  }

  it('every screen agrees, wherever it is connected', { timeout: LIMIT_MS }, async () => {
    expect(await group.unsettled()).toEqual([]);
    expect(group.clients.at(-1)?.view.players.map(({ role }) => role)).toHaveLength(CLIENTS + 1);
  });

  /** Whether the desk shows every phone as connected, whichever host it is connected to. */
  const seesEveryPhone = (): boolean => {
    const presence = group.clients.at(-1)?.view.presence;
    return seats.every(({ id }) => presence?.get(id)?.connected === true);
  };

  it('a desk shows whose phone is connected, wherever it is', async () => {
    await expect.poll(seesEveryPhone, { timeout: 10_000 }).toBe(true);
  });

  it('of two bankers who assign the same request at once on two hosts, one is refused', async () => {
    const id = await request(0, seats[0]);
    const path = `/challenges/:code/${id}/assign`;
    const answers = await Promise.all([post(0, path, 'one', PUSH_UPS), post(1, path, 'other', PUSH_UPS)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await group.unsettled()).toEqual([]);
  });

  it('one key sent to all hosts at once has one effect and one answer', async () => {
    const id = await request(1, seats[1]);
    const path = `/challenges/:code/${id}/assign`;
    const answers = await Promise.all([0, 1, 2].map((at) => post(at, path, 'the-same', PUSH_UPS)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
  });

  it('the pages of the history have each challenge once, whichever hosts they were asked for at', async () => {
    const asked: number[] = [];
    for (let count = 0; count < 4 * HOSTS; count += 1) {
      const body = { player_id: seats[3]?.id, building_type: 'farm' };
      const { text } = await post(count % HOSTS, '/challenges/:code/request', `farm-${count}`, body);
      const id = Number(readObject(text)['id']);
      asked.push(id);
      await post(count % HOSTS, `/challenges/:code/${id}/cancel`, `no-farm-${count}`);
    }
    // Each host gives ids of its own.
    expect(asked).not.toEqual(asked.toSorted((one, other) => one - other));
    const listedBy = async (limit: number) => {
      const listed: unknown[] = [];
      let path: unknown = `/challenges/:code/history?player=${seats[3]?.id}&limit=${limit}`;
      while (typeof path === 'string') {
        const { text } = await group.send(0, path.replace('/api/v2', ''), {});
        listed.push(...readItems(text).map(({ id }) => id));
        path = readObject(text)['next'];
      }
      return listed;
    };
    // What the others have written is on its way.
    await vi.waitFor(async () => expect(await listedBy(100)).toHaveLength(asked.length), { timeout: 20_000 });
    for (const limit of [1, 2, 5, 100]) expect(await listedBy(limit)).toEqual(asked.toReversed());
  });

  async function log(): Promise<readonly AuditEntry[]> {
    const { text } = await group.send(2, '/games/:code/events', {});
    return Value.Parse(AuditLogResponse, readObject(text)).items.toReversed();
  }

  it('whichever host writes something down, it happened when it did: machines whose clocks are wrong share the time', async () => {
    for (let at = 0; at < HOSTS; at += 1) {
      const known = (await log()).at(-1)?.seq ?? 0;
      const before = Date.now();
      await group.join(at, `Punctual ${at}`);
      const after = Date.now();
      // The host that is asked for the log may hear of it a moment later.
      await expect.poll(async () => (await log()).at(-1)?.seq).toBeGreaterThan(known);
      const written = Date.parse((await log()).find(({ seq }) => seq === known + 1)?.at ?? '');
      expect(written).toBeGreaterThanOrEqual(before - MOST_OFF_MS);
      expect(written).toBeLessThanOrEqual(after + MOST_OFF_MS);
    }
  });

  it(
    'a challenge runs out once, never early and within a second, by machines whose clocks are wrong',
    { timeout: LIMIT_MS },
    async () => {
      const id = await request(0, seats[2]);
      const body = { ...PUSH_UPS, duration_seconds: MIN_DURATION_SECONDS };
      expect((await post(1, `/challenges/:code/${id}/assign`, 'short', body)).status).toBe(200);
      const ofChallenge = async () =>
        (await log()).filter(({ type, body: of }) => type.startsWith('challenge_') && of['id'] === id);
      const typesOf = (events: readonly AuditEntry[]) => events.map(({ type }) => type);
      await expect
        .poll(async () => typesOf(await ofChallenge()), { timeout: MIN_DURATION_SECONDS * 1_000 + 20_000 })
        .toContain('challenge_expired');
      // Time for the others to see it due as well.
      expect(await group.unsettled()).toEqual([]);
      const events = await ofChallenge();
      expect(typesOf(events)).toEqual(['challenge_requested', 'challenge_assigned', 'challenge_expired']);
      const [, given, expired] = events;
      const [playedMs, passedMs] = [
        (expired?.play_ms ?? 0) - (given?.play_ms ?? 0),
        Date.parse(expired?.at ?? '') - Date.parse(given?.at ?? ''),
      ];
      for (const took of [playedMs, passedMs]) {
        expect(took).toBeGreaterThanOrEqual(MIN_DURATION_SECONDS * 1_000);
        expect(took).toBeLessThan(MIN_DURATION_SECONDS * 1_000 + 1_000);
      }
      const times = (await log()).map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    },
  );

  it('goes on without Redis, only slower, and at once when it is back', { timeout: LIMIT_MS }, async () => {
    group.redis.freeze();
    const joined = await group.join(0, 'Without Redis', 3);
    // Whoever goes to another host at once finds there what was acknowledged here.
    const id = await request(0, joined);
    expect((await post(2, `/challenges/:code/${id}/assign`, 'elsewhere', PUSH_UPS)).status).toBe(200);
    expect(joined.id).toBeGreaterThan(0);
    expect(await group.unsettled()).toEqual([]);
    group.redis.thaw();
    await group.join(2, 'With Redis');
    expect(await group.unsettled()).toEqual([]);
  });

  it(
    'a host that stood still catches up, and the time it was away counts',
    { timeout: LIMIT_MS },
    async () => {
      group.host(2).freeze();
      await group.join(0, 'While one is away');
      group.host(2).thaw();
      expect(await group.unsettled()).toEqual([]);
      expect(new Set(group.clients.map(({ view }) => view.game?.status))).toEqual(new Set(['in_progress']));
    },
  );

  it(
    'G1 a host killed in a storm takes nothing acknowledged with it, and its clients are on another within five seconds',
    { timeout: LIMIT_MS * 2 },
    async () => {
      const acknowledged: string[] = [];
      const storm = Array.from({ length: STORM }, (_, index) => index).map(async (index) => {
        const name = `Storm ${index}`;
        // Whoever got no answer asks another host, under the same key, as pages do.
        const here = index % HOSTS;
        const seat = await group.join(here, name).catch(() => group.join(here === 1 ? 2 : 0, name));
        if (seat.id > 0) acknowledged.push(name);
      });
      await until(() => acknowledged.length >= STORM / 4, 'a quarter of the storm');
      await group.kill(1);
      await group.join(0, 'After the kill');
      // Nobody at the dead host could know of that.
      const { seq: after = Number.POSITIVE_INFINITY } = (await log()).at(-1) ?? {};
      // What a busy machine takes over two calls in the storm is not theirs.
      const toldAt = performance.now();
      await until(() => group.clients.every(({ isLive, seq }) => isLive && seq >= after), 'all to go on');
      expect(performance.now() - toldAt).toBeLessThan(MOVED_MS);
      await Promise.all(storm);
      expect(acknowledged).toHaveLength(STORM);
      const names = await namesOn(0, (list) => acknowledged.every((name) => list.includes(name)));
      expect(acknowledged.filter((name) => !names.includes(name))).toEqual([]);
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
      expect(await group.unsettled()).toEqual([]);
      await until(seesEveryPhone, 'the desk to see every phone again');
    },
  );

  it('a host that starts later has everything', { timeout: LIMIT_MS }, async () => {
    await group.add();
    const names = await namesOn(0, () => true);
    expect(await namesOn(HOSTS, () => true)).toEqual(names);
  });

  it('a game wiped on one host is gone on the others', { timeout: LIMIT_MS }, async () => {
    const wiped = await group.send(0, '/games/:code', { method: 'DELETE', key: 'wipe' });
    expect(wiped.status).toBe(204);
    await expect
      .poll(async () => (await group.send(2, '/games/:code', {})).status, { timeout: 10_000 })
      .toBe(404);
    await until(() => group.clients.every(({ isLive }) => !isLive), 'everybody to be told');
  });
});

// One host that finds out: rooms-on-demand.test.ts.
inLongForm(() => {
  describe.skipIf(note !== '')(`hosts that have all died${note}`, () => {
    it(
      'took no play time with them: it stood still until one was there again, and the log says so once',
      { timeout: LIMIT_MS * 2 },
      async () => {
        const group = await HostGroup.start(server.url ?? '', 2);
        try {
          await group.send(0, '/games/:code/start', { method: 'POST', key: 'start' });
          await group.join(1, 'Anna');
          const playedOn = async (at: number) =>
            Number(readObject((await group.send(at, '/games/:code', {})).text)['play_ms']);
          // They say that they are alive each second.
          await expect.poll(() => playedOn(0), { timeout: 10_000 }).toBeGreaterThan(1_500);
          const played = await playedOn(1);
          await group.kill(0);
          await group.kill(1);
          const diedAt = Date.now();
          await expect.poll(() => Date.now() - diedAt, { timeout: 20_000 }).toBeGreaterThan(ALL_DEAD_MS);
          // From when the first of them is there, it goes on.
          const restartAt = Date.now();
          await group.add();
          await group.add();
          const [here, there] = await Promise.all([playedOn(2), playedOn(3)]);
          for (const shown of [here, there]) {
            expect(shown).toBeGreaterThanOrEqual(played);
            expect(shown).toBeLessThan(played + ALL_DEAD_MS / 2 + (Date.now() - restartAt));
          }
          await group.join(2, 'Ben');
          const { text } = await group.send(3, '/games/:code/events', {});
          const { items } = Value.Parse(AuditLogResponse, readObject(text));
          expect(items.filter(({ type }) => type === 'clock_adjusted')).toHaveLength(1);
        } finally {
          await group.dispose();
        }
      },
    );
  });
});
