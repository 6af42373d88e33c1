import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GameEvent } from '../../game/events.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { type EventStore, type StoredResponse, UnopenableGameError } from '../storage/event-store.ts';
import { createMemoryStore, emptyContents, type MemoryContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { openRooms, type Rooms, type RoomsOptions } from './rooms.ts';

let contents: MemoryContents;
let eventStore: EventStore;
let rooms: Rooms;

const DONE: StoredResponse = { status: 200, body: 'done', secretsOf: null };

function open(onUnopenable: RoomsOptions['onUnopenable'] = () => undefined): Promise<Rooms> {
  const clock = createManualClock();
  return openRooms({
    eventStore,
    bus: createLocalBus(),
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report: () => undefined,
    onUnopenable,
  });
}

async function createGame(name: string): Promise<string> {
  const { body } = await rooms.create({
    name,
    teamCount: 2,
    settings: {},
    bankerName: 'Banker',
    key: null,
    answer: (state) => ({ status: 201, body: state.code, secretsOf: null }),
  });
  return body;
}

beforeEach(async () => {
  contents = emptyContents();
  ({ eventStore } = createMemoryStore(contents));
  rooms = await open();
});
afterEach(() => rooms.close());

describe('a stored game that contradicts itself', () => {
  /** Two players merged into each other, as no rules allow. */
  async function mergeInCircle(gameCode: string): Promise<number> {
    const [gameId, game] = [...contents.games].find(([, stored]) => stored.code === gameCode) ?? [];
    if (gameId === undefined || game === undefined) throw new Error('there is no such game');
    const seat = { role: 'player', teamNumber: 1, approved: true, withoutPhone: false } as const;
    const events: GameEvent[] = [
      { type: 'participant_joined', id: 101, name: 'Anna', ...seat },
      { type: 'participant_joined', id: 102, name: 'Anna 2', ...seat },
      { type: 'participant_merged', id: 101, into: 102 },
      { type: 'participant_merged', id: 102, into: 101 },
    ];
    await eventStore.append({
      gameId,
      expectedSeq: game.events.length,
      events: events.map((event, index) => ({
        seq: game.events.length + index + 1,
        at: 0,
        playMs: 0,
        by: HOST_ACTOR_ID,
        event,
      })),
      responses: [],
      usedTickets: [],
    });
    return gameId;
  }

  it('keeps no other game from opening, and is named until it is replaced', async () => {
    const [bad, good] = [await createGame('Bad'), await createGame('Good')];
    await rooms.close();
    const gameId = await mergeInCircle(bad);
    const named: string[][] = [];
    rooms = await open((codes) => void named.push([...codes]));

    expect(rooms.all().map(({ state }) => state.code)).toEqual([good]);
    expect(named).toEqual([[bad]]);
    await expect(rooms.byCode(bad)).rejects.toThrow(UnopenableGameError);
    await expect(rooms.byCode(bad)).rejects.toThrow(
      /Game \w{6} cannot be opened\. Participant 10[12] was merged in a circle.*Restore it from a backup/,
    );
    await expect(rooms.bySeat(101)).rejects.toThrow(UnopenableGameError);

    const step = async () => {
      contents.games.get(gameId)?.events.splice(-1);
      return DONE;
    };
    await rooms.replace({ gameIds: () => [gameId], key: null, step });
    expect(named.at(-1)).toEqual([]);
    expect((await rooms.byCode(bad))?.state).toMatchObject({ code: bad, seq: 5 });
  });
});
