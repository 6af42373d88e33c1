/** For tests: several hosts with the same games, in processes of their own, and clients who go to whichever of them lives. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { startOwnRedis, type OwnRedis } from '../../../scripts/own-redis.ts';
import { HOST_KEY_FILE } from '../auth/host-key.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../storage/postgres/postgres-server.harness.ts';
import {
  type ApiResponse,
  call,
  type CallOptions,
  type CreatedGame,
  makeGame,
  readObject,
  type SeatToken,
  snapshotFor,
} from './api-client.harness.ts';
import { type ChildHost, startChildHost } from './child-host.harness.ts';
import { stableView, stableViewOf, TestClient } from './test-client.harness.ts';

const SETTLE_MS = 20_000;
/** The machines' clocks are this far apart, ms. */
const SKEWS_MS = [0, 3_000, -3_000];

export interface HostGroupOptions {
  /** How long nobody has used a game before a host closes it, ms; default: longer than a test. */
  readonly idleMs?: number;
  /** How many may join from one address at once; default: more than a test lets. */
  readonly joinBurst?: number;
  /** Called before the first host starts. */
  readonly prepareDatabase?: (url: string) => Promise<void>;
}

export class HostGroup {
  readonly clients: TestClient[] = [];
  readonly redis: OwnRedis;
  readonly #database: TestDatabase;
  readonly #options: Omit<HostGroupOptions, 'prepareDatabase'>;
  readonly #folder = temporaryFolder();
  readonly #hosts: ChildHost[] = [];
  readonly #dead = new Set<ChildHost>();
  #created: CreatedGame = { code: '', bankerId: 0 };

  static async start(
    serverUrl: string,
    count: number,
    { prepareDatabase, ...options }: HostGroupOptions = {},
  ): Promise<HostGroup> {
    const group = new HostGroup(await createTestDatabase(serverUrl), await startOwnRedis(), options);
    await prepareDatabase?.(group.databaseUrl);
    for (let at = 0; at < count; at += 1) await group.add();
    // In the long form more join than a game usually allows.
    group.#created = await makeGame(group.host(0), { max_players: 10_000 });
    return group;
  }

  private constructor(
    database: TestDatabase,
    redis: OwnRedis,
    options: Omit<HostGroupOptions, 'prepareDatabase'>,
  ) {
    this.#options = options;
    this.#database = database;
    this.redis = redis;
  }

