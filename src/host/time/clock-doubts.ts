/**
 * Tells a step of the database's clock from a host that stood still: hosts that share their games ask each other, by a row of the
 * database. A monotonic clock may stand still, with its machine, but two of them that go on differ only where the database's was set.
 */

/** What the database says at one moment. Times are ms since 1970. */
export interface ClockReading {
  /** What its clock says. */
  readonly clock: number;
  /** What has to be added to that, so that the time of all hosts goes on as if nobody had set the clock, ms. */
  readonly correctionMs: number;
  /** The number of the latest doubt. */
  readonly doubt: number;
  /** Open: a host believes that the clock was set. Denied: another has seen nothing of it. Settled: it was, and has been corrected. */
  readonly doubtState: 'open' | 'denied' | 'settled';
  /** When a host was alive last, by the time of hosts; null: none ever was. */
  readonly seenAt: number | null;
}

/** The clock of the database that hosts share. Everything rejects with `StorageError`. */
export interface SharedClock {
  readonly read: () => Promise<ClockReading>;
  /** Opens a doubt about the clock with this correction, and tells its number. Null: another host has done so, or has corrected it. */
  readonly doubt: (correctionMs: number) => Promise<number | null>;
  /** Says that there was no step. Changes nothing where the doubt is no longer open. */
  readonly deny: (doubt: number) => Promise<void>;
  /** From now on all hosts have this correction. Changes nothing where the doubt is no longer open. */
  readonly correct: (doubt: number, correctionMs: number) => Promise<void>;
  /** Ends what hosts that live no longer have left: an open doubt, and words that hosts were alive later than now. */
  readonly beginAnew: (left: ClockReading, correctionMs: number) => Promise<void>;
}

/** The time of all hosts. */
export const timeOf = ({ clock, correctionMs }: Pick<ClockReading, 'clock' | 'correctionMs'>) =>
  clock + correctionMs;

/** Less is no step, but what clocks differ by, ms: hosts follow it. */
export const STEP_MS = 1_000;
/** How long others may deny it, ms: each asks once a second, or waits for the database for six seconds. */
const VERDICT_MS = 10_000;
/** Who began to look when the clock may have been set already knows nothing of it. */
const WITNESS_MS = 10_000;
/** What was measured badly corrects nothing so soon: with other measurements, it would be known better. */
const BAD_VERDICT_MS = 30_000;
/** Whoever has seen no step for so long ends a doubt that nobody follows any more. */
const ABANDONED_MS = 30_000;

export type Verdict =
  /** It is the time. */
  | 'follow'
  /** It may not be: the host's own clock goes on. */
  | 'wait'
  /** It is, and this host's own clock has stood still. */
  | 'adopt';

export interface Judged {
  readonly reading: ClockReading;
  /** How far it is from what the monotonic clock foresaw, ms; 0: no step. */
  readonly stepMs: number;
  /** Whether a step would have shown. */
  readonly isSure: boolean;
  /** Whether there may have been one that cannot be told from a bad measurement. */
  readonly isOdd: boolean;
  /** Whether a step is known to well below a second. */
  readonly isExact: boolean;
}

/** @param now the host's monotonic clock, ms */
export function createClockDoubts(
  shared: Pick<SharedClock, 'doubt' | 'deny' | 'correct'>,
  now: () => number,
): (judged: Judged) => Promise<Verdict> {
  let watchingSince = now();
  /** The latest doubt that this host has seen open, since when it has had a part in it, and which. */
  let seen: { readonly doubt: number; readonly at: number; readonly part: Part } | null = null;

  return async ({ reading: { doubt, doubtState, correctionMs }, stepMs, isSure, isOdd, isExact }) => {
    const isStep = stepMs !== 0;
    const before = seen?.doubt === doubt ? seen.part : null;
    const part = partAfter(before, isStep);
    if (doubtState === 'open' && part !== before) seen = { doubt, at: now(), part };
    const seenAt = seen?.doubt === doubt ? seen.at : now();
    if (!isStep) {
      // From now on it goes by that.
      if (isOdd) watchingSince = now();
      const isWitness = part === 'none' && isSure && seenAt - watchingSince >= WITNESS_MS;
      const isAbandoned = now() - seenAt >= ABANDONED_MS;
      if (doubtState !== 'open') seen = null;
      else if (isWitness || isAbandoned) await shared.deny(doubt);
      return 'follow';
    }
    if (doubtState === 'open') {
      const patienceMs = isExact ? VERDICT_MS : BAD_VERDICT_MS;
      if (now() - seenAt >= patienceMs) await shared.correct(doubt, corrected(correctionMs - stepMs));
      return 'wait';
    }
    if (doubtState === 'denied' && before === 'doubts') {
      seen = null;
      return 'adopt';
    }
    const opened = await shared.doubt(correctionMs);
    // Another host may deny it before this one looks again.
    if (opened !== null) seen = { doubt: opened, at: now(), part: 'doubts' };
    return 'wait';
  };
}

/**
 * Of a host in a doubt: it has it; it had it, but sees no step any more; or it has seen none. Only the last can witness that there was none:
 * a clock may be set, put right for a moment, and set again.
 */
type Part = 'doubts' | 'doubted' | 'none';

function partAfter(before: Part | null, isStep: boolean): Part {
  if (isStep) return 'doubts';
  return before === 'doubts' || before === 'doubted' ? 'doubted' : 'none';
}

/** A clock that has been put right is followed again. */
function corrected(correctionMs: number): number {
  return Math.abs(correctionMs) < STEP_MS ? 0 : Math.round(correctionMs);
}
