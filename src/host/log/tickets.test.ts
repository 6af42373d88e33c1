import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError, type TicketRecord } from './event-log.ts';
import { batch, begin, BASE_TIME, joined, temporaryFolder } from './game-store.fixtures.ts';
import { openLog, type OpenLog } from './sqlite-log.ts';

const folder = temporaryFolder();
let store: OpenLog;

beforeEach(() => {
  store = openLog({ folder: folder.path });
});

afterEach(() => {
  store.close();
  folder.dispose();
});

function reopen(): void {
  store.close();
  store = openLog({ folder: folder.path });
}

const DESK: TicketRecord = {
  hash: 'a1',
  purpose: 'desk',
  gameId: null,
  participantId: null,
  expiresAt: BASE_TIME,
  usedAt: null,
};

describe('tickets', () => {
  it('are found by their hash, also after reopening', () => {
    store.tickets.put(DESK);
    reopen();
    expect(store.tickets.find('a1')).toEqual(DESK);
    expect(store.tickets.find('b2')).toBeNull();
  });

  it('G2 are used once: a second use is refused and the first stands', () => {
    store.tickets.put(DESK);
    store.tickets.use('a1', BASE_TIME - 5);
    expect(() => store.tickets.use('a1', BASE_TIME - 4)).toThrow(StorageError);
    expect(() => store.tickets.use('unknown', BASE_TIME)).toThrow(StorageError);
    expect(store.tickets.find('a1')?.usedAt).toBe(BASE_TIME - 5);
  });

  it('G2 of a game are used up with the events they cause, or neither happens', () => {
    const gameId = begin(store.eventStore);
    store.tickets.put({ ...DESK, hash: 'board', purpose: 'board', gameId });
    const first = {
      ...batch(gameId, 1, joined(7, 'Board')),
      usedTickets: [{ hash: 'board', participantId: 7 }],
    };
    store.eventStore.append(first);
    expect(store.tickets.find('board')).toMatchObject({ participantId: 7, usedAt: first.events[0]?.at });

    const second = {
      ...batch(gameId, 2, joined(8, 'Board')),
      usedTickets: [{ hash: 'board', participantId: 8 }],
    };
    expect(() => store.eventStore.append(second)).toThrow('This ticket was used already.');
    expect([...store.eventStore.read(gameId, 2)]).toEqual([]);
    expect(store.tickets.find('board')?.participantId).toBe(7);
  });

  it('of another game, or without an event, are refused', () => {
    const gameId = begin(store.eventStore);
    const other = begin(store.eventStore);
    store.tickets.put({ ...DESK, hash: 'board', purpose: 'board', gameId });
    const usedTickets = [{ hash: 'board', participantId: 7 }];
    expect(() => store.eventStore.append({ ...batch(other, 1, joined(7, 'Board')), usedTickets })).toThrow(
      StorageError,
    );
    expect(() => store.eventStore.append({ ...batch(gameId, 1), usedTickets })).toThrow(StorageError);
    expect(store.tickets.find('board')?.usedAt).toBeNull();
  });

  it('are forgotten once they expired', () => {
    store.tickets.put(DESK);
    store.tickets.put({ ...DESK, hash: 'later', expiresAt: BASE_TIME + 1 });
    store.tickets.prune(BASE_TIME + 1);
    expect(store.tickets.find('a1')).toBeNull();
    expect(store.tickets.find('later')).not.toBeNull();
  });
});
