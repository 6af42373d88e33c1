/** The contract that every store keeps, run against each implementation. Tickets are in `ticket-store.test.ts`. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  RoomClosedError,
  StorageError,
  type EventStore,
  type TicketRecord,
  type TicketStore,
} from './event-store.ts';
import {
  response,
  batch,
  codeOfGame,
  createGame,
  created,
  BASE_TIME,
  joined,
  idempotencyRecord,
  logged,
  readAll,
  requested,
} from './events.fixtures.ts';
import { describeStores, type ReopenableStore } from './stores.harness.ts';

const DESK: TicketRecord = {
  hash: 'a1',
  purpose: 'desk',
  gameId: null,
  participantId: null,
  expiresAt: BASE_TIME,
  usedAt: null,
};

describeStores('a store', (open) => {
  let opened: ReopenableStore;
  let eventStore: EventStore;
  let tickets: TicketStore;

  beforeEach(async () => {
    opened = await open();
    ({ eventStore, tickets } = opened);
  });
  afterEach(() => opened.dispose());

  async function reopen(): Promise<void> {
    ({ eventStore, tickets } = await opened.reopen());
  }

  describe('append and read', () => {
    it('returns what was written after a seq, even after reopening', async () => {
      const gameId = await createGame(eventStore);
      await eventStore.append(batch(gameId, 1, joined(7, 'Zoë 🦊'), requested(1)));
      await reopen();
      const all = [logged(1, created(gameId)), logged(2, joined(7, 'Zoë 🦊')), logged(3, requested(1))];
      expect(await readAll(eventStore, gameId)).toEqual(all);
      expect(await readAll(eventStore, gameId, 2)).toEqual(all.slice(2));
      expect(await readAll(eventStore, gameId, 3)).toEqual([]);
      expect(await readAll(eventStore, 999)).toEqual([]);
    });

    it('lists the games, oldest first, with their heads', async () => {
      const first = await createGame(eventStore);
      const second = await createGame(eventStore);
      await eventStore.append(batch(first, 1, joined(7, 'Anna')));
      expect(await eventStore.list()).toEqual([
        { gameId: first, code: codeOfGame(first), seq: 2 },
        { gameId: second, code: codeOfGame(second), seq: 1 },
      ]);
      const found = [{ gameId: second, code: codeOfGame(second), seq: 1 }];
      expect(await eventStore.list([second, 999_999])).toEqual(found);
    });

    it('G3 rejects a writer that does not know the last event, and writes none of its batch', async () => {
      const gameId = await createGame(eventStore);
      for (const seq of [0, 2]) {
        const wrong = { ...batch(gameId, seq, joined(7, 'Anna')), responses: [response('k', 'never')] };
        await expect(eventStore.append(wrong)).rejects.toThrow(StorageError);
        await expect(eventStore.append(wrong)).rejects.toThrow(/another writer|was restored or wiped/);
      }
      expect(await readAll(eventStore, gameId, 1)).toEqual([]);
      expect(await idempotencyRecord(eventStore, gameId, 7, 'k')).toBeNull();
    });

    it('G3 lets only one of two simultaneous writers succeed', async () => {
      const gameId = await createGame(eventStore);
      const both = await Promise.allSettled([
        eventStore.append(batch(gameId, 1, joined(7, 'Anna'))),
        eventStore.append(batch(gameId, 1, joined(8, 'Ben'))),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await readAll(eventStore, gameId, 1)).toHaveLength(1);
    });

    it('G3 rejects a batch with a gap, or for an unknown game', async () => {
      const gameId = await createGame(eventStore);
      const gap = { ...batch(gameId, 1), events: [logged(2, requested(1)), logged(4, requested(2))] };
      await expect(eventStore.append(gap)).rejects.toThrow(
        `Event 4 of game ${gameId} does not follow event 2.`,
      );
      await expect(eventStore.append(batch(999, 0, requested(1)))).rejects.toThrow(StorageError);
      expect(await readAll(eventStore, gameId, 1)).toEqual([]);
    });

    it('rejects a second game with the same code', async () => {
      const first = await createGame(eventStore);
      await expect(eventStore.append(batch(first + 1, 0, created(first)))).rejects.toThrow(StorageError);
      expect(await eventStore.list()).toHaveLength(1);
    });

    it('can be written to while it is being read', async () => {
      const gameId = await createGame(eventStore);
      await eventStore.append(batch(gameId, 1, requested(1), requested(2)));
      const reader = eventStore.read(gameId, 0)[Symbol.asyncIterator]();
      await reader.next();
      await eventStore.append(batch(gameId, 3, requested(3)));
      expect(await readAll(eventStore, gameId)).toHaveLength(4);
    });
  });

  it('whoever reads a log is told when it is wiped meanwhile, and does not take what they have for the whole', async () => {
    const gameId = await createGame(eventStore);
    const many = Array.from({ length: 600 }, (_, index) => joined(index + 10, `Player ${index}`));
    await eventStore.append(batch(gameId, 1, ...many));
    const reader = eventStore.read(gameId, 0)[Symbol.asyncIterator]();
    await reader.next();
    await eventStore.wipe(gameId);
    const readOn = async () => {
      while ((await reader.next()).done !== true);
    };
    await expect(readOn()).rejects.toThrow(RoomClosedError);
  });

  describe('a game can be found', () => {
    it('by its code, and by anyone who joined it, even after reopening', async () => {
      const [first, second] = [await createGame(eventStore), await createGame(eventStore)];
      await eventStore.append(batch(first, 1, joined(7, 'Anna')));
      expect(await eventStore.findByParticipant(7)).toBe(first);
      await eventStore.append(batch(second, 1, joined(8, 'Ben'), { type: 'participant_removed', id: 8 }));
      for (const prepare of [() => undefined, reopen]) {
        await prepare();
        expect(await eventStore.findByCode(codeOfGame(second))).toBe(second);
        expect(await eventStore.findByParticipant(7)).toBe(first);
        expect(await eventStore.findByParticipant(8)).toBe(second);
      }
    });

    it('but not by anything that is gone or never existed', async () => {
      const gameId = await createGame(eventStore);
      await eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
      expect(await eventStore.findByParticipant(7)).toBe(gameId);
      await eventStore.wipe(gameId);
      expect(await eventStore.findByCode(codeOfGame(gameId))).toBeNull();
      expect(await eventStore.findByParticipant(7)).toBeNull();
      expect(await eventStore.findByCode('NOWAY2')).toBeNull();
      expect(await eventStore.findByParticipant(-1)).toBeNull();
    });
  });

  describe('idempotency records', () => {
    it('G2 are returned unchanged after reopening and after the game has ended', async () => {
      const gameId = await createGame(eventStore);
      const expected = { status: 409, body: '{"code":"no_team"}', secretsOf: 7 };
      const key = { participantId: 7, key: 'tap', requestHash: 'h' };
      await eventStore.append({ ...batch(gameId, 1), responses: [{ key, response: expected }] });
      await eventStore.append(batch(gameId, 1, { type: 'game_ended' }));
      await reopen();
      expect(await idempotencyRecord(eventStore, gameId, 7, 'tap')).toEqual({
        requestHash: 'h',
        response: expected,
      });
      expect(await idempotencyRecord(eventStore, gameId, 8, 'tap')).toBeNull();
      expect(await idempotencyRecord(eventStore, gameId + 1, 7, 'tap')).toBeNull();
    });

    it('G2 can be looked up together, in the order of the keys', async () => {
      const gameId = await createGame(eventStore);
      await eventStore.append({
        ...batch(gameId, 1),
        responses: [response('a', 'one'), response('b', 'two')],
      });
      const keys = ['b', 'none', 'a'].map((key) => ({ participantId: 7, key }));
      const found = await eventStore.findIdempotencyRecords(gameId, keys);
      expect(found).toMatchObject([{ response: { body: 'two' } }, null, { response: { body: 'one' } }]);
      expect(await eventStore.findIdempotencyRecords(gameId, [])).toEqual([]);
    });

    it('G2 a key cannot be answered twice, and the second event is not written', async () => {
      const gameId = await createGame(eventStore);
      await eventStore.append({ ...batch(gameId, 1, requested(1)), responses: [response('tap', 'first')] });
      const again = { ...batch(gameId, 2, requested(2)), responses: [response('tap', 'second')] };
      await expect(eventStore.append(again)).rejects.toThrow(StorageError);
      expect((await idempotencyRecord(eventStore, gameId, 7, 'tap'))?.response.body).toBe('first');
      expect(await readAll(eventStore, gameId, 2)).toEqual([]);
    });

    it('G2 creating a game is found by its key alone; the same key may be used in other games', async () => {
      const first = await eventStore.nextId('game');
      await eventStore.append({
        ...batch(first, 0, created(first)),
        responses: [response('make', `made ${first}`, 0), response('join', 'one', -1)],
      });
      const second = await eventStore.nextId('game');
      await eventStore.append(batch(second, 0, created(second)));
      const joining = batch(second, 1, joined(8, 'Ben'));
      await eventStore.append({ ...joining, responses: [response('join', 'two', -1)] });
      await reopen();
      expect((await eventStore.findIdempotencyRecordInAnyGame(0, 'make'))?.response.body).toBe(
        `made ${first}`,
      );
      expect(await eventStore.findIdempotencyRecordInAnyGame(-1, 'make')).toBeNull();
      expect((await idempotencyRecord(eventStore, second, -1, 'join'))?.response.body).toBe('two');
    });
  });

  describe('ids', () => {
    it('count up, separately for each kind', async () => {
      const [game, participant] = [await eventStore.nextId('game'), await eventStore.nextId('participant')];
      expect(await eventStore.nextId('game')).toBe(game + 1);
      expect(await eventStore.nextId('participant')).toBe(participant + 1);
    });

    it('are never reused after reopening, whichever batch they were issued before', async () => {
      const gameId = await createGame(eventStore);
      const first = await eventStore.nextId('participant');
      const second = await eventStore.nextId('participant');
      await eventStore.append(batch(gameId, 1, joined(first, 'Anna')));
      await reopen();
      expect(await eventStore.nextId('participant')).toBeGreaterThan(second);
      expect(await eventStore.nextId('game')).toBeGreaterThan(gameId);
    });

    it('are never reused after a wipe or a rejected batch', async () => {
      const gameId = await createGame(eventStore);
      const participant = await eventStore.nextId('participant');
      const refused = batch(gameId, 5, joined(participant, 'Anna'));
      await expect(eventStore.append(refused)).rejects.toThrow(StorageError);
      const next = await eventStore.nextId('participant');
      expect(next).toBeGreaterThan(participant);
      await eventStore.append(batch(gameId, 1, joined(next, 'Ben')));
      await eventStore.wipe(gameId);
      await reopen();
      expect(await eventStore.nextId('game')).toBeGreaterThan(gameId);
      expect(await eventStore.nextId('participant')).toBeGreaterThan(next);
    });
  });

  describe('checkpoints of the play clock', () => {
    it('are the last ones saved; play time never decreases', async () => {
      const gameId = await createGame(eventStore);
      await eventStore.saveCheckpoint(gameId, { playMs: 5_000, at: 1_000 });
      await eventStore.saveCheckpoint(gameId, { playMs: 4_000, at: 2_000 });
      await reopen();
      expect(await eventStore.readCheckpoint(gameId)).toEqual({ playMs: 5_000, at: 2_000 });
    });

    it('are no older than the last event', async () => {
      const gameId = await createGame(eventStore);
      await eventStore.saveCheckpoint(gameId, { playMs: 15, at: 1_000 });
      const last = logged(2, joined(7, 'Anna'));
      await eventStore.append({ ...batch(gameId, 1), events: [last] });
      expect(await eventStore.readCheckpoint(gameId)).toEqual({ playMs: last.playMs, at: last.at });
      await eventStore.saveCheckpoint(gameId, { playMs: last.playMs, at: last.at + 1_000 });
      expect(await eventStore.readCheckpoint(gameId)).toEqual({ playMs: last.playMs, at: last.at + 1_000 });
    });

    it('do not exist for an unknown game, and cannot be saved for it', async () => {
      expect(await eventStore.readCheckpoint(999)).toBeNull();
      await expect(eventStore.saveCheckpoint(999, { playMs: 1, at: 1 })).rejects.toThrow(StorageError);
    });
  });

  describe('a wipe', () => {
    it('removes the game and everything that belongs to it, and leaves the others', async () => {
      const [gone, stays] = [await createGame(eventStore), await createGame(eventStore)];
      await eventStore.append({ ...batch(gone, 1, joined(7, 'Anna')), responses: [response('tap', 'yes')] });
      await eventStore.saveCheckpoint(gone, { playMs: 1, at: 1 });
      await tickets.put({ ...DESK, hash: 'board', purpose: 'board', gameId: gone });
      await eventStore.wipe(gone);
      expect((await eventStore.list()).map(({ gameId }) => gameId)).toEqual([stays]);
      expect(await readAll(eventStore, gone)).toEqual([]);
      expect(await idempotencyRecord(eventStore, gone, 7, 'tap')).toBeNull();
      expect(await eventStore.findIdempotencyRecordInAnyGame(7, 'tap')).toBeNull();
      expect(await eventStore.readCheckpoint(gone)).toBeNull();
      expect(await tickets.find('board')).toBeNull();
    });

    it('may be repeated, or requested for an unknown game', async () => {
      const gone = await createGame(eventStore);
      await eventStore.wipe(gone);
      await eventStore.wipe(gone);
      await eventStore.wipe(999);
      expect(await eventStore.list()).toEqual([]);
    });
  });
});
