/** Publishes a room's events once their answers have been sent, and keeps the last of them for screens that come back. */
import { REPLAY_BUFFER_EVENTS } from '../../protocol/frames.ts';
import type { Clock } from '../time/clock.ts';
import type { PublishedEvent } from './event-bus.ts';

export interface EventPublisher {
  /** Answers are sent first; frames follow in the next turn of the event loop. */
  publishSoon(events: readonly PublishedEvent[]): void;
  /** Publishes what is still to come at once. */
  publishNow(): void;
  /** The last `count` events; null if they are not all kept. */
  last(count: number): readonly PublishedEvent[] | null;
}

export function createEventPublisher(
  clock: Pick<Clock, 'defer'>,
  publish: (events: readonly PublishedEvent[]) => void,
): EventPublisher {
  const kept: PublishedEvent[] = [];
  let unpublished: PublishedEvent[] = [];

  const publishNow = () => {
    const events = unpublished;
    if (events.length === 0) return;
    unpublished = [];
    publish(events);
  };
  return {
    publishSoon(events) {
      if (events.length === 0) return;
      kept.push(...events);
      if (kept.length > REPLAY_BUFFER_EVENTS) kept.splice(0, kept.length - REPLAY_BUFFER_EVENTS);
      unpublished.push(...events);
      clock.defer(publishNow);
    },
    publishNow,
    last(count) {
      if (count < 0 || count > kept.length) return null;
      return count === 0 ? [] : kept.slice(-count);
    },
  };
}
