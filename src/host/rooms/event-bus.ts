/** Carries events from a room to the hubs. Between hosts, events may be lost, delayed or repeated; hubs cope with that. */
import type { GameSummary } from '../../protocol/present.ts';
import type { Cancel } from '../time/clock.ts';

/** An event as it is sent, built once for all listeners. Plain data. */
export interface PublishedEvent {
  readonly seq: number;
  /** Host time, ms. */
  readonly at: number;
  readonly playMs: number;
  readonly publicText: string;
  /** With private fields, for bankers and for `ownerId`; equal to `publicText` if there are none. */
  readonly privateText: string;
  /** The participant who may see the private fields; null: there are none. */
  readonly ownerId: number | null;
  /** The participant whom the event is about. */
  readonly subjectId: number | null;
  /** Whether the subject is a participant who has been removed, as of this event. */
  readonly isSubjectRemoved: boolean;
  /** The game just after the event: all that a removed player is sent for this seq. */
  readonly game: GameSummary;
}

type Listener = (events: readonly PublishedEvent[]) => void;

export interface EventBus {
  /** Publishes durable events of one game, in seq order. */
  publish(gameId: number, events: readonly PublishedEvent[]): void;
  subscribe(gameId: number, listener: Listener): Cancel;
}

/** A bus within one process: publishing calls the listeners. */
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
