/** For tests: hosts on one log, in memory. */
import type { Command } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { EventStore, StoredResponse } from '../storage/event-store.ts';
import { createMemoryStore, type emptyContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import type { ManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { Gates } from './gates.fake.ts';
import type { Execution, Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

const BANKER = { id: HOST_ACTOR_ID, role: 'banker' } as const;
let keys = 0;

export interface TestedHost {
  readonly gates: Gates;
  readonly rooms: Rooms;
  readonly reports: string[];
  /** The seqs of what has been published, in order. */
  readonly published: number[];
  readonly room: () => Room;
}

/** One more host with the game that these contents have. */
export async function openTestedHost(
  clock: ManualClock,
  contents: ReturnType<typeof emptyContents>,
): Promise<TestedHost> {
  const gates = new Gates();
  const { eventStore } = createMemoryStore(contents, gates.enter);
  const bus = createLocalBus();
  const reports: string[] = [];
  const published: number[] = [];
  const rooms = await openRooms({
    // The epoch belongs to the log.
    eventStore: { ...eventStore, epochOf: String } satisfies EventStore,
    bus,
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report: (message) => void reports.push(message),
    isLogShared: true,
  });
  rooms.watch({
    opened: ({ state }) =>
      void bus.subscribe(state.gameId, (events) => published.push(...events.map(({ seq }) => seq))),
    wiped: () => undefined,
  });
  const room = () => {
    const [only] = rooms.all();
    if (only === undefined) throw new Error('the game is gone');
    return only;
  };
  return { gates, rooms, reports, published, room };
}

/** The first game, made by this host. */
export async function createNight({ rooms }: TestedHost): Promise<void> {
  const answer = (): StoredResponse => ({ status: 201, body: '{}', secretsOf: null });
  const order = { name: 'Night', teamCount: 2, settings: {}, bankerName: 'Banker', key: null, answer };
  await rooms.create(order);
}

/** As the banker. */
export async function run(
  { room }: TestedHost,
  command: Command,
  key = `key ${(keys += 1)}`,
  usedTicket?: Execution['usedTicket'],
): Promise<StoredResponse> {
  return room().execute({
    actor: BANKER,
    command,
    ...(usedTicket && { usedTicket }),
    key: { participantId: BANKER.id, key, requestHash: JSON.stringify(command) },
    answer: ({ seq }) => ({ status: 200, body: `${seq}`, secretsOf: null }),
    refuse: (_, { code }) => ({ status: 409, body: code, secretsOf: null }),
  });
}

export const join = (id: number): Command => ({
  type: 'join',
  id,
  role: 'player',
  name: `P${id}`,
  teamNumber: 1,
  withoutPhone: false,
});
