/** Decides when a room commits its queued commands: at once for a single sender, slightly later while many are sending. */
import type { Clock } from '../time/clock.ts';

/** If nothing has arrived for this long, ms, nothing more is expected for now. */
const QUIET_MS = 0.2;
/** No command waits longer than this for others, ms. */
const MAX_WAIT_MS = 1;
/** The same limit in turns of the event loop, a few microseconds each, in case the clock stands still. */
const MAX_TURNS = 1_000;
/** A batch committed longer ago than this, ms, says nothing about how many are sending now. */
const CROWD_MEMORY_MS = 50;

export interface GroupCommit {
  /** Counts one more queued command. Calls `flush` when it is time, but never synchronously. */
  enqueue(): void;
  /** The last command queued is the host's own. Flushes next turn, and does not count that command when estimating the next batch. */
  flushNow(): void;
  /** `count` commands went into one transaction; as many may follow. */
  committed(count: number): void;
}

/**
 * Commands in one transaction share its `fsync`, by far the most expensive step. Clients that were answered together tend to send
 * again together, spread over a few turns of the event loop. So the transaction waits until as many commands have arrived as last
 * time, or no more are arriving. A single sender never waits.
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
      // Falls by one each time, so that a shrinking crowd is not waited for.
      expected = Math.max(callerCommands, expected - 1, 1);
    },
  };
}
