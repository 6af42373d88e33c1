/** When a room starts its next transaction: at once for one who is alone, a moment later while a crowd is sending. */
import type { Clock } from '../time/clock.ts';

/** A crowd that has been silent for this long has nothing more to say for now. */
const QUIET_MS = 0.2;
/** Nobody waits longer than this for others. */
const MAX_WAIT_MS = 1;
/** The same in turns of the event loop, each some microseconds long: for clocks that stand still. */
const MAX_TURNS = 1_000;
/** A crowd of so long ago has gone home. */
const CROWD_MEMORY_MS = 50;

export interface GroupCommit {
  /** One more waits; calls `start` when it is time, never within this call. */
  enqueue(): void;
  /** What was added last is the host's own doing: it and all that waits go next turn, and it is no crowd. */
  flushNow(): void;
  /** So many went into a transaction together: as many may come again. */
  committed(count: number): void;
}

/**
 * Commands that share a transaction share its `fsync`, the dearest step there is. Those who were answered together send again
 * together, spread over a few turns of the event loop: while as many as last time have not come back, and some still do, the
 * transaction waits. A single sender never waits.
 */
export function createGroupCommit(clock: Pick<Clock, 'monotonic' | 'defer'>, flush: () => void): GroupCommit {
  let expected = 1;
  let waiting = 0;
  let turns = 0;
  let hostCommands = 0;
  let firstAt = 0;
  let lastAt = 0;
  let committedAt = Number.NEGATIVE_INFINITY;

  const flushIfDue = () => {
    if (waiting === 0) return;
    const now = clock.monotonic();
    turns += 1;
    if (
      hostCommands > 0 ||
      waiting >= expected ||
      turns >= MAX_TURNS ||
      now - lastAt >= QUIET_MS ||
      now - firstAt >= MAX_WAIT_MS
    )
      flush();
    else clock.defer(flushIfDue);
  };

  return {
    enqueue() {
      lastAt = clock.monotonic();
      waiting += 1;
      if (waiting > 1) return;
      firstAt = lastAt;
      turns = 0;
      if (firstAt - committedAt > CROWD_MEMORY_MS) expected = 1;
      clock.defer(flushIfDue);
    },
    flushNow() {
      hostCommands += 1;
    },
    committed(count) {
      const callerCommands = count - hostCommands;
      waiting = 0;
      hostCommands = 0;
      committedAt = clock.monotonic();
      // One less each time, so that a crowd that shrank is not waited for.
      expected = Math.max(callerCommands, expected - 1, 1);
    },
  };
}
