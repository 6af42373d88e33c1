import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import {
  type EventStore,
  StorageError,
  type StoredResponse,
  UnknownEventsError,
} from '../storage/event-store.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import type { Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

const folder = temporaryFolder();
const sqlite = () => {
  const store = openSqliteStore({ folder: folder.path });
  return { eventStore: store.eventStore, close: () => store.close() };
};
const memory = () => ({
  eventStore: createMemoryStore(emptyContents()).eventStore,
  close: () => undefined,
});
const STORES = [
  ['on SQLite', sqlite],
  ['in memory', memory],
] as const;

const answer = (): StoredResponse => ({ status: 200, body: 'done', secretsOf: null });
const JOINING = { type: 'join', role: 'player', teamNumber: 1, withoutPhone: false } as const;

describe.each(STORES)('a write that was refused and is stored all the same, %s', (_, openStore) => {
  let store: { readonly eventStore: EventStore; readonly close: () => void };
  let rooms: Rooms;
  let isLost: boolean;

  beforeEach(async () => {
    store = openStore();
    isLost = false;
    const { eventStore } = store;
    const clock = createManualClock();
    rooms = await openRooms({
      eventStore: {
        ...eventStore,
        // As if the file had been lost in the moment of the commit, and could not be rescued at once.
        async append(batch) {
          await eventStore.append(batch);
          if (isLost) throw new StorageError('The file was moved.');
        },
      },
      bus: createLocalBus(),
      clock,
      hostTime: createHostTime(clock),
      pinOf: () => null,
      report: () => undefined,
    });
    const order = { name: 'Night', teamCount: 2, settings: {}, bankerName: 'Banker', key: null };
    await rooms.create({ ...order, answer });
  });
  afterEach(async () => {
    await rooms.close();
    store.close();
    folder.dispose();
  });

  const join = (room: Room, id: number, name: string) => {
    const key = { participantId: -1, key: name, requestHash: name };
    return room.execute({
      actor: { id: HOST_ACTOR_ID, role: 'banker' },
      command: { ...JOINING, id, name },
      key,
      answer,
      refuse: answer,
    });
  };
  const only = () => {
    const [room] = rooms.all();
    if (room === undefined) throw new Error('There is no game.');
    return room;
  };

  it('opens the game again with it, and its retry gets the answer', async () => {
    const before = only();
    isLost = true;
    await expect(join(before, 7, 'Anna')).rejects.toThrow(/was moved/);
    isLost = false;
    await expect(join(before, 8, 'Ben')).rejects.toThrow(UnknownEventsError);
    const { gameId, code } = before.state;
    const after = await rooms.byId(gameId);
    expect(after?.epoch).not.toBe(before.epoch);
    expect(after?.state.code).toBe(code);
    expect([...only().state.participants.values()].map(({ name }) => name)).toContain('Anna');
    expect((await join(only(), 9, 'Anna')).body).toBe('done');
    expect((await join(only(), 8, 'Ben')).body).toBe('done');
    const names = [...only().state.participants.values()].map(({ name }) => name);
    expect(names.filter((name) => name === 'Anna' || name === 'Ben')).toEqual(['Anna', 'Ben']);
  });
});
