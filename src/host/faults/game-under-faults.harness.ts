/** For tests: a game on one host or several, with an in-memory store and a manual clock, and clients on bad connections. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createFakeBus } from '../bus/host-bus.fake.ts';
import type { Host } from '../host.ts';
import type { Failpoint } from '../rooms/room.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { createMemoryStore, emptyContents, type MemoryContents } from '../storage/memory-store.fake.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import {
  type ApiResponse,
  call,
  type CallOptions,
  makeGame,
  type CreatedGame,
  readObject,
  type SeatToken,
  snapshotFor,
  within,
} from './api-client.harness.ts';
import { MortalHost } from './mortal-host.harness.ts';
import { NetworkProxy } from './network-proxy.harness.ts';
import { readStoredGame, type StoredGame } from './stored-game.harness.ts';
import { stableView, stableViewOf, TestClient } from './test-client.harness.ts';

export const TEAMS = [1, 2] as const;
const PLAYERS_PER_TEAM = 2;
const DURATION_SECONDS = 60;
/** Far more than the 2 s of the promise: these machines run other tests at the same time. */
const SETTLE_MS = 20_000;

export interface GameUnderFaultsOptions {
  /** With several, whoever connects comes to one after the other. Default: 1. */
  readonly hosts?: number;
  /** Of the game. */
  readonly settings?: object;
}

export class GameUnderFaults {
  readonly clock = createManualClock();
  readonly clients: TestClient[] = [];
  readonly players: SeatToken[] = [];
  readonly #folder = temporaryFolder();
  readonly #contents: MemoryContents = emptyContents();
  readonly #bus = createFakeBus();
  readonly #hostCount: number;
  readonly #hosts: MortalHost[] = [];
  #starts = 0;
  #connections = 0;
  #proxy: NetworkProxy | null = null;
  #created: CreatedGame = { code: '', bankerId: 0 };
  /** While true, no transaction can be written. */
  isDiskFull = false;
  #crashPoint: Failpoint | null = null;

  static async begin({ hosts = 1, settings = {} }: GameUnderFaultsOptions = {}): Promise<GameUnderFaults> {
    const game = new GameUnderFaults(hosts);
    for (let count = 0; count < hosts; count += 1) await game.#startHost();
    game.#proxy = await NetworkProxy.open(() => game.#nextPort());
    game.#created = await makeGame(game.endpoint, { duration_seconds: DURATION_SECONDS, ...settings });
    for (const team of TEAMS) {
      for (let count = 0; count < PLAYERS_PER_TEAM; count += 1) await game.#join(team);
    }
    await game.send('/games/:code/start', { method: 'POST', key: 'start' });
    return game;
  }

  private constructor(hostCount: number) {
    this.#hostCount = hostCount;
  }

  /** One that lives. */
  get host(): Host {
    const [first] = this.#living();
    if (first === undefined) throw new Error('no host is up');
    return first.host;
  }

  get proxy(): NetworkProxy {
    if (this.#proxy === null) throw new Error('the proxy is not open');
    return this.#proxy;
  }

  get code(): string {
    return this.#created.code;
  }

  get endpoint() {
    return { url: this.proxy.url, ownerToken: this.host.ownerToken };
  }

  get banker(): SeatToken {
    return { id: this.#created.bankerId, token: this.host.ownerToken };
  }

  /** A call by the owner through the proxy; null if no answer came. */
  async send(path: string, options: CallOptions): Promise<ApiResponse | null> {
    return call(this.endpoint, path.replace(':code', this.code), options).catch(() => null);
  }

  /** The same until an answer comes. */
  async sendUntilAnswered(path: string, options: CallOptions): Promise<ApiResponse> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const answer = await this.send(path, options);
      if (answer !== null) return answer;
    }
    throw new Error(`${path} gets no answer`);
  }

