/** While a game is unfinished, keeps the laptop awake and warns of what would end it: an empty battery, the lid, a sleep. */
import type { Warning } from '../../protocol/host-warnings.ts';
import type { RunningGames } from '../rooms/running-games.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { type BatteryLevel, batteryLevel } from './battery-level.ts';
import type { PowerAccess } from './power-access.ts';

const LOOK_MS = 60_000;
/** Whoever plugs the laptop in wants to see that it helped. */
const LOOK_WHILE_LOW_MS = 10_000;
/** The lid is talked about when a game begins, not for the whole evening. */
export const LID_TOLD_MS = 10 * 60_000;

export interface PowerWatchOptions {
  readonly access: PowerAccess;
  readonly games: Pick<RunningGames, 'unfinished' | 'listen'>;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly warn: (topic: 'battery' | 'lid' | 'staying awake', warning: Warning | null) => void;
  readonly report: (message: string, error?: unknown) => void;
}

export interface PowerWatch {
  /** Looks at once: the laptop was plugged in or out. */
  look(): void;
  stop(): void;
}

export function watchPower(options: PowerWatchOptions): PowerWatch {
  const { access, games, clock, warn, report } = options;
  let current: Night | null = null;
  const stopNight = () => {
    current?.abort.abort();
    current?.cancel();
    current = null;
    lock.release();
    for (const topic of ['battery', 'lid', 'staying awake'] as const) warn(topic, null);
  };

  const lock = access.createLock(() => {
    const isRefused = current !== null && lock.state === 'refused';
    warn('staying awake', isRefused ? { code: 'sleep_allowed', params: { system: access.system } } : null);
    lookAndReport();
  });

  const look = async () => {
    const night = current;
    if (night === null) return;
    night.cancel();
    const { battery, sleepsWithLid } = await access.read(night.abort.signal);
    if (night !== current) return;
    night.level = batteryLevel(night.level, battery);
    warn('battery', night.level === null ? null : { code: 'battery_low', params: { percent: night.level } });
    const isLidTold = clock.monotonic() - night.begunAt < LID_TOLD_MS;
    const isLidOpenNeeded = isLidTold && sleepsWithLid === true && !lock.coversLid;
    warn('lid', isLidOpenNeeded ? { code: 'lid_sleeps', params: {} } : null);
    night.cancel();
    night.cancel = clock.after(night.level === null ? LOOK_MS : LOOK_WHILE_LOW_MS, () => {
      // Its program may have been ended.
      lock.hold();
      lookAndReport();
    });
  };
  const lookAndReport = () => {
    look().catch((error: unknown) => report('the power could not be looked at', error));
  };

  const follow = () => {
    const isNight = games.unfinished().length > 0;
    if (isNight === (current !== null)) return;
    if (!isNight) return stopNight();
    current = {
      begunAt: clock.monotonic(),
      level: null,
      abort: new AbortController(),
      cancel: () => undefined,
    };
    lock.hold();
    lookAndReport();
  };
  const stopListening = games.listen(follow);
  follow();
  return {
    look: lookAndReport,
    stop() {
      stopListening();
      stopNight();
    },
  };
}

/** From the first unfinished game to the last. */
interface Night {
  /** Monotonic ms. */
  readonly begunAt: number;
  readonly abort: AbortController;
  level: BatteryLevel | null;
  /** Cancels the next look. */
  cancel: Cancel;
}
