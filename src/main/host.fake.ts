import type { Host, HostedGame } from '../host/host-types.ts';

/** A host without sockets or a database, whose games a test starts and ends. */
export class FakeHost implements Host {
  readonly port = 4747;
  url = 'http://127.0.0.1:4747';
  readonly ownerToken = 'owner';
  readonly isAtPublicUrl = false;
  readonly recorded: string[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #waitingListeners = new Set<() => void>();
  #games: readonly HostedGame[] = [];
  #waiting = 0;

  setGames(games: readonly HostedGame[]): void {
    this.#games = games;
    for (const listener of this.#listeners) listener();
  }
  setWaiting(waiting: number): void {
    this.#waiting = waiting;
    for (const listener of this.#waitingListeners) listener();
  }
  addressesSettled(): Promise<void> {
    return Promise.resolve();
  }

  joinUrls(): readonly string[] {
    return [];
  }
  async deskUrl(): Promise<string> {
    return `${this.url}/banker/#ticket=once`;
  }
  async boardUrl(): Promise<string | null> {
    return this.unfinishedGames().length === 0 ? null : `${this.url}/board/#ticket=once`;
  }
  runningGames(): readonly HostedGame[] {
    return this.#games.filter(({ status }) => status === 'in_progress' || status === 'paused');
  }
  unfinishedGames(): readonly HostedGame[] {
    return this.#games.filter(({ status }) => status !== 'completed');
  }
  onGames(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  waitingRequests(): number {
    return this.#waiting;
  }
  onWaiting(listener: () => void): () => void {
    this.#waitingListeners.add(listener);
    return () => void this.#waitingListeners.delete(listener);
  }
  onTaken(): () => void {
    return () => undefined;
  }
  report(message: string): void {
    this.recorded.push(message);
  }
  warnings(): readonly string[] {
    return [];
  }
  onWarnings(): () => void {
    return () => undefined;
  }
  languageMistakes(): readonly string[] {
    return [];
  }
  readOwnersAgain(): void {
    this.recorded.push('readOwnersAgain');
  }
  powerChanged(): void {
    this.recorded.push('powerChanged');
  }
  suspend(): void {
    this.recorded.push('suspend');
  }
  resume(): void {
    this.recorded.push('resume');
  }
  async close(): Promise<void> {
    this.recorded.push('close');
    return Promise.resolve();
  }
}

export const RUNNING: HostedGame = { code: 'ABC234', name: 'Summer camp', status: 'in_progress' };
