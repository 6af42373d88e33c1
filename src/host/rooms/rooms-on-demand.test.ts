/** Games that are opened when somebody asks for them, on real PostgreSQL: what is acknowledged stays, and what is due is done. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import { RoomClosedError, type StoredResponse } from '../storage/event-store.ts';
import { findTestServer, runSql } from '../storage/postgres/postgres-server.harness.ts';
import type { Gap } from '../time/gaps.ts';
import { watchContinuations } from './continuations.ts';
import type { Room } from './room.ts';
import { DONE, IDLE_MS, startOnDemandHosts, type OnDemandHosts } from './rooms-on-demand.harness.ts';

const LIMIT_MS = 60_000;

const server = await findTestServer();

describe.skipIf(server.url === null)(
  `games that nobody asks for${server.note}`,
  { timeout: LIMIT_MS },
  () => {
    let at: OnDemandHosts;
    beforeEach(async () => {
      at = await startOnDemandHosts(server.url ?? '');
    });
    afterEach(() => at.dispose());

    it('are not open after a start: of two hundred, the one that is asked for is', async () => {
      const first = await at.open();
      const codes: string[] = [];
      for (let index = 0; index < 200; index += 1) codes.push(await at.create(first, `Night ${index}`));
      await first.close();
      const host = await at.open();
      expect(at.openCodes(host)).toEqual([]);
      const [, , third = ''] = codes;
      const seat = (await at.roomOf(host, third)).state.participants.first()?.id ?? 0;
      expect(at.openCodes(host)).toEqual([third]);
      expect((await host.rooms.bySeat(seat))?.room.state.code).toBe(third);
      const games = await host.list(HOST_OWNER_ID);
      expect(games.map(({ game_code: code }) => code)).toEqual(codes);
      expect(games.at(-1)).toMatchObject({ name: 'Night 199', status: 'waiting', play_ms: 0 });
      expect(at.openCodes(host)).toEqual([third]);
      expect(at.reports).toEqual([]);
    });

    it('are in no list but their owner’s and the host’s, and no other owner’s list opens one', async () => {
      const first = await at.open();
      const [ours, theirs] = [await at.create(first, 'Ours', 7), await at.create(first, 'Theirs', 8)];
      await at.run(await at.roomOf(first, theirs), { type: 'start' });
      await first.close();
      const host = await at.open();
      const codes = async (ownerId: number) => (await host.list(ownerId)).map(({ game_code: code }) => code);
      for (const _ of ['read', 'known']) expect(await codes(7)).toEqual([ours]);
      expect(at.openCodes(host)).toEqual([]);
      expect(await codes(8)).toEqual([theirs]);
      expect(await codes(9)).toEqual([]);
      expect(await codes(HOST_OWNER_ID)).toEqual([ours, theirs]);
      await host.close();
    });

    it('are closed, and opened again as they were, with the same epoch', async () => {
      const host = await at.open();
      const room = await at.createRunning(host, 3_600);
      const { epoch, state } = room;
      await at.rest(host);
      expect(host.rested).toEqual([state.gameId]);
      const again = await at.roomOf(host, state.code);
      expect(again).not.toBe(room);
      expect(again.epoch).toBe(epoch);
      expect(again.state.seq).toBe(state.seq);
      // The game went on meanwhile.
      expect(again.moment().playMs).toBeGreaterThanOrEqual(IDLE_MS);
      expect(again.eventsSince(state.seq)).toEqual([]);
    });

    it('stay open while a screen is connected', async () => {
      const host = await at.open();
      const [shown, other] = [await at.create(host, 'Shown'), await at.create(host, 'Other')];
      host.rooms.hold(({ state }) => state.code === shown);
      at.clock.advance(IDLE_MS);
      await at.pass(1_000, () => {
        at.clock.advance(1_000);
        return host.rested.length > 0;
      });
      expect(at.openCodes(host)).toEqual([shown]);
      expect((await at.roomOf(host, other)).state.name).toBe('Other');
    });

    it('lose no command that comes while they are closed, whoever holds the room', async () => {
      const host = await at.open();
      const room = await at.roomOf(host, await at.create(host));
      const { gameId } = room.state;
      const answers: Promise<StoredResponse>[] = [];
      const send = (to: Room) => answers.push(at.join(to, at.nextId()));
      for (let round = 1; round <= 20; round += 1) {
        const current = await at.roomOf(host, room.state.code);
        send(current);
        const resting = host.rooms.rest(current, () => true);
        for (let turn = 0; turn < 5; turn += 1) {
          send(turn % 2 === 0 ? current : room);
          at.clock.advance(1);
          await new Promise((resolve) => void setImmediate(resolve));
        }
        await resting;
        send(current);
        at.clock.advance(1);
      }
      expect(host.rested).toHaveLength(20);
      at.clock.advance(1_000);
      expect(await Promise.all(answers)).toEqual(answers.map(() => DONE));
      await at.rest(host);
      const last = at.nextId();
      expect(await at.join(room, last)).toEqual(DONE);
      expect(room.state.participants.has(last)).toBe(true);
      const { state } = await at.roomOf(host, room.state.code);
      expect(state.participants.count(({ role }) => role === 'player')).toBe(answers.length + 1);
      expect((await at.stored({ gameId })).filter((type) => type === 'participant_joined')).toHaveLength(
        answers.length + 2,
      );
    });

    it('do what is due in time, on a host that nobody has asked for them, once', async () => {
      const first = await at.open();
      const { state } = await at.createRunning(first, 3_600);
      await first.close();
      const [one, other] = [await at.open(), await at.open()];
      at.clock.advance(3_500_000);
      await at.pass(1_000, () => true);
      expect(one.rooms.all()).toEqual([]);
      await at.pass(92_000, () => one.rooms.all().length + other.rooms.all().length === 2);
      await at.pass(0, async () => (await at.stored(state)).includes('challenge_expired'));
      for (const host of [one, other]) await (await at.roomOf(host, state.code)).catchUp();
      at.clock.advance(5_000);
      const times = await runSql<{ type: string; at: string }>(
        at.database.url,
        `select body::json->>'type' as type, at from events where game_id = ${state.gameId}
      and body::json->>'type' in ('challenge_assigned', 'challenge_expired') order by seq`,
      );
      expect(times.map(({ type }) => type)).toEqual(['challenge_assigned', 'challenge_expired']);
      const [given = 0, expired = 0] = times.map((event) => Number(event.at));
      expect(expired - given).toBeGreaterThanOrEqual(3_600_000);
      expect(expired - given).toBeLessThan(3_601_000);
    });

    it('are all open before something is due in them, also where it is at once in many', async () => {
      const first = await at.open();
      const endAt = at.clock.wall() + 3_600_000;
      const codes: string[] = [];
      for (let index = 0; index < 50; index += 1) {
        const room = await at.roomOf(first, await at.create(first));
        await at.run(room, { type: 'start' });
        await at.run(room, { type: 'change_game', endAt, endsByItself: true });
        codes.push(room.state.code);
      }
      await first.close();
      const host = await at.open();
      const passUntil = async (until: number, isDone: () => boolean | Promise<boolean>) => {
        const step = () => {
          at.clock.advance(Math.min(250, until - at.clock.wall()));
          return isDone();
        };
        await expect.poll(step, { timeout: 15_000 }).toBe(true);
      };
      await at.pass(3_590_000, () => true);
      expect(at.openCodes(host)).toEqual([]);
      await passUntil(endAt - 1_000, () => at.openCodes(host).length === 50);
      expect(at.openCodes(host).toSorted()).toEqual(codes.toSorted());
      const ended = async () =>
        (await host.list(HOST_OWNER_ID)).every(({ status }) => status === 'completed');
      await passUntil(endAt + 2_000, ended);
    });

    it('end as planned, also while they are paused', async () => {
      const first = await at.open();
      const room = await at.roomOf(first, await at.create(first));
      await at.run(room, { type: 'start' });
      await at.run(room, { type: 'pause', reason: 'banker' });
      await at.run(room, { type: 'change_game', endAt: at.clock.wall() + 3_600_000, endsByItself: true });
      await first.close();
      await at.open();
      await at.pass(3_601_000, async () => (await at.stored(room.state)).includes('game_ended'));
      expect(at.reports).toEqual([]);
    });

    it('are looked through if nothing is known of them yet, then rest again', async () => {
      const first = await at.open();
      const { state } = await at.createRunning(first, 60);
      const codes = [await at.create(first), await at.create(first)];
      await first.close();
      await runSql(at.database.url, 'delete from outlooks');
      const host = await at.open();
      await at.pass(1_000, async () => (await host.store.outlooks.unknown(10)).length === 0);
      await at.pass(61_000, async () => (await at.stored(state)).includes('challenge_expired'));
      await at.rest(host);
      expect(await host.store.outlooks.unknown(10)).toEqual([]);
      expect(codes).toHaveLength(2);
    });

    it('are told that no host was alive by the one that finds out, which nobody has asked for them', async () => {
      const first = await at.open();
      const { state } = await at.createRunning(first, 7_200);
      await first.close();
      const from = at.clock.wall();
      at.clock.advance(3_600_000);
      const gaps: Gap[] = [];
      const opening = at.open('one of several', {
        hostsAlive: {
          beat: () => Promise.resolve(),
          latest: () => Promise.resolve(from),
          async addGap() {
            const gap = { from, to: at.clock.wall() };
            gaps.push(gap);
            return gap;
          },
          gaps: () => Promise.resolve(gaps),
        },
      });
      await at.pass(0, async () => (await at.stored(state)).includes('game_paused'));
      const room = await at.roomOf(await opening, state.code);
      expect(room.state.pausedReason).toBe('host_away');
    });

    it('that are wiped stay so, also for whoever holds a room that rests', async () => {
      const [one, other] = [await at.open(), await at.open()];
      const room = await at.roomOf(one, await at.create(one));
      await at.rest(one);
      expect(await other.rooms.wipe(await at.roomOf(other, room.state.code))).toBe(true);
      expect(await one.rooms.byCode(room.state.code)).toBeNull();
      await expect(at.join(room, 2_000)).rejects.toThrow(RoomClosedError);
      expect(await at.stored(room.state)).toEqual([]);
    });

    it('stay open on a host that has the database alone, as long as they are in progress', async () => {
      const first = await at.open('alone');
      const running = await at.createRunning(first, 3_600);
      const waiting = await at.create(first);
      at.clock.advance(IDLE_MS);
      await at.pass(1_000, () => {
        at.clock.advance(1_000);
        return first.rested.length > 0;
      });
      expect(at.openCodes(first)).toEqual([running.state.code]);
      await first.close();
      const host = await at.open('alone');
      expect(at.openCodes(host)).toEqual([running.state.code]);
      expect((await at.roomOf(host, waiting)).state.status).toBe('waiting');
    });

    it('are found by the game that they continue, so that none is made twice', async () => {
      const first = await at.open();
      const room = await at.roomOf(first, await at.create(first));
      await at.run(room, { type: 'start' });
      await at.run(room, { type: 'end', keepResults: false });
      const continuations = watchContinuations({
        rooms: first.rooms,
        report: (message) => at.reports.push(message),
      });
      const tell = async (next: Room) => {
        await at.run(room, { type: 'continue_game', gameId: next.state.gameId, code: next.state.code });
        return next.state.code;
      };
      const next = await continuations.begin(room, tell);
      await first.close();
      // As if the host had been killed before the earlier game was told.
      await runSql(
        at.database.url,
        `delete from events where game_id = ${room.state.gameId} and seq = ${room.state.seq}`,
      );
      await runSql(
        at.database.url,
        `update games set last_seq = ${room.state.seq - 1}, last_checksum = (select checksum from events
      where events.game_id = games.game_id and seq = ${room.state.seq - 1}) where game_id = ${room.state.gameId}`,
      );
      const host = await at.open();
      const again = await at.roomOf(host, room.state.code);
      expect(again.state.next).toBeNull();
      const anew = watchContinuations({ rooms: host.rooms, report: (message) => at.reports.push(message) });
      expect(
        await anew.begin(again, async ({ state }) => {
          await at.run(again, { type: 'continue_game', gameId: state.gameId, code: state.code });
          return state.code;
        }),
      ).toBe(next);
      expect(await host.list(HOST_OWNER_ID)).toHaveLength(2);
    });
  },
);
