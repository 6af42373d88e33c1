/** Long work in slices, between which everyone else gets a turn of the event loop. */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Short, because a command passes through several turns of the event loop and may wait for a slice in each, ms. */
const SLICE_MS = 4;

export interface TimeSlices {
  /** Whether it is others' turn: then await `next()`. Cheap enough to ask for every event. */
  isOver(): boolean;
  /** Resolves in a later turn of the event loop, when the next slice begins. */
  next(): Promise<void>;
}

/** @param monotonic ms from an arbitrary start */
export function createTimeSlices(monotonic: () => number = () => performance.now()): TimeSlices {
  let end = monotonic() + SLICE_MS;
  return {
    isOver: () => monotonic() >= end,
    async next() {
      await nextTurn();
      end = monotonic() + SLICE_MS;
    },
  };
}

/** Work that yields wherever it may be interrupted. */
export type Interruptible<Result> = Generator<void, Result, void>;

/** Does the work at once, for when nobody else is waiting. */
export function runAtOnce<Result>(work: Interruptible<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Does the work in slices. Rejects as the work throws. */
export async function runInSlices<Result>(
  work: Interruptible<Result>,
  slices: TimeSlices = createTimeSlices(),
): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (slices.isOver()) await slices.next();
  }
}