  async openClient(seat: SeatToken): Promise<TestClient> {
    const client = await TestClient.open(seat, this.code, () => this.#nextPort());
    this.clients.push(client);
    return client;
  }

  /** Makes the next host that reaches this point crash there. */
  crashAt(point: Failpoint): void {
    this.#crashPoint = point;
  }

  /** Crashes a host unless one has crashed already, and starts another on what it left. */
  async restart(): Promise<void> {
    this.#crashPoint = null;
    const dead = this.#hosts.find(({ isDead }) => isDead) ?? this.#hosts[0];
    if (dead === undefined) throw new Error('no host is up');
    if (!dead.isDead) this.#crash(dead);
    for (const proxy of this.#proxies()) proxy.cut();
    await dead.end();
    await this.#startHost(dead);
    this.#hosts.splice(this.#hosts.indexOf(dead), 1);
    for (const proxy of this.#proxies()) proxy.acceptsConnections = true;
  }

  /** Whether what hosts tell each other arrives; with one host that makes no difference. */
  setBusWorking(isWorking: boolean): void {
    this.#bus.setWorking(isWorking);
  }

  /** Waits until all hosts tell the banker the same: one may hear of an event a little later than another. */
  async hostsAgree(): Promise<void> {
    if (this.#hostCount === 1) return;
    let views: unknown[] = [];
    const read = async () => {
      views = await Promise.all(this.#living().map(({ host }) => this.#viewAt(host, this.banker)));
    };
    const deadline = performance.now() + SETTLE_MS;
    do await read();
    while (views.some((view) => !isDeepStrictEqual(view, views[0])) && performance.now() < deadline);
  }

  /** Repairs all connections and the disk, and gives the clients time to catch up (G4). The test checks whether they have. */
  async settle(): Promise<void> {
    this.isDiskFull = false;
    this.#bus.setWorking(true);
    for (const proxy of this.#proxies()) proxy.heal();
    await this.hostsAgree();
    const expected = new Map<number, unknown>();
    for (const { seat } of this.clients) expected.set(seat.id, await this.#viewAt(this.host, seat));
    let lastTick = performance.now();
    await within(SETTLE_MS, () => {
      // Heartbeats come by the host's clock, which the test has to turn.
      if (performance.now() - lastTick > 100) {
        lastTick = performance.now();
        this.clock.advance(400);
      }
      return this.clients.every(
        ({ isLive, view, seat }) => isLive && isDeepStrictEqual(stableView(view), expected.get(seat.id)),
      );
    });
  }

  /** Ends the hosts properly and folds what they left. */
  async stopAndFold(): Promise<StoredGame> {
    for (const client of this.clients) client.close();
    this.proxy.cut();
    for (const host of this.#hosts) await host.end();
    const { eventStore } = createMemoryStore(this.#contents);
    return readStoredGame(eventStore, this.#folderOf(this.#starts), this.clock);
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    this.#proxy?.close();
    for (const host of this.#hosts) await host.end();
    this.#folder.dispose();
  }

  async #viewAt(host: Host, seat: SeatToken): Promise<unknown> {
    return stableViewOf(await snapshotFor({ url: host.url, code: this.code }, seat));
  }

  async #join(team: number): Promise<void> {
    const body = { player_name: `P${this.players.length + 1}`, team_number: team };
    const joined = await fetch(`${this.proxy.url}/api/v2/games/${this.code}/players`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { player_id: id, token } = readObject(await joined.text());
    this.players.push({ id: Number(id), token: String(token) });
  }

  /** On an empty folder, or on what another has left, so that all have one key. */
  async #startHost(other = this.#hosts[0]): Promise<void> {
    this.#starts += 1;
    const folder = this.#folderOf(this.#starts);
    other?.leaveFolderTo(folder);
    const { clock } = this;
    const host = await MortalHost.start({
      folder,
      clock,
      contents: this.#contents,
      bus: this.#hostCount === 1 ? null : this.#bus.open(),
      onFailpoint: (at, point) => this.#onFailpoint(at, point),
    });
    this.#hosts.push(host);
  }

  #onFailpoint(host: MortalHost, point: Failpoint): void {
    if (point === this.#crashPoint) this.#crash(host);
    if (this.isDiskFull && point === 'before_transaction') throw new Error('the disk is full');
  }

  /** Its clients lose it, and find no other unless there is one. */
  #crash(host: MortalHost): void {
    this.#crashPoint = null;
    host.die();
    for (const proxy of this.#proxies()) {
      proxy.acceptsConnections = this.#living().length > 0;
      proxy.cut();
    }
  }

  #living(): readonly MortalHost[] {
    return this.#hosts.filter(({ isDead }) => !isDead);
  }

  /** As a balancer gives it out; while no host lives, of the dead one. */
  #nextPort(): number {
    const living = this.#living();
    const hosts = living.length === 0 ? this.#hosts : living;
    this.#connections += 1;
    const host = hosts[this.#connections % hosts.length];
    if (host === undefined) throw new Error('no host is up');
    return host.host.port;
  }

  #proxies(): readonly NetworkProxy[] {
    return [...this.clients.map(({ proxy }) => proxy), ...(this.#proxy === null ? [] : [this.#proxy])];
  }

  #folderOf(start: number): string {
    return join(this.#folder.path, `start-${start}`);
  }
}
