/** What cannot run without Electron's runtime, small and typed by the real thing's types. For tests. */
import { EventEmitter } from 'node:events';
import type { App, Event } from 'electron';
import type { Host, RunningGame } from '../host/host-types.ts';

export interface FakeEvent {
  readonly preventDefault: () => void;
  isPrevented(): boolean;
}

/** An event of Electron's that remembers whether it was prevented. */
export function fakeEvent(): Pick<Event, 'preventDefault'> & FakeEvent {
  let prevented = false;
  return { preventDefault: () => void (prevented = true), isPrevented: () => prevented };
}

/** An app that counts how it was told to go. */
export class FakeApp extends EventEmitter implements Pick<App, 'quit' | 'exit' | 'relaunch'> {
  readonly said: string[] = [];
  quit(): void {
    this.said.push('quit');
  }
  exit(code = 0): void {
    this.said.push(`exit ${code}`);
  }
  relaunch(): void {
    this.said.push('relaunch');
  }
}

/** A host with games that a test starts and ends, and without sockets or database. */
export class FakeHost implements Host {
  readonly port = 4747;
  url = 'http://127.0.0.1:4747';
  readonly ownerToken = 'owner';
  readonly said: string[] = [];
  readonly #listeners = new Set<() => void>();
  #games: readonly RunningGame[] = [];

  setGames(games: readonly RunningGame[]): void {
    this.#games = games;
    for (const listener of this.#listeners) listener();
  }
  joinUrls(): readonly string[] {
    return [];
  }
  deskUrl(): string {
    return `${this.url}/banker/#ticket=once`;
  }
  runningGames(): readonly RunningGame[] {
    return this.#games;
  }
  onGames(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  warnings(): readonly string[] {
    return [];
  }
  onWarnings(): () => void {
    return () => undefined;
  }
  suspend(): void {
    this.said.push('suspend');
  }
  resume(): void {
    this.said.push('resume');
  }
  async close(): Promise<void> {
    this.said.push('close');
    return Promise.resolve();
  }
}

export const RUNNING: RunningGame = { code: 'ABC234', name: 'Summer camp', status: 'in_progress' };
