/** The time of hosts that share their games: the database's, which each of them measures as a page measures its host's. */
import type { Cancel, Clock, HostTime } from './clock.ts';

export interface SharedTimeOptions {
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  /** The database's clock, ms since 1970. */
  readonly read: () => Promise<number>;
  /** Called once for each run of failures. */
  readonly report: (message: string, error: unknown) => void;
}

export interface SharedTime extends HostTime {
  stop(): void;
}

/** How often it is measured, ms. Quartz is off by some tens of microseconds a second. */
const MEASURE_EVERY_MS = 5_000;
const FIRST_MEASUREMENTS = 3;
/** The best of so many counts: what was answered fastest is known best. */
const KEPT = 6;
/** What a good measurement may be off by, ms. */
const CERTAIN_MS = 50;
/** How much less sure of it one is with each ms that passes. */
const DRIFT = 1e-4;

interface Measurement {
  /** What the database's clock is ahead of the monotonic one, ms. */
  readonly aheadMs: number;
  /** What that may be off by, ms. */
  readonly offByMs: number;
  /** Monotonic ms. */
  readonly at: number;
}

/**
 * Measures it from now on. The time never goes back: where a host was ahead, it stands still until the others are there. Rejects as
 * `read` does if the first measurements fail.
 */
export async function shareTime({ clock, read, report }: SharedTimeOptions): Promise<SharedTime> {
  let measured: readonly Measurement[] = [];
  let aheadMs = 0;
  let last = 0;
  let isFailing = false;
  let isStopped = false;
  let cancel: Cancel = () => undefined;

  const measure = async (): Promise<void> => {
    const askedAt = clock.monotonic();
    const time = await read();
    const answeredAt = clock.monotonic();
    const offByMs = (answeredAt - askedAt) / 2;
    // It was read somewhere in between. Who is not certain enough takes the earliest that it can be, so that nothing is due too soon.
    const readAt = offByMs > CERTAIN_MS ? answeredAt : askedAt + offByMs;
    measured = [...measured.slice(1 - KEPT), { aheadMs: time - readAt, offByMs, at: answeredAt }];
    aheadMs = bestOf(measured, answeredAt).aheadMs;
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
      last = Math.max(last, Math.floor(clock.monotonic() + aheadMs));
      return last;
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

function bestOf(measured: readonly Measurement[], now: number): Measurement {
  const offBy = ({ offByMs, at }: Measurement) => offByMs + (now - at) * DRIFT;
  return measured.reduce((best, each) => (offBy(each) <= offBy(best) ? each : best));
}
