import { afterEach, beforeEach, expect, it } from 'vitest';
import { StorageError, type EventStore, type TicketRecord, type TicketStore } from './event-store.ts';
import { batch, createGame, BASE_TIME, joined, readAll } from './events.fixtures.ts';
import { describeStores, type ReopenableStore } from './stores.harness.ts';

const KEY = { participantId: 0, key: 'tap', requestHash: 'h' };
const ANSWER = { status: 200, body: '{}', secretsOf: null };
const DESK: TicketRecord = {
  hash: 'a1',
  purpose: 'desk',
  gameId: null,
  participantId: null,
  expiresAt: BASE_TIME,
  usedAt: null,
};

describeStores('tickets in a store', (open) => {
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

  it('are found by their hash, even after reopening', async () => {
    await tickets.put(DESK);
    await reopen();
    expect(await tickets.find('a1')).toEqual(DESK);
    expect(await tickets.find('b2')).toBeNull();
  });

  it('are refused for a game that is not stored', async () => {
    await expect(tickets.put({ ...DESK, purpose: 'board', gameId: 77 })).rejects.toThrow(StorageError);
    expect(await tickets.find('a1')).toBeNull();
  });

  it('are stored once: the first one is kept, used or not', async () => {
    await tickets.put(DESK);
    await tickets.use('a1', BASE_TIME - 5);
    await tickets.put({ ...DESK, expiresAt: BASE_TIME + 9 });
    expect(await tickets.find('a1')).toEqual({ ...DESK, usedAt: BASE_TIME - 5 });
  });

  it('G2 are used once: the second use is refused, and the first one stands', async () => {
    await tickets.put(DESK);
    const uses = await Promise.all([tickets.use('a1', BASE_TIME - 5), tickets.use('a1', BASE_TIME - 5)]);
    expect(uses.toSorted()).toEqual([false, true]);
    expect(await tickets.use('a1', BASE_TIME - 4)).toBe(false);
    expect(await tickets.use('unknown', BASE_TIME)).toBe(false);
    expect((await tickets.find('a1'))?.usedAt).toBe(BASE_TIME - 5);
  });

  it('G2 of a desk are used together with the response that is stored, or not at all', async () => {
    await tickets.put(DESK);
    const { hostResponses } = opened;
    await tickets.use('a1', BASE_TIME - 5, { key: KEY, response: ANSWER });
    await tickets.use('a1', BASE_TIME - 4, { key: { ...KEY, key: 'late' }, response: ANSWER });
    expect(await hostResponses.find(0, 'tap')).toEqual({ requestHash: 'h', response: ANSWER });
    expect(await hostResponses.find(0, 'late')).toBeNull();
  });

  it('G2 of a game are used together with the events they cause, or not at all', async () => {
    const gameId = await createGame(eventStore);
    await tickets.put({ ...DESK, hash: 'board', purpose: 'board', gameId });
    const first = {
      ...batch(gameId, 1, joined(7, 'Board')),
      usedTickets: [{ hash: 'board', participantId: 7 }],
    };
    await eventStore.append(first);
    expect(await tickets.find('board')).toMatchObject({ participantId: 7, usedAt: first.events[0]?.at });

    const second = {
      ...batch(gameId, 2, joined(8, 'Board')),
      usedTickets: [{ hash: 'board', participantId: 8 }],
    };
    await expect(eventStore.append(second)).rejects.toThrow('This ticket was already used.');
    expect(await readAll(eventStore, gameId, 2)).toEqual([]);
    expect((await tickets.find('board'))?.participantId).toBe(7);
  });

  it('of another game, or without an event, are rejected', async () => {
    const [gameId, other] = [await createGame(eventStore), await createGame(eventStore)];
    await tickets.put({ ...DESK, hash: 'board', purpose: 'board', gameId });
    const usedTickets = [{ hash: 'board', participantId: 7 }];
    const elsewhere = { ...batch(other, 1, joined(7, 'Board')), usedTickets };
    await expect(eventStore.append(elsewhere)).rejects.toThrow(StorageError);
    await expect(eventStore.append({ ...batch(gameId, 1), usedTickets })).rejects.toThrow(StorageError);
    expect((await tickets.find('board'))?.usedAt).toBeNull();
  });

  it('are deleted once they have expired', async () => {
    await tickets.put(DESK);
    await tickets.put({ ...DESK, hash: 'later', expiresAt: BASE_TIME + 1 });
    await tickets.prune(BASE_TIME + 1);
    expect(await tickets.find('a1')).toBeNull();
    expect(await tickets.find('later')).not.toBeNull();
  });
});
