/** One game on a memory store that is as slow as the test wants, with a manual clock. */
import type { Actor, Command } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { EventStore, StoredResponse } from '../storage/event-store.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus, type PublishedEvent } from './event-bus.ts';
import { Gates } from './gates.fake.ts';
import type { Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

const BANKER: Actor = { id: HOST_ACTOR_ID, role: 'banker' };

export interface RunOptions {
  readonly key?: string;
  /** Hash of the request. */
  readonly hash?: string;
}

/** What has become of a command so far. */
export interface PendingAnswer {
  state: 'waits' | 'answered' | 'refused';
  status?: number;
  body?: string;
  error?: unknown;
}

export class RoomHarness {
  readonly contents = emptyContents();
  readonly clock = createManualClock();
  readonly published: PublishedEvent[] = [];
  readonly reports: string[] = [];
  gates = new Gates();
  #host: { readonly eventStore: EventStore; readonly rooms: Rooms } | null = null;
  #keys = 0;

  static async create(): Promise<RoomHarness> {
    const harness = new RoomHarness();
    await harness.start();
    const answer = (): StoredResponse => ({ status: 201, body: '{}', secretsOf: null });
    const order = { name: 'Night', teamCount: 2, settings: {}, bankerName: 'Banker', key: null, answer };
    await harness.rooms.create(order);
    harness.gates.calls.length = 0;
    return harness;
  }

  /** Opens whatever is stored, as the host does when it starts. */
  start(): Promise<void> {
    return this.startWith();
  }

  /** The same, with calls of these kinds held back from the start. */
  async startWith(...held: readonly (keyof EventStore)[]): Promise<void> {
    const { clock } = this;
    this.gates = new Gates();
    for (const call of held) this.gates.hold(call);
    const { eventStore } = createMemoryStore(this.contents, this.gates.enter);
    const bus = createLocalBus();
    const hostTime = createHostTime(clock);
    const report = (message: string) => void this.reports.push(message);
    const rooms = await openRooms({ eventStore, bus, clock, hostTime, pinOf: () => null, report });
    rooms.watch({
      opened: ({ state }) => void bus.subscribe(state.gameId, (events) => this.published.push(...events)),
      wiped: () => undefined,
    });
    this.#host = { eventStore, rooms };
  }

  async stop(): Promise<void> {
    await this.gates.releaseAll();
    await this.rooms.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  get rooms(): Rooms {
    return this.#running.rooms;
  }

  get eventStore(): EventStore {
    return this.#running.eventStore;
  }

  get room(): Room {
    const [only] = this.rooms.all();
    if (only === undefined) throw new Error('the game is gone');
    return only;
  }

  /** The stored events. */
  get stored() {
    return this.contents.games.get(this.room.state.gameId)?.events ?? [];
  }

  /** Runs a command as the banker, under a new idempotency key unless one is given. */
  async run(
    command: Command,
    { key, hash = 'hash' }: RunOptions = {},
  ): Promise<{ status: number; body: string }> {
    this.#keys += 1;
    const { status, body } = await this.room.execute({
      actor: BANKER,
      command,
      key: { participantId: BANKER.id, key: key ?? `key ${this.#keys}`, requestHash: hash },
      answer: ({ seq }) => ({ status: 200, body: JSON.stringify({ seq }), secretsOf: null }),
      refuse: (_, rejection) => ({ status: 409, body: JSON.stringify(rejection), secretsOf: null }),
    });
    return { status, body };
  }

  /** The same, without waiting for the answer. */
  send(command: Command, options?: RunOptions): PendingAnswer {
    const answer: PendingAnswer = { state: 'waits' };
    this.run(command, options).then(
      (response) => Object.assign(answer, { state: 'answered', ...response }),
      (error: unknown) => Object.assign(answer, { state: 'refused', error }),
    );
    return answer;
  }

  async player(id: number, teamNumber = 1): Promise<void> {
    await this.run({ type: 'join', id, role: 'player', name: `P${id}`, teamNumber, withoutPhone: false });
  }

  /** Starts the game and gives player 51 challenge 1, with this time limit. */
  async runningChallenge(durationSeconds: number): Promise<void> {
    await this.player(51);
    await this.run({ type: 'start' });
    await this.run({ type: 'request', id: 1, playerId: 51, building: 'farm' });
    const exercise = { type: 'push_ups', description: '20 Push-ups', target: 20 };
    await this.run({ type: 'assign', id: 1, exercise, durationSeconds });
  }

  statusOf(challengeId: number): string | undefined {
    return this.room.state.challenges.get(challengeId)?.status;
  }

  get #running() {
    if (this.#host === null) throw new Error('the host is not running');
    return this.#host;
  }
}
