/** When a room starts its next transaction: at once for one who is alone, a moment later while a crowd is sending. */
import type { Clock } from '../time/clock.ts';

/** A crowd that has been silent for this long has nothing more to say for now. */
const SILENCE_MS = 0.2;
/** Nobody waits longer than this for others. */
const LONGEST_MS = 1;
/** The same in turns of the event loop, each some microseconds long: for clocks that stand still. */
const MOST_TURNS = 1_000;
/** A crowd of so long ago has gone home. */
const RECENT_MS = 50;

export interface Gathering {
  /** One more waits; calls `start` when it is time, never within this call. */
  add(): void;
  /** What was added last is the host's own doing: it and all that waits go next turn, and it is no crowd. */
  hurry(): void;
  /** So many went into a transaction together: as many may come again. */
  took(count: number): void;
}

/**
 * Commands that share a transaction share its `fsync`, the dearest step there is. Those who were answered together send again
 * together, spread over a few turns of the event loop: while as many as last time have not come back, and some still do, the
 * transaction waits. A single sender never waits.
 */
export function createGathering(clock: Pick<Clock, 'steady' | 'soon'>, start: () => void): Gathering {
  let expected = 1;
  let waiting = 0;
  let turns = 0;
  let ownDoing = 0;
  let firstAt = 0;
  let lastAt = 0;
  let tookAt = Number.NEGATIVE_INFINITY;

  const look = () => {
    if (waiting === 0) return;
    const now = clock.steady();
    turns += 1;
    if (
      ownDoing > 0 ||
      waiting >= expected ||
      turns >= MOST_TURNS ||
      now - lastAt >= SILENCE_MS ||
      now - firstAt >= LONGEST_MS
    )
      start();
    else clock.soon(look);
  };

  return {
    add() {
      lastAt = clock.steady();
      waiting += 1;
      if (waiting > 1) return;
      firstAt = lastAt;
      turns = 0;
      if (firstAt - tookAt > RECENT_MS) expected = 1;
      clock.soon(look);
    },
    hurry() {
      ownDoing += 1;
    },
    took(count) {
      const crowd = count - ownDoing;
      waiting = 0;
      ownDoing = 0;
      tookAt = clock.steady();
      // One less each time, so that a crowd that shrank is not waited for.
      expected = Math.max(crowd, expected - 1, 1);
    },
  };
}
