/** For tests: a game on a whole host with an in-memory store and a manual clock, and clients on bad connections. */
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createHost, type Host } from '../host.ts';
import type { Failpoint } from '../rooms/room.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { createMemoryStore, emptyContents, type MemoryContents } from '../storage/memory-store.fake.ts';
import { openStore } from '../storage/open-store.ts';
import type { Clock } from '../time/clock.ts';
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
import { bareOptions } from './bare-options.harness.ts';
import { NetworkProxy } from './network-proxy.harness.ts';
import { readStoredGame, type StoredGame } from './stored-game.harness.ts';
import { stableView, stableViewOf, TestClient } from './test-client.harness.ts';

export const TEAMS = [1, 2] as const;
const PLAYERS_PER_TEAM = 2;
const DURATION_SECONDS = 60;
/** Far more than the 2 s of the promise: these machines run other tests at the same time. */
const SETTLE_MS = 20_000;

interface CrashImage {
  readonly folder: string;
  readonly contents: MemoryContents;
}

/** A clock whose timers are the manual one's until its host has to end: what that waits for then comes by itself. */
interface HostClock extends Clock {
  runByItself(): void;
}

function hostClock(manual: Clock): HostClock {
  let runsByItself = false;
  return {
    ...manual,
    after(ms, callback) {
      if (!runsByItself) return manual.after(ms, callback);
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    runByItself() {
      runsByItself = true;
    },
  };
}

export class GameUnderFaults {
  readonly clock = createManualClock();
  readonly clients: TestClient[] = [];
  readonly players: SeatToken[] = [];
  readonly #folder = temporaryFolder();
  #starts = 0;
  #host: Host | null = null;
  #hostClock: HostClock = hostClock(this.clock);
  #proxy: NetworkProxy | null = null;
  #created: CreatedGame = { code: '', bankerId: 0 };
  /** While true, no transaction can be written. */
  isDiskFull = false;
  #crashPoint: Failpoint | null = null;
  #contents = emptyContents();
  /** What was there when the host died; null: it lives. */
  #crashImage: CrashImage | null = null;

  static async begin(settings: object = {}): Promise<GameUnderFaults> {
    const game = new GameUnderFaults();
    game.#host = await game.#start(game.#nextFolder());
    game.#proxy = await NetworkProxy.open(() => game.host.port);
    game.#created = await makeGame(game.endpoint, { duration_seconds: DURATION_SECONDS, ...settings });
    for (const team of TEAMS) {
      for (let count = 0; count < PLAYERS_PER_TEAM; count += 1) await game.#join(team);
    }
    await game.send('/games/:code/start', { method: 'POST', key: 'start' });
    return game;
  }

  get host(): Host {
    if (this.#host === null) throw new Error('the host is not up');
    return this.#host;
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
    const client = await TestClient.open(seat, this.code, () => this.host.port);
    this.clients.push(client);
    return client;
  }

  /** Makes the host crash the next time it reaches this point. */
  crashAt(point: Failpoint): void {
    this.#crashPoint = point;
  }

  /** Crashes the host unless it has crashed already, and starts it again on what was left. */
  async restart(): Promise<void> {
    this.#crashPoint = null;
    if (this.#crashImage === null) this.#crash();
    const image = this.#crashImage;
    if (image === null) throw new Error('a dead host leaves its folder');
    for (const proxy of this.#proxies()) proxy.cut();
    await this.#endHost();
    this.#crashImage = null;
    this.#contents = image.contents;
    this.#host = await this.#start(image.folder);
    for (const proxy of this.#proxies()) proxy.acceptsConnections = true;
  }

  /** Repairs all connections and the disk, and gives the clients time to catch up (G4). The test checks whether they have. */
  async settle(): Promise<void> {
    this.isDiskFull = false;
    for (const proxy of this.#proxies()) proxy.heal();
    const expected = new Map<number, unknown>();
    for (const { seat } of this.clients) {
      expected.set(seat.id, stableViewOf(await snapshotFor({ url: this.host.url, code: this.code }, seat)));
    }
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

  /** Ends the host properly and folds what it left. */
  async stopAndFold(): Promise<StoredGame> {
    for (const client of this.clients) client.close();
    this.proxy.cut();
    await this.#endHost();
    const { eventStore } = createMemoryStore(this.#contents);
    return readStoredGame(eventStore, this.#folderOf(this.#starts), this.clock);
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    this.#proxy?.close();
    if (this.#host !== null) await this.#endHost();
    this.#folder.dispose();
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

  /** A client that only polls leaves by the host's clock, for instance. */
  async #endHost(): Promise<void> {
    this.#hostClock.runByItself();
    await this.host.close();
  }

  async #start(dataFolder: string): Promise<Host> {
    this.#hostClock = hostClock(this.clock);
    return createHost({
      ...bareOptions(dataFolder),
      clock: this.#hostClock,
      randomBytes: (size) => randomBytes(size),
      openStore: async (options) => ({
        ...(await openStore(options)),
        ...createMemoryStore(this.#contents),
        games: undefined,
      }),
      failpoint: (point) => this.#onFailpoint(point),
    });
  }

  #onFailpoint(point: Failpoint): void {
    if (point === this.#crashPoint) this.#crash();
    if (this.isDiskFull && point === 'before_transaction') throw new Error('the disk is full');
  }

  /** What it does after this reaches neither the image nor anybody. */
  #crash(): void {
    this.#crashPoint = null;
    const from = this.#folderOf(this.#starts);
    this.#crashImage = { folder: this.#nextFolder(), contents: structuredClone(this.#contents) };
    cpSync(from, this.#crashImage.folder, { recursive: true });
    for (const proxy of this.#proxies()) {
      proxy.acceptsConnections = false;
      proxy.cut();
    }
  }

  #proxies(): readonly NetworkProxy[] {
    return [...this.clients.map(({ proxy }) => proxy), ...(this.#proxy === null ? [] : [this.#proxy])];
  }

  #nextFolder(): string {
    this.#starts += 1;
    return this.#folderOf(this.#starts);
  }

  #folderOf(start: number): string {
    return join(this.#folder.path, `start-${start}`);
  }
}
