import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import type { Host, HostedGame } from '../host/host-types.ts';

export type SleepBlocker = Pick<PowerSaveBlocker, 'start' | 'stop'>;
export type PowerEvents = Pick<PowerMonitor, 'on' | 'off'>;

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

/**
 * Tells the host when the laptop sleeps, so that it doesn't count that time, and when it is plugged in or out. Returns a function that
 * stops this.
 */
export function forwardPower(
  monitor: PowerEvents,
  host: Pick<Host, 'suspend' | 'resume' | 'powerChanged'>,
): () => void {
  const suspend = () => host.suspend();
  const resume = () => host.resume();
  const change = () => host.powerChanged();
  monitor.on('suspend', suspend);
  monitor.on('resume', resume);
  monitor.on('on-ac', change);
  monitor.on('on-battery', change);
  return () => {
    monitor.off('on-ac', change);
    monitor.off('on-battery', change);
    monitor.off('suspend', suspend);
    monitor.off('resume', resume);
  };
}
