import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import type { Host, HostedGame } from '../host/host-types.ts';

export type SleepBlocker = Pick<PowerSaveBlocker, 'start' | 'stop'>;
export type SleepMonitor = Pick<PowerMonitor, 'on' | 'off'>;

/** Whether a game needs this wake lock. */
type NeedsWakeLock = (game: HostedGame) => boolean;

/**
 * Keeps the laptop awake while any game is unfinished, even in the lobby or paused, so that phones can join and stay connected.
 * Only a game in progress keeps the display on. Returns a function that lets the laptop sleep again.
 */
export function keepAwake(
  blocker: SleepBlocker,
  host: Pick<Host, 'unfinishedGames' | 'onGames'>,
): () => void {
  const wakeLocks = [
    createWakeLock(blocker, 'prevent-app-suspension', () => true),
    createWakeLock(blocker, 'prevent-display-sleep', ({ status }) => status === 'in_progress'),
  ];
  const update = () => {
    for (const wakeLock of wakeLocks) wakeLock.follow(host.unfinishedGames());
  };
  const unsubscribe = host.onGames(update);
  update();
  return () => {
    unsubscribe();
    for (const wakeLock of wakeLocks) wakeLock.follow([]);
  };
}

/** Holds one kind of wake lock for as long as any of the games needs it. */
function createWakeLock(
  blocker: SleepBlocker,
  type: Parameters<SleepBlocker['start']>[0],
  needsWakeLock: NeedsWakeLock,
): { follow(games: readonly HostedGame[]): void } {
  let blockerId: number | null = null;
  return {
    follow(games) {
      if (games.some(needsWakeLock)) blockerId ??= blocker.start(type);
      else if (blockerId !== null) {
        blocker.stop(blockerId);
        blockerId = null;
      }
    },
  };
}

/** Tells the host when the laptop sleeps, so that it doesn't count that time. Returns a function that stops this. */
export function forwardSleep(monitor: SleepMonitor, host: Pick<Host, 'suspend' | 'resume'>): () => void {
  const suspend = () => host.suspend();
  const resume = () => host.resume();
  monitor.on('suspend', suspend);
  monitor.on('resume', resume);
  return () => {
    monitor.off('suspend', suspend);
    monitor.off('resume', resume);
  };
}
