/** The time of hosts that share their games: the database's, which each of them measures as a page measures its host's. */
import { agreeOnTime } from './agree-on-time.ts';
import { createClockDoubts, STEP_MS, timeOf, type SharedClock } from './clock-doubts.ts';
import { stopwatch, type Cancel, type Clock, type HostTime } from './clock.ts';

export interface SharedTimeOptions {
  readonly clock: Pick<Clock, 'monotonic' | 'uptime' | 'after'>;
  readonly shared: SharedClock;
  /** Receives what is added to the database's clock, ms, first and whenever it changes. */
  readonly onCorrection: (correctionMs: number) => void;
  /** Called once for each run of failures. */
  readonly report: (message: string, error: unknown) => void;
}

export interface SharedTime extends HostTime {
  stop(): void;
}

/** How often it is measured, ms: a clock that was set is noticed within. */
const MEASURE_EVERY_MS = 1_000;
const FIRST_MEASUREMENTS = 3;
/** The best of so many counts: what was answered fastest is known best. */
const KEPT = 30;
/** What a good measurement may be off by, ms. */
const CERTAIN_MS = 50;
/** How much less sure of it one is with each ms that passes. Quartz is off by some tens of microseconds a second. */
const DRIFT = 1e-4;

interface Measurement {
  /** What the time is ahead of the monotonic clock, ms. */
  readonly aheadMs: number;
  /** What that may be off by, ms. */
  readonly offByMs: number;
  /** Monotonic ms. */
  readonly at: number;
}

/**
 * Measures it from now on. The time never goes back: where a host was ahead, it stands still until the others are there. A clock of the
 * database that is set, by a second or more, changes nothing: hosts find out together, and go on by their own until they have. Rejects as
 * `read` does if the first measurements fail.
 */
export async function shareTime({
  clock,
  shared,
  onCorrection,
  report,
}: SharedTimeOptions): Promise<SharedTime> {
  const elapsed = stopwatch(clock);
  let ranMs = 0;
  /** Monotonic, with the machine's sleep. */
  const ran = () => (ranMs += elapsed().withSleep);
  let measured: readonly Measurement[] = [];
  let aheadMs = 0;
  let last = 0;
  let correctionMs: number | null = null;
  let isFailing = false;
  let isStopped = false;
  let cancel: Cancel = () => undefined;

  await agreeOnTime(shared, (ms) => new Promise((resolve) => void clock.after(ms, resolve)));
  const judge = createClockDoubts(shared, ran);

  const measure = async (): Promise<void> => {
    const askedAt = ran();
    const reading = await shared.read();
    const at = ran();
    const offByMs = (at - askedAt) / 2;
    // It was read somewhere in between. Who is not certain enough takes the earliest that it can be, so that nothing is due too soon.
    const readAt = offByMs > CERTAIN_MS ? at : askedAt + offByMs;
    const measurement = { aheadMs: timeOf(reading) - readAt, offByMs, at };
    const verdict = await judge({ reading, ...comparison(measured, measurement) });
    if (reading.correctionMs !== correctionMs) onCorrection(reading.correctionMs);
    ({ correctionMs } = reading);
    if (verdict === 'wait') return;
    measured = verdict === 'adopt' ? [measurement] : [...measured.slice(1 - KEPT), measurement];
    aheadMs = bestOf(measured, at).aheadMs;
  };
  const measureAgain = async (): Promise<void> => {
    try {
      await measure();
      isFailing = false;
    } catch (error) {
      if (!isFailing && !isStopped) report('the database’s time could not be read', error);
      isFailing = true;
    }
    plan();
  };
  const plan = (): void => {
    if (!isStopped) cancel = clock.after(MEASURE_EVERY_MS, () => void measureAgain());
  };

  for (let count = 0; count < FIRST_MEASUREMENTS; count += 1) await measure();
  plan();
  return {
    now() {
      last = Math.max(last, Math.floor(ran() + aheadMs));
      return last;
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** Of a measurement with what those before foresaw. */
function comparison(measured: readonly Measurement[], measurement: Measurement) {
  if (measured.length === 0) return { stepMs: 0, isSure: false, isOdd: false, isExact: false };
  const best = bestOf(measured, measurement.at);
  // Both ends of the way count where a measurement took the earliest.
  const allowedMs = 2 * (offByOf(best, measurement.at) + measurement.offByMs);
  const stepMs = measurement.aheadMs - best.aheadMs;
  return {
    stepMs: Math.abs(stepMs) >= STEP_MS + allowedMs ? stepMs : 0,
    isSure: allowedMs < STEP_MS,
    // What two hosts see of one step differs by what each of them may be off by.
    isOdd: Math.abs(stepMs) >= STEP_MS,
    isExact: allowedMs < STEP_MS / 2,
  };
}

function offByOf({ offByMs, at }: Measurement, now: number): number {
  return offByMs + (now - at) * DRIFT;
}

function bestOf(measured: readonly Measurement[], now: number): Measurement {
  return measured.reduce((best, each) => (offByOf(each, now) <= offByOf(best, now) ? each : best));
}
