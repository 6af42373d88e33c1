/** For tests: a game in a real store, sockets on a real server, and manual clocks. */
import { promisify } from 'node:util';
import type { Command } from '../../game/commands.ts';
import { HOST_ACTOR_ID, type Participant } from '../../game/state.ts';
import { createAuthentication } from '../auth/authentication.ts';
import { createCarriedSeats } from '../auth/carried-seats.ts';
import { createCredentials, type Credentials } from '../auth/credentials.ts';
import { createOwners } from '../auth/owners.ts';
import type { HostBus } from '../bus/host-bus.ts';
import type { Cleanup } from '../cleanup.ts';
import { createConnections } from '../connections/connections.ts';
import { crowdLimits } from '../connections/open-limit.ts';
import { createBaseApp } from '../http/base-app.ts';
import type { Api } from '../http/services.ts';
import { announcing } from '../lan/announced-origins.fake.ts';
import type { AnnouncedOrigins } from '../lan/announced-origins.ts';
import { createGuessedSeats } from '../limits/guessed-seats.ts';
import { createLocalBus, type EventBus } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { openTestedGames } from '../rooms/tested-games.harness.ts';
import { makeTestedFolder, type TestedFolder, type TestedStore } from '../storage/tested-store.harness.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import type { UpgradeDecision } from './authorize-upgrade.ts';
import { HOST_CLOSING_TIMEOUT_MS } from './close-reasons.ts';
import type { FrameLog } from './frame-log.harness.ts';
import { liveRoutes } from './live-routes.ts';
import { createLive, type Live } from './live.ts';
import { TestSocket, type SocketOptions } from './test-socket.harness.ts';
import { TestStream, type StreamOptions } from './test-stream.harness.ts';

export const PAGE_ID = 'page-of-today';
const HOST_KEY = new Uint8Array(32).fill(7);

interface SeatOptions {
  readonly query?: string;
  readonly code?: string;
  /** Null: no token. Default: the seat's own. */
  readonly token?: string | null;
}
export type ConnectOptions = SeatOptions & SocketOptions;

/** What may carry frames. */
export const TRANSPORTS = ['WebSocket', 'stream', 'polls'] as const;
export type TransportKind = (typeof TRANSPORTS)[number];

export class TestLive {
  readonly clock: ManualClock = createManualClock();
  readonly seats: Credentials = createCredentials(HOST_KEY);
  readonly reports: string[] = [];
  announcedOrigins: Pick<AnnouncedOrigins, 'list' | 'onChange'> = announcing();
  /** Creates the event bus for the next start. */
  makeBus: () => EventBus = createLocalBus;
  /** To other hosts, for the next start. */
  hostBus: HostBus | null = null;
  /** When the next socket's first heartbeat is due, in ms. */
  jitter = 2_000;
  /** Lets a test delay authorisation. */
  interceptAuthorize = (authorize: () => Promise<UpgradeDecision | null>): Promise<UpgradeDecision | null> =>
    authorize();
  readonly #clients: FrameLog[] = [];
  #folder: TestedFolder | null = null;
  #parts: Parts | null = null;
  #bankerId = 0;
  #code = '';

  /** Starts the live side of a host and creates a game with a banker and two teams, not yet started. */
  async begin(): Promise<void> {
    await this.start();
    const answer = (_: unknown, bankerId: number) => {
      this.#bankerId = bankerId;
      return { status: 201, body: '{}', secretsOf: null };
    };
    const newGame = { name: 'Night', teamCount: 2, settings: {}, bankerName: 'Bea', key: null, answer };
    await this.rooms.create(newGame);
    this.#code = this.rooms.all().at(-1)?.state.code ?? '';
  }

