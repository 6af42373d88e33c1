/** For tests: a whole host that dies where it is told to, with the store that it has in memory, alone or with others. */
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import type { HostBus } from '../bus/host-bus.ts';
import { createHost, type Host } from '../host.ts';
import type { Failpoint } from '../rooms/room.ts';
import { StorageError, type Store } from '../storage/event-store.ts';
import { createMemoryStore, type MemoryContents } from '../storage/memory-store.fake.ts';
import { openStore } from '../storage/open-store.ts';
import type { Clock } from '../time/clock.ts';
import { createSharedClock } from '../time/shared-clock.fake.ts';
import { bareOptions } from './bare-options.harness.ts';

export interface MortalHostOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly contents: MemoryContents;
  /** To the other hosts of the same games; null: there are none. */
  readonly bus: HostBus | null;
  /** Called where something may go wrong; what it throws, the storage throws. */
  readonly onFailpoint: (host: MortalHost, point: Failpoint) => void;
}

export class MortalHost {
  readonly #options: MortalHostOptions;
  #isDead = false;
  /** Timers are the game's until this host has to end: what that waits for then comes by itself. */
  #isEnding = false;
  #host: Host | null = null;

  static async start(options: MortalHostOptions): Promise<MortalHost> {
    const host = new MortalHost(options);
    await host.#start();
    return host;
  }

  private constructor(options: MortalHostOptions) {
    this.#options = options;
  }

  get host(): Host {
    if (this.#host === null) throw new Error('the host is not up');
    return this.#host;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Nothing that it does after this reaches the store. */
  die(): void {
    this.#isDead = true;
  }

  /** What its folder holds now, for another host. */
  leaveFolderTo(folder: string): void {
    cpSync(this.#options.folder, folder, { recursive: true });
  }

  /** A client that only polls leaves by the host's clock, for instance. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.host.close();
  }

  async #start(): Promise<void> {
    const { folder, contents, bus, onFailpoint } = this.#options;
    const clock = this.#clock();
    this.#host = await createHost({
      ...bareOptions(folder),
      clock,
      randomBytes: (size) => randomBytes(size),
      openStore: async (options) => ({
        ...(await openStore(options)),
        ...this.#store(contents),
        games: undefined,
        ...(bus !== null && { sharedClock: createSharedClock(() => clock.wall()).open() }),
      }),
      ...(bus !== null && { openBus: () => bus }),
      failpoint: (point) => onFailpoint(this, point),
    });
  }

  #clock(): Clock {
    const { clock } = this.#options;
    return {
      ...clock,
      after: (ms, callback) => {
        if (!this.#isEnding) return clock.after(ms, callback);
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    };
  }

  /** What is under way when the host dies may be written, or not; nothing is begun after that. */
  #store(contents: MemoryContents): Store {
    const refuseTheDead = async () => {
      if (this.#isDead) throw new StorageError('this host is dead');
    };
    const store = createMemoryStore(contents, refuseTheDead);
    if (this.#options.bus === null) return store;
    // Of the log, not of a start: hosts go on from each other's cursors.
    return { ...store, eventStore: { ...store.eventStore, epochOf: (gameId) => `epoch-of-${gameId}` } };
  }
}
