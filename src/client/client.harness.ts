/** For tests: a real host with a running game, and clients of its seats in Node. */
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createHost, type Host } from '../host/host.ts';
import { temporaryFolder } from '../host/log/evening.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import {
  type ChallengeClientOptions,
  type ChallengeEventName,
  ChallengeWebSocketClient,
} from './challenge-websocket-client.ts';
import { type Environment, plainEnvironment } from './environment.ts';
import { createGameStore, type GameStoreOptions } from './game-store.ts';
import { createLaptopClient } from './host-admin-client.ts';
import { createHostClient, type HostClient } from './host-client.ts';
import { openSocketWith } from './socket.ts';
import { until } from './wait-for.harness.ts';

export interface SeatTrial {
  readonly id: number;
  readonly token: string;
  readonly calls: HostClient;
}

/** A seat's network, which can be cut and mended; other than that it is real. */
export interface Network extends Environment {
  cut(): void;
  mend(): void;
}

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };
const CALLS = ['requested', 'assigned', 'completed', 'cancelled', 'expired', 'undone'] as const;

export class NightTrial {
  code = '';
  /** What clients reported. */
  readonly errors: unknown[] = [];
  readonly #folder = temporaryFolder();
  readonly #closers: (() => void)[] = [];
  #host: Host | null = null;
  #port = 0;
  #banker: SeatTrial | null = null;

  async open(): Promise<void> {
    await this.startHost();
    const owner = createHostClient({
      baseUrl: this.url,
      token: this.#running.ownerToken,
      environment: this.network(),
    });
    const { game_code: code, banker_id: id } = await owner.createGame({ name: 'Camp night', team_count: 2 });
    this.code = code;
    this.#banker = { id, token: this.#running.ownerToken, calls: owner };
    await owner.start(code);
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
      interfaces: () => ({}),
    });
    this.#port = this.#host.port;
  }

  async stopHost(): Promise<void> {
    await this.#running.close();
    this.#host = null;
  }

  /** Throws what a client reported meanwhile. */
  async dispose(): Promise<void> {
    for (const close of this.#closers) close();
    await this.#host?.close();
    this.#folder.dispose();
    if (this.errors.length > 0) throw new AggregateError(this.errors, 'a client reported errors');
  }

  /** A backup as things are now; resolves with what goes back to it. */
  async backsUp(): Promise<() => Promise<void>> {
    const laptop = createLaptopClient({ baseUrl: this.url, token: this.#running.ownerToken });
    const { name } = await laptop.backUp();
    return async () => void (await laptop.restore(name, {}));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get banker(): SeatTrial {
    if (this.#banker === null) throw new Error('the night is not open');
    return this.#banker;
  }

  async joins(name: string, team = 1): Promise<SeatTrial> {
    const anyone = createHostClient({ baseUrl: this.url, environment: this.network() });
    const answer = await anyone.join(this.code, { player_name: name, team_number: team });
    const { player_id: id, token = '' } = answer;
    return { id, token, calls: createHostClient({ baseUrl: this.url, token, environment: this.network() }) };
  }

  asks({ id, calls }: SeatTrial): Promise<Challenge> {
    return calls.request(this.code, { player_id: id, building_type: 'farm' });
  }

  assigns({ id }: Pick<Challenge, 'id'>): Promise<Challenge> {
    return this.banker.calls.assign(this.code, id, PUSH_UPS);
  }

  async askedAndAssigned(seat: SeatTrial): Promise<Challenge> {
    return this.assigns(await this.asks(seat));
  }

  network(): Network {
    const open = openSocketWith(WebSocket);
    const cutters = new Set<() => void>();
    let isUp = true;
    return {
      ...plainEnvironment({ random: () => 0.1 }),
      report: (error) => this.errors.push(error),
      openSocket(url, headers, handlers) {
        let isCut = !isUp;
        const socket = open(url, headers, {
          opened: () => isCut || handlers.opened(),
          heard: (text) => isCut || handlers.heard(text),
          closed: (code) => handlers.closed(isCut ? 1006 : code),
        });
        const cut = () => {
          isCut = true;
          socket.close();
        };
        if (isCut) cut();
        cutters.add(cut);
        return socket;
      },
      cut() {
        isUp = false;
        for (const cut of cutters) cut();
        cutters.clear();
      },
      mend() {
        isUp = true;
      },
    };
  }

  /** A store that shows the game. */
  async store(seat: SeatTrial, own: Partial<GameStoreOptions> = {}) {
    const store = createGameStore({
      code: this.code,
      participantId: seat.id,
      baseUrl: this.url,
      token: seat.token,
      environment: this.network(),
      ...own,
    });
    this.#closers.push(() => store.close());
    await until(() => {
      if (!store.getView().loaded) throw new Error('no snapshot yet');
    });
    return store;
  }

  /** A connected client and the calls it got, as `assigned 7 v2`. */
  listens(seat: SeatTrial, own: ChallengeClientOptions = {}) {
    const calls: string[] = [];
    const client = new ChallengeWebSocketClient(this.code, seat.id, {
      baseUrl: this.url,
      token: seat.token,
      environment: this.network(),
      ...own,
    });
    for (const call of CALLS) {
      const name: ChallengeEventName = `challenge_${call}`;
      client.on(name, ({ id, version }) => calls.push(`${call} ${id} v${version}`));
    }
    client.connect();
    this.#closers.push(() => client.disconnect());
    return { client, calls };
  }

  get #running(): Host {
    if (this.#host === null) throw new Error('the host does not run');
    return this.#host;
  }
}
