/** The time of a host: its own, or what it shares with others. */
import type { Warning } from '../../protocol/host-warnings.ts';
import type { Cleanup } from '../cleanup.ts';
import type { WarningTopic } from '../reporting/warnings.ts';
import type { HostStore } from '../storage/open-store.ts';
import { type Clock, createHostTime, type HostTime } from './clock.ts';
import { shareTime } from './shared-time.ts';

export interface OpenHostTimeOptions {
  readonly data: Pick<HostStore, 'sharedClock'>;
  /** Whether other hosts have the same games open. */
  readonly isShared: boolean;
  readonly clock: Clock;
  readonly report: (message: string, error?: unknown) => void;
  readonly warn: (topic: WarningTopic, warning: Warning | null) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

/** Rejects with `StorageError` if the time that hosts share cannot be read. */
export async function openHostTime({
  data: { sharedClock: shared },
  isShared,
  clock,
  report,
  warn,
  cleanup,
}: OpenHostTimeOptions): Promise<HostTime> {
  if (!isShared || shared === undefined) return createHostTime(clock);
  const time = await shareTime({
    clock,
    shared,
    onCorrection: (correctionMs) => warn('database clock', databaseClockWarning(correctionMs)),
    report,
  });
  cleanup.defer('the time that hosts share', () => time.stop());
  return time;
}

function databaseClockWarning(correctionMs: number): Warning | null {
  return correctionMs === 0 ? null : { code: 'database_clock', params: { ahead_ms: -correctionMs } };
}