  /** Opens the data in the folder; also used after `crash`. */
  async start(): Promise<void> {
    this.#folder ??= await makeTestedFolder();
    const { clock, seats: credentials } = this;
    const open = await this.#folder.open(clock);
    const report = (message: string) => void this.reports.push(message);
    const bus = this.makeBus();
    const games = await openTestedGames({ store: open, bus, clock, credentials, report });
    const { rooms, hostTime, cleanup } = games;
    // Where games are opened on demand, somebody has asked for this one.
    if (this.#code !== '') await rooms.byCode(this.#code);
    const authentication = createAuthentication({ rooms, credentials: this.seats, hosts: ['night.local'] });
    const random = (below: number) => Math.min(this.jitter, below - 1);
    const live = createLive({
      rooms,
      bus,
      hostBus: this.hostBus ?? games.hostBus,
      access: authentication,
      owners: createOwners(credentials),
      seats: credentials,
      guessedSeats: createGuessedSeats(clock),
      carriedSeats: createCarriedSeats({ rooms, credentials, hostTime }),
      announcedOrigins: this.announcedOrigins,
      clock,
      report,
      pageId: PAGE_ID,
      onWelcome: () => undefined,
      random,
    });
    const connections = createConnections({
      clock,
      limits: crowdLimits(null),
      trustedProxies: [],
      report,
      warn: () => undefined,
    });
    const app = createBaseApp({
      connections,
      access: authentication,
      visitors: { record: () => {}, recordTls: () => {} },
    });
    await app.register(
      liveRoutes(
        {
          ...live,
          authorize: async (...request) => this.interceptAuthorize(() => live.authorize(...request)),
        },
        { connections, clock },
      ),
    );
    await app.listen({ port: 0, host: '127.0.0.1' });
    this.#parts = { open, rooms, live, app, cleanup };
  }

  /** Stops without telling anyone. */
  async crash(): Promise<void> {
    const { open, app, cleanup } = this.#running;
    for (const client of this.#clients) client.terminate();
    app.server.close();
    await cleanup.run();
    await open.close();
    this.#parts = null;
  }

  async close(): Promise<void> {
    if (this.#parts !== null) {
      const { open, live, app, cleanup } = this.#parts;
      for (const client of this.#clients) client.terminate();
      const closed = live.close();
      this.clock.advance(HOST_CLOSING_TIMEOUT_MS);
      await closed;
      await app.close();
      await cleanup.run();
      await open.close();
    }
    this.#folder?.dispose();
  }

  get room(): Room {
    const room = this.#running.rooms.all().find(({ state }) => state.code === this.#code);
    if (room === undefined) throw new Error('the game is gone');
    return room;
  }

  get rooms(): Rooms {
    return this.#running.rooms;
  }

  get live(): Live {
    return this.#running.live;
  }

  get app(): Api {
    return this.#running.app;
  }

  get bankerId(): number {
    return this.#bankerId;
  }

  get port(): number {
    const address = this.#running.app.server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return address.port;
  }

  /** Executes a command as the owner and returns the resulting seq; throws if the rules refuse it. */
  async execute(command: Command): Promise<number> {
    const refused = { status: 409, body: '', secretsOf: null };
    const outcome = await this.room.execute({
      actor: { id: HOST_ACTOR_ID, role: 'banker' },
      command,
      key: null,
      answer: ({ seq }) => ({ status: 200, body: String(seq), secretsOf: null }),
      refuse: (_, rejection) => ({ ...refused, body: JSON.stringify(rejection) }),
    });
    if (outcome.status !== 200) throw new Error(`${command.type} was refused: ${outcome.body}`);
    return Number(outcome.body);
  }

  /** Executes all commands in one turn of the event loop, and so in one transaction. Returns the last seq. */
  async executeAll(commands: readonly Command[]): Promise<number> {
    return Math.max(...(await Promise.all(commands.map((command) => this.execute(command)))));
  }

  /** Adds a player and returns the new id. */
  async addPlayer(name: string, teamNumber: number | null = 1): Promise<number> {
    return this.#addParticipant('player', name, teamNumber);
  }

  /** Adds a board or an assistant banker and returns the new id. */
  async addParticipant(role: 'board' | 'banker', name: string): Promise<number> {
    return this.#addParticipant(role, name, null);
  }

  async #addParticipant(role: Participant['role'], name: string, teamNumber: number | null): Promise<number> {
    const id = await this.#running.open.parts.eventStore.nextId('participant');
    await this.execute({ type: 'join', id, role, name, teamNumber, withoutPhone: false });
    return id;
  }

  /** Starts the game and lets this player do challenge 1. */
  async startChallenge(playerId: number, durationSeconds = 600): Promise<void> {
    await this.execute({ type: 'start' });
    await this.execute({ type: 'request', id: 1, playerId, building: 'farm' });
    const exercise = { type: 'push_ups', description: '20 Push-ups', target: 20 };
    await this.execute({ type: 'assign', id: 1, exercise, durationSeconds });
  }

  tokenOf(id: number): string {
    return this.seats.tokenOf(this.#participant(id));
  }

  pinOf(id: number): string | null {
    return this.seats.pinOf(this.#participant(id));
  }

  /** Starts connecting a socket as this seat. */
  connect(id: number | string, options: ConnectOptions = {}): TestSocket {
    const { code = this.#code } = options;
    const socket = new TestSocket(`ws://127.0.0.1:${this.port}/ws/${code}/${id}${searchOf(options)}`, {
      ...options,
      headers: this.#headersFor(id, options),
    });
    this.#clients.push(socket);
    return socket;
  }

  /** Starts connecting as this seat over plain HTTP. */
  connectStream(id: number | string, options: SeatOptions & StreamOptions = {}): TestStream {
    const { code = this.#code } = options;
    const url = `http://127.0.0.1:${this.port}/api/v2/games/${code}/live/${id}${searchOf(options)}`;
    const stream = new TestStream(url, { ...options, headers: this.#headersFor(id, options) });
    this.#clients.push(stream);
    return stream;
  }

  connectBy(
    kind: TransportKind,
    id: number | string,
    options: SeatOptions & Pick<StreamOptions, 'headers'> = {},
  ): TestSocket | TestStream {
    if (kind === 'WebSocket') return this.connect(id, options);
    return this.connectStream(id, { ...options, isPolled: kind === 'polls' });
  }

  /** Connects a socket and waits for its welcome. */
  async openSocket(id: number, options: ConnectOptions = {}): Promise<TestSocket> {
    const socket = this.connect(id, options);
    await socket.welcome();
    return socket;
  }

  /** Connects and waits for the welcome. */
  async openBy(kind: TransportKind, id: number, options: SeatOptions = {}): Promise<TestSocket | TestStream> {
    const client = this.connectBy(kind, id, options);
    await client.welcome();
    return client;
  }

  #headersFor(
    id: number | string,
    { token, headers }: SeatOptions & Pick<StreamOptions, 'headers'>,
  ): Readonly<Record<string, string>> {
    const ownToken = token === undefined && typeof id === 'number' ? this.tokenOf(id) : token;
    return { ...(typeof ownToken === 'string' && { Authorization: `Bearer ${ownToken}` }), ...headers };
  }

  /** Gives anything sent time to arrive: a bounded wait for something that should not happen. */
  async settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) await new Promise((resolve) => void setImmediate(resolve));
  }

  /** Waits for something that no frame announces. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => void setImmediate(resolve));
  }

  /** The number of open connections, upgraded or not. */
  async connections(): Promise<number> {
    return promisify(this.app.server.getConnections.bind(this.app.server))();
  }

  /** Waits until the host has heard from this seat at the current time. */
  async heardFrom(id: number): Promise<void> {
    await this.until(() => this.live.presence(id).lastSeen === this.clock.wall());
  }

  #participant(id: number): Participant {
    const participant = this.room.state.participants.get(id);
    if (participant === undefined) throw new Error(`nobody has the id ${id}`);
    return participant;
  }

  get #running(): Parts {
    if (this.#parts === null) throw new Error('the host does not run');
    return this.#parts;
  }
}

function searchOf({ query = '' }: SeatOptions): string {
  return query === '' ? '' : `?${query}`;
}

interface Parts {
  readonly open: TestedStore;
  readonly rooms: Rooms;
  readonly live: Live;
  readonly app: Api;
  readonly cleanup: Cleanup;
}
