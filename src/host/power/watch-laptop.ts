/** Watches over what may stop a laptop in mid-game: sleep, the battery, the lid. */
import type { Warning } from '../../protocol/host-warnings.ts';
import type { Cleanup } from '../cleanup.ts';
import type { WarningTopic } from '../reporting/warnings.ts';
import type { RunningGames } from '../rooms/running-games.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import { thisPower, type PowerAccess } from './power-access.ts';
import { watchPower, type PowerWatch } from './power-watch.ts';
import { watchSleep, type SleepWatch } from './sleep-watch.ts';

export interface WatchLaptopOptions {
  /** Absent: that of this machine, without what only a window has. */
  readonly power: PowerAccess | undefined;
  readonly games: RunningGames;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly warn: (topic: WarningTopic, warning: Warning | null) => void;
  readonly report: (message: string, error?: unknown) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

export function watchLaptop({ power, cleanup, ...options }: WatchLaptopOptions): {
  readonly sleep: SleepWatch;
  readonly power: PowerWatch;
} {
  const { games, clock, hostTime, warn, report } = options;
  const sleep = watchSleep({
    clock,
    hostTime,
    isNeeded: () => games.unfinished().length > 0,
    warn: (warning) => warn('sleep', warning),
  });
  cleanup.defer('the watch for sleep', () => sleep.stop());
  const watch = watchPower({ access: power ?? thisPower(false), games, clock, warn, report });
  cleanup.defer('the watch over the power', () => watch.stop());
  return { sleep, power: watch };
}