  /** One more host, with the same key as the others. */
  async add(): Promise<ChildHost> {
    const folderOf = (at: number) => join(this.#folder.path, `host-${at}`);
    const at = this.#hosts.length;
    mkdirSync(folderOf(at), { mode: 0o700 });
    if (at > 0) copyFileSync(join(folderOf(0), HOST_KEY_FILE), join(folderOf(at), HOST_KEY_FILE));
    const shared = { store: this.#database.url, bus: this.redis.url };
    const host = await startChildHost(folderOf(at), {
      shared,
      skewMs: SKEWS_MS[at] ?? 0,
      ...this.#options,
    });
    this.#hosts.push(host);
    return host;
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  get code(): string {
    return this.#created.code;
  }

  get bankerId(): number {
    return this.#created.bankerId;
  }

  host(at: number): ChildHost {
    const host = this.#hosts[at];
    if (host === undefined) throw new Error(`there is no host ${at}`);
    return host;
  }

  /**
   * A call by the owner at this host; `:code` is that of the game. As pages do, it asks once more, under the same key, where the connection
   * was closed instead of an answer: a host that stood still closes what has been kept alive for too long, also as a call comes on it.
   * Rejects if no answer comes then.
   */
  async send(at: number, path: string, options: CallOptions): Promise<ApiResponse> {
    const ask = () => call(this.host(at), path.replace(':code', this.code), options);
    try {
      return await ask();
    } catch (error) {
      // What `fetch` rejects with when a connection fails.
      if (!(error instanceof TypeError)) throw error;
      return ask();
    }
  }

  /** As a phone asks to join. Rejects if no answer comes. */
  askToJoin(at: number, name: string, team = 1): Promise<ApiResponse> {
    return this.send(at, '/games/:code/players', {
      method: 'POST',
      key: `join-${name.replaceAll(' ', '-')}`,
      body: { player_name: name, team_number: team },
      token: null,
    });
  }

  /** As a phone joins. Rejects if no answer comes, or a refusal. */
  async join(at: number, name: string, team = 1): Promise<SeatToken> {
    const { status, text } = await this.askToJoin(at, name, team);
    if (status !== 201) throw new Error(`${name} could not join: ${text}`);
    const { player_id: id, token } = readObject(text);
    return { id: Number(id), token: String(token) };
  }

  /** A client that begins at this host, and goes to another whenever its own is dead, as soon as a page would. */
  async openClient(seat: SeatToken, at: number): Promise<TestClient> {
    const target = () => {
      const first = this.host(at);
      const host = this.#dead.has(first) ? this.#hosts.find((each) => !this.#dead.has(each)) : first;
      return Number(new URL((host ?? first).url).port);
    };
    const client = await TestClient.open(seat, this.code, target, 1);
    this.clients.push(client);
    return client;
  }

  /** So many phones, in turn on each of so many hosts and in each of four teams, and a desk, which is the last of the clients. */
  async populate(phones: number, hosts: number): Promise<readonly SeatToken[]> {
    const indexes = Array.from({ length: phones }, (_, index) => index);
    const seats = await Promise.all(
      indexes.map((index) => this.join(index % hosts, `Player ${index}`, (index % 4) + 1)),
    );
    await Promise.all(seats.map((seat, index) => this.openClient(seat, index % hosts)));
    await this.openClient({ id: this.bankerId, token: this.host(0).ownerToken }, 1);
    return seats;
  }

  async kill(at: number): Promise<void> {
    const host = this.host(at);
    this.#dead.add(host);
    host.kill();
    await host.exited;
  }

  /**
   * What is amiss once every client should have come to be live and to see what a living host, which may itself be behind at first,
   * tells its seat. Empty when all is well.
   */
  async unsettled(): Promise<readonly string[]> {
    const deadline = performance.now() + SETTLE_MS;
    for (;;) {
      const amiss: string[] = [];
      for (const client of this.clients) amiss.push(...(await this.#amissAt(client)));
      if (amiss.length === 0 || performance.now() > deadline) return amiss;
    }
  }

  async #amissAt({ isLive, view, seat }: TestClient): Promise<readonly string[]> {
    const alive = this.#hosts.find((host) => !this.#dead.has(host)) ?? this.host(0);
    const told = stableViewOf(await snapshotFor({ url: alive.url, code: this.code }, seat));
    if (!isLive) return [`${seat.id} is ${view.connection}`];
    const shown = stableView(view);
    const parts = ['game', 'me', 'teams', 'challenges', 'players'] as const;
    return parts
      .filter((part) => !isDeepStrictEqual(shown[part], told[part]))
      .map((part) => `${seat.id}: ${part} ${differenceOf(shown[part], told[part])}`);
  }

  async dispose(): Promise<void> {
    for (const client of this.clients) client.close();
    for (const host of this.#hosts) {
      host.thaw();
      host.kill();
      await host.exited;
    }
    await this.redis.dispose();
    await this.#database.drop();
    this.#folder.dispose();
  }
}

/** Of two lists, the first items that differ. */
function differenceOf(shown: unknown, told: unknown): string {
  const [one, other] = [shown, told].map((value): readonly unknown[] =>
    Array.isArray(value) ? value : [value],
  );
  const at = (one ?? []).findIndex((item, index) => !isDeepStrictEqual(item, other?.[index]));
  return `${JSON.stringify(one?.at(at))} is ${JSON.stringify(other?.at(at))}`;
}
