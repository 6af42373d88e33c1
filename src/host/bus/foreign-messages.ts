/** Messages on the bus that no host of this version has sent: whoever gets at the bus must not fill the log. */
import type { Clock } from '../time/clock.ts';
import type { OpenBusOptions } from './host-bus.ts';

/** The log says so once in this time at most, ms. */
const QUIET_MS = 60_000;

/** Returns what counts one more. The first is told of at once, those that follow together, with the first one a minute later or more. */
export function createForeignMessages(
  clock: Pick<Clock, 'monotonic'>,
  report: OpenBusOptions['report'],
): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let untold = 0;
  return () => {
    untold += 1;
    if (clock.monotonic() - toldAt < QUIET_MS) return;
    const what = untold === 1 ? 'a message on the bus is' : `${untold} messages on the bus are`;
    report(`${what} not from a host of this version`);
    toldAt = clock.monotonic();
    untold = 0;
  };
}
