/** The time of a host: its own, or what it shares with others. */
import type { Cleanup } from '../cleanup.ts';
import type { HostStore } from '../storage/open-store.ts';
import { type Clock, createHostTime, type HostTime } from './clock.ts';
import { shareTime } from './shared-time.ts';

export interface OpenHostTimeOptions {
  readonly data: Pick<HostStore, 'readClock'>;
  /** Whether other hosts have the same games open. */
  readonly isShared: boolean;
  readonly clock: Clock;
  readonly report: (message: string, error?: unknown) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

/** Rejects with `StorageError` if the time that hosts share cannot be read. */
export async function openHostTime({
  data: { readClock },
  isShared,
  clock,
  report,
  cleanup,
}: OpenHostTimeOptions): Promise<HostTime> {
  if (!isShared || readClock === undefined) return createHostTime(clock);
  const time = await shareTime({ clock, read: readClock, report });
  cleanup.defer('the time that hosts share', () => time.stop());
  return time;
}
