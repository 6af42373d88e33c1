/** For tests: a real host with a running game, and Node clients for its seats. */
import type { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createHost, type Host } from '../host/host.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import {
  type ChallengeClientOptions,
  type ChallengeEventName,
  ChallengeWebSocketClient,
} from './challenge-websocket-client.ts';
import { type Environment, headlessEnvironment } from './environment.ts';
import { createGameStore, type GameStoreOptions } from './game-store.ts';
import { createHostAdminClient } from './host-admin-client.ts';
import { createHostClient, type HostClient } from './host-client.ts';
import { openSocketWith } from './socket.ts';
import { waitFor } from './wait-for.harness.ts';

export interface TestSeat {
  readonly id: number;
  readonly token: string;
  readonly api: HostClient;
}

/** A seat's network: real, but can be severed and restored. */
export interface SeverableNetwork extends Environment {
  sever(): void;
  restore(): void;
}

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };
const EVENT_NAMES = ['requested', 'assigned', 'completed', 'cancelled', 'expired', 'undone'] as const;

export class ClientHarness {
  code = '';
  /** Errors that clients reported. */
  readonly errors: unknown[] = [];
  /** What the laptop has, from the next look at it on. */
  networkInterfaces: ReturnType<typeof networkInterfaces> = {};
  readonly #folder = temporaryFolder();
  readonly #cleanups: (() => void)[] = [];
  #host: Host | null = null;
  #port = 0;
  #banker: TestSeat | null = null;

  async open(): Promise<void> {
    await this.startHost();
    const owner = createHostClient({
      baseUrl: this.url,
      token: this.#runningHost.ownerToken,
      environment: this.createNetwork(),
    });
    const { game_code: code, banker_id: id } = await owner.createGame({ name: 'Camp night', team_count: 2 });
    this.code = code;
    this.#banker = { id, token: this.#runningHost.ownerToken, api: owner };
    await owner.start(code, {});
  }

  /** Also after `stopHost`, on the same port and data. */
  async startHost(): Promise<void> {
    this.#host = await createHost({
      dataFolder: this.#folder.path,
      port: this.#port,
      mdns: false,
      allowHosts: [],
      pagesFolder: join(this.#folder.path, 'pages'),
      version: 'test',
      interfaces: () => this.networkInterfaces,
    });
    this.#port = this.#host.port;
  }

  async stopHost(): Promise<void> {
    await this.#runningHost.close();
    this.#host = null;
  }

  /** Throws if a client reported errors. */
  async dispose(): Promise<void> {
    for (const close of this.#cleanups) close();
    await this.#host?.close();
    this.#folder.dispose();
    if (this.errors.length > 0) throw new AggregateError(this.errors, 'a client reported errors');
  }

  /** Makes a backup; resolves with a function that restores it. */
  async backUp(): Promise<() => Promise<void>> {
    const admin = createHostAdminClient({ baseUrl: this.url, token: this.#runningHost.ownerToken });
    const { name } = await admin.backUp();
    return async () => void (await admin.restore(name, {}));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get banker(): TestSeat {
    if (this.#banker === null) throw new Error('the harness is not open');
    return this.#banker;
  }

  async join(name: string, team = 1): Promise<TestSeat> {
    const anyone = createHostClient({ baseUrl: this.url, environment: this.createNetwork() });
    const answer = await anyone.join(this.code, { player_name: name, team_number: team });
    const { player_id: id, token = '' } = answer;
    return {
      id,
      token,
      api: createHostClient({ baseUrl: this.url, token, environment: this.createNetwork() }),
    };
  }

  request({ id, api: calls }: TestSeat): Promise<Challenge> {
    return calls.request(this.code, { player_id: id, building_type: 'farm' });
  }

  assign({ id }: Pick<Challenge, 'id'>): Promise<Challenge> {
    return this.banker.api.assign(this.code, id, PUSH_UPS);
  }

  async requestAndAssign(seat: TestSeat): Promise<Challenge> {
    return this.assign(await this.request(seat));
  }

  createNetwork(): SeverableNetwork {
    const open = openSocketWith(WebSocket);
    const cutters = new Set<() => void>();
    let isUp = true;
    const environment = headlessEnvironment({ random: () => 0.1 });
    return {
      ...environment,
      async fetch(url, init) {
        if (!isUp) throw new TypeError('the network is severed');
        return environment.fetch(url, init);
      },
      reportError: (error) => this.errors.push(error),
      openSocket(url, headers, handlers) {
        let isCut = !isUp;
        const socket = open(url, headers, {
          onOpen: () => isCut || handlers.onOpen(),
          onMessage: (text) => isCut || handlers.onMessage(text),
          onClose: (code) => handlers.onClose(isCut ? 1006 : code),
        });
        const cut = () => {
          isCut = true;
          socket.close();
        };
        if (isCut) cut();
        cutters.add(cut);
        return socket;
      },
      sever() {
        isUp = false;
        for (const cut of cutters) cut();
        cutters.clear();
      },
      restore() {
        isUp = true;
      },
    };
  }

  /** Opens a store and waits for its first snapshot. */
  async openStore(seat: TestSeat, overrides: Partial<GameStoreOptions> = {}) {
    const openStore = createGameStore({
      code: this.code,
      participantId: seat.id,
      baseUrl: this.url,
      token: seat.token,
      environment: this.createNetwork(),
      ...overrides,
    });
    this.#cleanups.push(() => openStore.close());
    await waitFor(() => {
      if (!openStore.getView().loaded) throw new Error('no snapshot yet');
    });
    return openStore;
  }

  /** Connects a client and records its callbacks, as `assigned 7 v2`. */
  recordChallengeEvents(seat: TestSeat, overrides: ChallengeClientOptions = {}) {
    const calls: string[] = [];
    const client = new ChallengeWebSocketClient(this.code, seat.id, {
      baseUrl: this.url,
      token: seat.token,
      environment: this.createNetwork(),
      ...overrides,
    });
    for (const call of EVENT_NAMES) {
      const name: ChallengeEventName = `challenge_${call}`;
      client.on(name, ({ id, version }) => calls.push(`${call} ${id} v${version}`));
    }
    client.connect();
    this.#cleanups.push(() => client.disconnect());
    return { client, calls };
  }

  get #runningHost(): Host {
    if (this.#host === null) throw new Error('the host is not running');
    return this.#host;
  }
}
