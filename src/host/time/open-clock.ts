/** The clock of a host, and what is wrong with what it says. */
import type { Warning } from '../../protocol/host-warnings.ts';
import { type Clock, systemClock } from './clock.ts';

/** Nobody had this program before the first, and no laptop lasts until the second: a clock that says so is wrong. */
const [EARLIEST_RIGHT, LATEST_RIGHT] = [Date.UTC(2026, 0), Date.UTC(2100, 0)];
/** No other time is used, whatever the clock says: what is stored leaves room for later times, and fits wherever it is written. */
const [EARLIEST_USED, LATEST_USED] = [0, Date.UTC(2900, 0)];

/**
 * The clock as the host uses it: its wall clock stands at the nearest time that can be used where it says any other.
 * @param clock the system's if absent
 * @param warn receives a warning if what it says now must be wrong
 */
export function openClock(clock: Clock = systemClock(), warn: (warning: Warning) => void): Clock {
  const says = clock.wall();
  if (says < EARLIEST_RIGHT || says >= LATEST_RIGHT) warn({ code: 'clock_wrong', params: { says } });
  return { ...clock, wall: () => Math.min(Math.max(clock.wall(), EARLIEST_USED), LATEST_USED) };
}
