/** For tests: a night on a whole host with its games in memory, whose clock is turned by hand, and screens on bad lines. */
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createHost, type Host } from '../host.ts';
import type { Failpoint } from '../rooms/room.ts';
import { temporaryFolder } from '../storage/game-log.fixtures.ts';
import { createMemoryStore, emptyContents, type MemoryContents } from '../storage/memory-store.fake.ts';
import { openData } from '../storage/open-store.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import {
  type Answered,
  call,
  type CallOptions,
  makeGame,
  type NewGame,
  readObject,
  type Seat,
  snapshotFor,
  within,
} from './api-client.harness.ts';
import { NetworkProxy } from './network-proxy.harness.ts';
import { readStoredGame, type StoredGame } from './stored-game.harness.ts';
import { lasting, lastingOf, TestScreen } from './test-client.harness.ts';

export const TEAMS = [1, 2] as const;
const PLAYERS_PER_TEAM = 2;
const DURATION_SECONDS = 60;
/** Far more than the 2 s of the promise: these machines run other tests at the same time. */
const SETTLE_MS = 20_000;

interface Image {
  readonly folder: string;
  readonly contents: MemoryContents;
}

export class HostedGame {
  readonly clock = createManualClock();
  readonly screens: TestScreen[] = [];
  readonly players: Seat[] = [];
  readonly #folder = temporaryFolder();
  #lives = 0;
  #host: Host | null = null;
  #line: NetworkProxy | null = null;
  #game: NewGame = { code: '', bankerId: 0 };
  /** From here to the mending, no transaction can be written. */
  isDiskFull = false;
  #dieAt: Failpoint | null = null;
  #contents = emptyContents();
  /** What was there when the host died; null: it lives. */
  #image: Image | null = null;

  static async begin(settings: object = {}): Promise<HostedGame> {
    const night = new HostedGame();
    night.#host = await night.#start(night.#nextFolder());
    night.#line = await NetworkProxy.open(() => night.host.port);
    night.#game = await makeGame(night.place, { duration_seconds: DURATION_SECONDS, ...settings });
    for (const team of TEAMS) {
      for (let count = 0; count < PLAYERS_PER_TEAM; count += 1) await night.#joins(team);
    }
    await night.sends('/games/:code/start', { method: 'POST', key: 'start' });
    return night;
  }

  get host(): Host {
    if (this.#host === null) throw new Error('the host is not up');
    return this.#host;
  }

  get line(): NetworkProxy {
    if (this.#line === null) throw new Error('the line is not open');
    return this.#line;
  }

  get code(): string {
    return this.#game.code;
  }

  get place() {
    return { url: this.line.url, ownerToken: this.host.ownerToken };
  }

  get banker(): Seat {
    return { id: this.#game.bankerId, token: this.host.ownerToken };
  }

  /** A call by the owner over the command line; null when no answer came. */
  async sends(path: string, options: CallOptions): Promise<Answered | null> {
    return call(this.place, path.replace(':code', this.code), options).catch(() => null);
  }

  /** The same until an answer comes. */
  async insists(path: string, options: CallOptions): Promise<Answered> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const answer = await this.sends(path, options);
      if (answer !== null) return answer;
    }
    throw new Error(`${path} gets no answer`);
  }

  async watches(seat: Seat): Promise<TestScreen> {
    const screen = await TestScreen.open(seat, this.code, () => this.host.port);
    this.screens.push(screen);
    return screen;
  }

  /** The host dies the next time it comes to this point, and nobody hears from it again. */
  diesAt(point: Failpoint): void {
    this.#dieAt = point;
  }

  /** The host dies here and now unless it did already, and starts again on what the dead one left. */
  async restarts(): Promise<void> {
    this.#dieAt = null;
    if (this.#image === null) this.#die();
    const image = this.#image;
    if (image === null) throw new Error('a dead host leaves its folder');
    for (const line of this.#lines()) line.cut();
    await this.host.close();
    this.#image = null;
    this.#contents = image.contents;
    this.#host = await this.#start(image.folder);
    for (const line of this.#lines()) line.takesCalls = true;
  }

  /** All lines and the disk work again, and the screens get the time to catch up: G4. Who has not is for the test to say. */
  async settles(): Promise<void> {
    this.isDiskFull = false;
    for (const line of this.#lines()) line.heal();
    const due = new Map<number, unknown>();
    for (const { seat } of this.screens) {
      due.set(seat.id, lastingOf(await snapshotFor({ url: this.host.url, code: this.code }, seat)));
    }
    let lastTick = performance.now();
    await within(SETTLE_MS, () => {
      // Heartbeats come by the host's clock, which the test has to turn.
      if (performance.now() - lastTick > 100) {
        lastTick = performance.now();
        this.clock.advance(400);
      }
      return this.screens.every(
        ({ isLive, view, seat }) => isLive && isDeepStrictEqual(lasting(view), due.get(seat.id)),
      );
    });
  }

  /** Ends the host properly and folds what it left. */
  async fold(): Promise<StoredGame> {
    for (const screen of this.screens) screen.close();
    this.line.cut();
    await this.host.close();
    const { eventStore } = createMemoryStore(this.#contents);
    return readStoredGame(eventStore, this.#folderOf(this.#lives), this.clock);
  }

  async close(): Promise<void> {
    for (const screen of this.screens) screen.close();
    this.#line?.close();
    await this.#host?.close();
    this.#folder.dispose();
  }

  async #joins(team: number): Promise<void> {
    const body = { player_name: `P${this.players.length + 1}`, team_number: team };
    const joined = await fetch(`${this.line.url}/api/v2/games/${this.code}/players`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { player_id: id, token } = readObject(await joined.text());
    this.players.push({ id: Number(id), token: String(token) });
  }

  async #start(dataFolder: string): Promise<Host> {
    return createHost({
      dataFolder,
      port: 0,
      mdns: false,
      allowHosts: [],
      pagesFolder: join(dataFolder, 'no-pages'),
      version: 'test',
      clock: this.clock,
      randomBytes: (size) => randomBytes(size),
      openData: async (options) => ({
        ...(await openData(options)),
        ...createMemoryStore(this.#contents),
        games: undefined,
      }),
      failpoint: (point) => this.#passes(point),
    });
  }

  #passes(point: Failpoint): void {
    if (point === this.#dieAt) this.#die();
    if (this.isDiskFull && point === 'before_transaction') throw new Error('the disk is full');
  }

  /** What it does after this reaches neither the image nor anybody. */
  #die(): void {
    this.#dieAt = null;
    const from = this.#folderOf(this.#lives);
    this.#image = { folder: this.#nextFolder(), contents: structuredClone(this.#contents) };
    cpSync(from, this.#image.folder, { recursive: true });
    for (const line of this.#lines()) {
      line.takesCalls = false;
      line.cut();
    }
  }

  #lines(): readonly NetworkProxy[] {
    return [...this.screens.map(({ proxy: line }) => line), ...(this.#line === null ? [] : [this.#line])];
  }

  #nextFolder(): string {
    this.#lives += 1;
    return this.#folderOf(this.#lives);
  }

  #folderOf(life: number): string {
    return join(this.#folder.path, `life-${life}`);
  }
}
