/** A game of many in a real PostgreSQL that a host of a newer version has gone on with: it alone cannot be opened here, and is left alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GameEvent } from '../../game/events.ts';
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { type EventStore, NewerGameError } from '../storage/event-store.ts';
import { findTestServer, runSql } from '../storage/postgres/postgres-server.harness.ts';
import type { Room } from './room.ts';
import { startOnDemandHosts, type OnDemandHosts, type TestedHost } from './rooms-on-demand.harness.ts';

const LIMIT_MS = 60_000;
const HOUR_MS = 3_600_000;
const OTHER_OWNER_ID = 7_001;
const BOTH = ['alone', 'one of several'] as const;

const server = await findTestServer();

describe.skipIf(server.url === null)(
  `a game of a newer version among others${server.note}`,
  { timeout: LIMIT_MS },
  () => {
    let at: OnDemandHosts;
    beforeEach(async () => {
      at = await startOnDemandHosts(server.url ?? '');
    });
    afterEach(() => at.dispose());

    /** As a host of a newer version does: its event has a type, or a field, that this version does not know. */
    const goOn = async (
      eventStore: EventStore,
      gameId: number,
      event: object = { type: 'bell_rung', by: 2 },
    ): Promise<void> => {
      const [head] = await eventStore.list([gameId]);
      const expectedSeq = head?.seq ?? 0;
      const logged = { seq: expectedSeq + 1, at: at.clock.wall(), playMs: 0, by: HOST_ACTOR_ID };
      const events = [{ ...logged, event: event as GameEvent }];
      await eventStore.append({ gameId, expectedSeq, events, responses: [], usedTickets: [] });
    };
    const codes = async (host: TestedHost, ownerId = HOST_OWNER_ID): Promise<readonly string[]> =>
      (await host.list(ownerId)).map(({ game_code: code }) => code);
    const outlookOf = ({ state: { gameId } }: Room) =>
      runSql(at.database.url, `select * from outlooks where game_id = ${gameId}`);
    const rowsOf = async ({ state: { gameId } }: Room): Promise<number> =>
      (await runSql(at.database.url, `select 1 from events where game_id = ${gameId}`)).length;
    /** How often whole logs of this game are read by the host from now on. */
    const countReadings = (host: TestedHost, gameId: number): (() => number) => {
      const { eventStore } = host.store;
      const read = eventStore.read.bind(eventStore);
      let count = 0;
      eventStore.read = (id, afterSeq) => {
        if (id === gameId && afterSeq === 0) count += 1;
        return read(id, afterSeq);
      };
      return () => count;
    };

    describe.each(BOTH)('on a host that is %s', (kind) => {
      it.each([
        ['an event', undefined],
        ['a field', { type: 'game_started', withBells: true }],
        ['a value', { type: 'game_paused', reason: 'bells' }],
      ])('is in no list and is named, and all others go on: %s', async (_, event) => {
        const first = await at.open(kind);
        const newer = await at.createRunning(first, 60);
        const good = await at.createRunning(first, 90);
        const theirs = await at.create(first, 'Theirs', OTHER_OWNER_ID);
        await first.close();
        const writer = await at.open(kind);
        await goOn(writer.store.eventStore, newer.state.gameId, event);
        await writer.close();
        const host = await at.open(kind);
        expect(await codes(host)).toEqual([good.state.code, theirs]);
        expect(await codes(host, OTHER_OWNER_ID)).toEqual([theirs]);
        expect([host.newer(), host.notOpened()]).toEqual([[newer.state.code], []]);
        await expect(host.rooms.byCode(newer.state.code)).rejects.toThrow(
          `Game ${newer.state.code} cannot be opened. A newer version of this program has written it. Nothing is lost: update this program`,
        );
        const [seat = 0] = newer.state.participants.keys();
        await expect(host.rooms.bySeat(seat)).rejects.toThrow(NewerGameError);
        await at.pass(91_000, async () => (await at.stored(good.state)).includes('challenge_expired'));
        expect(await at.stored(newer.state)).not.toContain('challenge_expired');
      });

      it('is left as it is: neither wiped, nor without its names, nor said to be over', async () => {
        const first = await at.open(kind);
        const [newer, over] = [await at.createRunning(first, 60), await at.createRunning(first, 60)];
        await at.run(over, { type: 'end', keepResults: false });
        await first.close();
        const writer = await at.open(kind);
        for (const { state } of [newer, over]) await goOn(writer.store.eventStore, state.gameId);
        await writer.close();
        await runSql(at.database.url, `update outlooks set seq = 0 where game_id = ${newer.state.gameId}`);
        const [rows, outlook] = [await rowsOf(over), await outlookOf(newer)];
        const host = await at.open(kind, { keepEveningsDays: 1 });
        at.clock.advance(50 * HOUR_MS);
        const stillThere = await at.create(host);
        await at.pass(2 * HOUR_MS, () => host.newer().length === 2);
        for (let looked = 0; looked < 8; looked += 1) await at.pass(HOUR_MS / 4, () => true);
        expect(await codes(host)).toEqual([stillThere]);
        for (const { state } of [newer, over]) {
          await expect(host.rooms.byId(state.gameId)).rejects.toThrow(NewerGameError);
          expect(await host.rooms.wipeUnopenable(state.gameId)).toBe(false);
        }
        expect(await rowsOf(over)).toBe(rows);
        expect(await outlookOf(newer)).toEqual(outlook);
      });
    });

    it('goes on without being read again and again', async () => {
      const first = await at.open();
      const newer = await at.createRunning(first, 3_600);
      const other = await at.open();
      await goOn(other.store.eventStore, newer.state.gameId);
      const host = await at.open();
      expect(await codes(host)).toEqual([]);
      const readings = countReadings(host, newer.state.gameId);
      for (let step = 0; step < 5; step += 1) {
        await goOn(other.store.eventStore, newer.state.gameId);
        await at.pass(2_000, () => true);
        expect(await codes(host)).toEqual([]);
      }
      expect(readings()).toBe(0);
      await other.store.eventStore.wipe(newer.state.gameId);
      await at.pass(2_000, () => host.newer().length === 0);
    });

    it('that was open is so no more, as nobody here can see how it goes on, and others stay open', async () => {
      const [host, other] = [await at.open(), await at.open()];
      const [newer, good] = [await at.createRunning(host, 3_600), await at.createRunning(host, 3_600)];
      const before = await at.roomOf(host, good.state.code);
      await goOn(other.store.eventStore, newer.state.gameId);
      await at.pass(2_000, () => host.newer().length > 0);
      expect(at.openCodes(host)).toEqual([good.state.code]);
      await expect(at.run(newer, { type: 'pause', reason: 'banker' })).rejects.toThrow(
        /so nothing was changed/,
      );
      await expect(host.rooms.byCode(newer.state.code)).rejects.toThrow(NewerGameError);
      expect(await at.roomOf(host, good.state.code)).toBe(before);
      expect(await codes(host)).toEqual([good.state.code]);
      await at.join(good, at.nextId());
    });
  },
);
