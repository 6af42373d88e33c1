/** Carries what was decided from a room to whoever fans it out. Between hosts it may lose, delay or repeat; a hub copes. */
import type { GameSummary } from '../../protocol/present.ts';
import type { Cancel } from '../time/clock.ts';

/** An event as it goes out: built once, whoever listens. Plain data. */
export interface PublishedEvent {
  readonly seq: number;
  /** Host time, ms. */
  readonly at: number;
  readonly playMs: number;
  readonly publicText: string;
  /** With private fields, for bankers and for `concerns`; equal to `publicText` where there are none. */
  readonly privateText: string;
  readonly subjectId: number | null;
  /** The game right after it: all that a removed player gets under this seq. */
  readonly game: GameSummary;
}

type Listener = (events: readonly PublishedEvent[]) => void;

export interface EventBus {
  /** Of one game, in the order of their seq, once they are durable. */
  publish(gameId: number, events: readonly PublishedEvent[]): void;
  subscribe(gameId: number, listener: Listener): Cancel;
}

/** Within one process: publishing calls the listeners. */
export function createLocalBus(): EventBus {
  const listenersOf = new Map<number, Set<Listener>>();
  return {
    publish(gameId, events) {
      for (const listener of listenersOf.get(gameId) ?? []) listener(events);
    },
    subscribe(gameId, listener) {
      const listeners = listenersOf.get(gameId) ?? new Set();
      listenersOf.set(gameId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && listenersOf.get(gameId) === listeners) listenersOf.delete(gameId);
      };
    },
  };
}
