/** For tests: a database's clock in memory, for any number of hosts. */
import type { ClockReading, SharedClock } from './clock-doubts.ts';

/** What the database says of a clock that nobody has set. */
export const NEVER_SET: Omit<ClockReading, 'clock'> = {
  correctionMs: 0,
  doubt: 0,
  doubtState: 'settled',
  seenAt: null,
};

/** @param now what the clock says, ms since 1970 */
export function createSharedClock(now: () => number) {
  let kept: Omit<ClockReading, 'clock'> = NEVER_SET;
  const isOpen = (doubt: number) => kept.doubt === doubt && kept.doubtState === 'open';
  return {
    kept: () => kept,
    set(changes: Partial<typeof kept>) {
      kept = { ...kept, ...changes };
    },
    /** @param way what the way there and back takes, or lets pass */
    open: (
      way: { there(): void; back(): void } = { there: () => undefined, back: () => undefined },
    ): SharedClock => {
      const ask = async <T>(step: () => T): Promise<T> => {
        way.there();
        const answer = step();
        way.back();
        return answer;
      };
      return {
        read: () => ask(() => ({ ...kept, clock: now() })),
        doubt: (correctionMs) =>
          ask(() => {
            if (kept.doubtState === 'open' || kept.correctionMs !== correctionMs) return null;
            kept = { ...kept, doubt: kept.doubt + 1, doubtState: 'open' };
            return kept.doubt;
          }),
        deny: (doubt) =>
          ask(() => {
            if (isOpen(doubt)) kept = { ...kept, doubtState: 'denied' };
          }),
        correct: (doubt, correctionMs) =>
          ask(() => {
            if (isOpen(doubt)) kept = { ...kept, correctionMs, doubtState: 'settled' };
          }),
        beginAnew: (_, correctionMs) =>
          ask(() => {
            kept = { ...kept, correctionMs, doubtState: 'settled' };
          }),
      };
    },
  };
}
