import type { LoggedEvent } from '../../game/events.ts';

/** Evenings that are over, where they are kept for a time only. Every call rejects with `StorageError` if the store fails. */
export interface EndedGames {
  /**
   * The games that have ended and in which nothing has happened since `before`, ms since 1970, nor been taken in from a file; with `named`,
   * those alone whose names are still there. Oldest first.
   */
  list(before: number, named: boolean): Promise<readonly number[]>;
  /** Whether the game would be listed now, with its names or without: not if somebody has gone on with it since it was. */
  isOver(gameId: number, before: number): Promise<boolean>;
  /**
   * Puts these events in the place of the game's, which are as many, and removes the answers and tickets that may name somebody. False:
   * it would not be listed now, the log does not end with the last of these any more, or its names are gone already, and nothing was changed.
   */
  removeNames(gameId: number, before: number, events: readonly LoggedEvent[]): Promise<boolean>;
}
