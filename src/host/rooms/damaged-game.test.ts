/** A game of many in a real PostgreSQL of which one row is not as it was written: nobody else notices. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import { UnopenableGameError } from '../storage/event-store.ts';
import { findTestServer, runSql } from '../storage/postgres/postgres-server.harness.ts';
import { watchContinuations } from './continuations.ts';
import type { Room } from './room.ts';
import { startOnDemandHosts, type OnDemandHosts, type TestedHost } from './rooms-on-demand.harness.ts';

const LIMIT_MS = 60_000;
const HOUR_MS = 3_600_000;
const OTHER_OWNER_ID = 7_001;
const BOTH = ['alone', 'one of several'] as const;

const server = await findTestServer();

describe.skipIf(server.url === null)(
  `a damaged game among others${server.note}`,
  { timeout: LIMIT_MS },
  () => {
    let at: OnDemandHosts;
    beforeEach(async () => {
      at = await startOnDemandHosts(server.url ?? '');
    });
    afterEach(() => at.dispose());

    /** As when somebody edits a name by SQL. */
    const damage = ({ state: { gameId } }: Room, seq = 2) =>
      runSql(
        at.database.url,
        `update events set body = replace(body, '"type"', ' "type"') where game_id = ${gameId} and seq = ${seq}`,
      );
    const mend = ({ state: { gameId } }: Room) =>
      runSql(
        at.database.url,
        `update events set body = replace(body, ' "type"', '"type"') where game_id = ${gameId}`,
      );
    const rowsOf = async ({ state: { gameId } }: Room): Promise<number> => {
      const sql = `select 1 from events where game_id = ${gameId} union all select 1 from games where game_id = ${gameId}`;
      return (await runSql(at.database.url, sql)).length;
    };
    const codes = async (host: TestedHost, ownerId = HOST_OWNER_ID): Promise<readonly string[]> =>
      (await host.list(ownerId)).map(({ game_code: code }) => code);
    const end = async (room: Room) => {
      await at.run(room, { type: 'start' });
      await at.run(room, { type: 'end', keepResults: false });
    };

    describe.each(BOTH)('on a host that is %s', (kind) => {
      it('keeps neither the host from starting nor another game from what is due in it, and is named', async () => {
        const first = await at.open(kind);
        const bad = await at.createRunning(first, 60);
        const good = await at.createRunning(first, 90);
        await first.close();
        await damage(bad);
        const host = await at.open(kind);
        await at.pass(91_000, async () => (await at.stored(good.state)).includes('challenge_expired'));
        expect(host.notOpened()).toEqual([bad.state.code]);
        expect(at.reports).toEqual(['a game cannot be opened']);
        await expect(host.rooms.byCode(bad.state.code)).rejects.toThrow(
          `Game ${bad.state.code} cannot be opened. What the database holds of it is not what was written.`,
        );
        const [seat = 0] = bad.state.participants.keys();
        await expect(host.rooms.bySeat(seat)).rejects.toThrow(UnopenableGameError);
      });

      it('is in no list, and all others are', async () => {
        const first = await at.open(kind);
        const bad = await at.roomOf(first, await at.create(first, 'Bad', OTHER_OWNER_ID));
        const good = await at.create(first);
        const theirs = await at.create(first, 'Theirs', OTHER_OWNER_ID);
        await end(bad);
        await first.close();
        await damage(bad);
        const host = await at.open(kind);
        expect(await codes(host)).toEqual([good, theirs]);
        expect(await codes(host, OTHER_OWNER_ID)).toEqual([theirs]);
        expect(host.notOpened()).toEqual([bad.state.code]);
        await expect(host.rooms.byCode(bad.state.code)).rejects.toMatchObject({ ownerId: OTHER_OWNER_ID });
      });

      it('that was listed before somebody found it damaged is left out, and listed again once it is in order', async () => {
        const first = await at.open(kind);
        const bad = await at.roomOf(first, await at.create(first));
        const good = await at.create(first);
        await first.close();
        const host = await at.open(kind);
        expect(await codes(host)).toEqual([bad.state.code, good]);
        await damage(bad);
        await expect(host.rooms.byCode(bad.state.code)).rejects.toThrow(UnopenableGameError);
        expect(await codes(host)).toEqual([good]);
        expect(host.notOpened()).toEqual([bad.state.code]);
        await mend(bad);
        expect(await codes(host)).toEqual([bad.state.code, good]);
        expect(host.notOpened()).toEqual([]);
      });

      it.each([1, 2])('is wiped unread, whichever row is damaged: %i', async (seq) => {
        const first = await at.open(kind);
        const [bad, good] = [await at.createRunning(first, 3_600), await at.create(first)];
        await first.close();
        await damage(bad, seq);
        const host = await at.open(kind);
        await expect(host.rooms.byCode(bad.state.code)).rejects.toThrow(UnopenableGameError);
        expect(await host.rooms.wipeUnopenable(bad.state.gameId)).toBe(true);
        expect(await rowsOf(bad)).toBe(0);
        expect(host.notOpened()).toEqual([]);
        expect(await host.rooms.byCode(bad.state.code)).toBeNull();
        expect(await codes(host)).toEqual([good]);
      });

      it('keeps no other from being looked through if nothing is known of them', async () => {
        const first = await at.open(kind);
        const [bad, good] = [await at.createRunning(first, 60), await at.createRunning(first, 60)];
        await first.close();
        await damage(bad);
        await runSql(at.database.url, 'delete from outlooks');
        const host = await at.open(kind);
        await at.pass(1_000, async () => (await host.store.outlooks.unknown(10)).length === 0);
        await at.pass(61_000, async () => (await at.stored(good.state)).includes('challenge_expired'));
        expect(host.notOpened()).toEqual([bad.state.code]);
      });

      it('that went on from another is none: that one goes on in a new one', async () => {
        const first = await at.open(kind);
        const room = await at.roomOf(first, await at.create(first));
        await end(room);
        const begin = async (host: TestedHost, of: Room): Promise<Room> => {
          const report = (message: string) => void at.reports.push(message);
          let made: Room | null = null;
          await watchContinuations({ rooms: host.rooms, report }).begin(of, async (next) => {
            made = next;
            await at.run(of, { type: 'continue_game', gameId: next.state.gameId, code: next.state.code });
          });
          return made ?? Promise.reject(new Error('none was made'));
        };
        const bad = await begin(first, room);
        await at.run(room, { type: 'undo_continuation' });
        await first.close();
        await damage(bad, 1);
        const host = await at.open(kind);
        const next = await begin(host, await at.roomOf(host, room.state.code));
        expect(next.state.gameId).not.toBe(bad.state.gameId);
        expect(host.notOpened()).toEqual([bad.state.code]);
      });

      it('that is over is wiped after its days, as all others', async () => {
        const first = await at.open(kind);
        const [bad, good] = [
          await at.roomOf(first, await at.create(first)),
          await at.roomOf(first, await at.create(first)),
        ];
        await end(bad);
        await end(good);
        await first.close();
        await damage(bad);
        await at.open(kind, { keepEveningsDays: 1 });
        at.clock.advance(48 * HOUR_MS);
        const left = async () => {
          at.clock.advance(HOUR_MS / 4);
          return (await rowsOf(bad)) + (await rowsOf(good));
        };
        await expect.poll(left, { timeout: 20_000, interval: 100 }).toBe(0);
      });
    });

    it('in progress that was listed before it was damaged keeps no other from the list, and is named', async () => {
      const host = await at.open();
      const [bad, good] = [await at.createRunning(host, 3_600), await at.create(host)];
      await at.rest(host);
      expect(await codes(host)).toEqual([bad.state.code, good]);
      await at.rest(host);
      await damage(bad);
      for (const _ of ['found out', 'known']) expect(await codes(host)).toEqual([good]);
      expect(host.notOpened()).toEqual([bad.state.code]);
      await mend(bad);
      expect(await codes(host)).toEqual([bad.state.code, good]);
      expect(host.notOpened()).toEqual([]);
    });

    it('that another host has wiped is named no more, nor one that somebody has put in order', async () => {
      const first = await at.open();
      const [bad, mended] = [await at.createRunning(first, 3_600), await at.createRunning(first, 3_600)];
      await first.close();
      await damage(bad);
      await damage(mended);
      const [one, other] = [await at.open(), await at.open()];
      for (const { rooms } of [one, other])
        for (const { state } of [bad, mended])
          await expect(rooms.byCode(state.code)).rejects.toThrow(UnopenableGameError);
      await one.rooms.wipeUnopenable(bad.state.gameId);
      await at.pass(2_000, () => !other.notOpened().includes(bad.state.code));
      await mend(mended);
      expect(await codes(other)).toEqual([mended.state.code]);
      expect(other.notOpened()).toEqual([]);
    });
  },
);
