/** Notices that the laptop slept, or that its process stood still, and says so for a while. */
import type { Warning } from '../../protocol/host-warnings.ts';
import { type Cancel, type Clock, type HostTime, stopwatch } from '../time/clock.ts';
import { TICK_MS } from '../time/play-clock.ts';

/** Shorter than this, phones have not even noticed, and a slow laptop would be said to have slept. */
export const SLEEP_NOTICED_MS = 10_000;
/** Until everybody who looks at the desk has read it. */
export const SLEEP_TOLD_MS = 10 * 60_000;

export interface SleepWatchOptions {
  readonly clock: Clock;
  readonly hostTime: Pick<HostTime, 'now'>;
  /** Whether there is a game that it matters to. */
  readonly isNeeded: () => boolean;
  readonly warn: (warning: Warning | null) => void;
}

export interface SleepWatch {
  /** Looks at once: the laptop may just have woken up. */
  look(): void;
  stop(): void;
}

export function watchSleep({ clock, hostTime, isNeeded, warn }: SleepWatchOptions): SleepWatch {
  const elapsed = stopwatch(clock);
  let cancelTick: Cancel = () => undefined;
  let cancelEnd: Cancel = () => undefined;

  const look = () => {
    const { withSleep: passedMs } = elapsed();
    if (passedMs - TICK_MS < SLEEP_NOTICED_MS || !isNeeded()) return;
    const until = hostTime.now();
    warn({ code: 'laptop_slept', params: { from: Math.round(until - passedMs), until } });
    cancelEnd();
    cancelEnd = clock.after(SLEEP_TOLD_MS, () => warn(null));
  };
  const schedule = () => {
    cancelTick = clock.after(TICK_MS, () => {
      look();
      schedule();
    });
  };
  schedule();
  return {
    look,
    stop() {
      cancelTick();
      cancelEnd();
    },
  };
}
