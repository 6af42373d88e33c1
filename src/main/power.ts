import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import type { Host, HostedGame } from '../host/host-types.ts';

export type Blocker = Pick<PowerSaveBlocker, 'start' | 'stop'>;
export type SleepMonitor = Pick<PowerMonitor, 'on' | 'off'>;

/** Whether a game needs this hold. */
type Wish = (game: HostedGame) => boolean;

/**
 * Keeps the laptop awake while any game is unfinished, in the lobby or a pause too, so that phones can join and stay. Only a game
 * in progress keeps the display on. Returns the function that lets it sleep again.
 */
export function keepAwake(blocker: Blocker, host: Pick<Host, 'unfinishedGames' | 'onGames'>): () => void {
  const ways = [
    createHold(blocker, 'prevent-app-suspension', () => true),
    createHold(blocker, 'prevent-display-sleep', ({ status }) => status === 'in_progress'),
  ];
  const follow = () => {
    for (const hold of ways) hold.follow(host.unfinishedGames());
  };
  const unsubscribe = host.onGames(follow);
  follow();
  return () => {
    unsubscribe();
    for (const hold of ways) hold.follow([]);
  };
}

/** Holds one kind of wake lock, once, while any of the games needs it. */
function createHold(
  blocker: Blocker,
  way: Parameters<Blocker['start']>[0],
  isWished: Wish,
): { follow(games: readonly HostedGame[]): void } {
  let blocking: number | null = null;
  return {
    follow(games) {
      if (games.some(isWished)) blocking ??= blocker.start(way);
      else if (blocking !== null) {
        blocker.stop(blocking);
        blocking = null;
      }
    },
  };
}

/** Hands the laptop's sleep to the host, which does not count that time. Returns the function that stops this. */
export function followSleep(monitor: SleepMonitor, host: Pick<Host, 'suspend' | 'resume'>): () => void {
  const suspend = () => host.suspend();
  const resume = () => host.resume();
  monitor.on('suspend', suspend);
  monitor.on('resume', resume);
  return () => {
    monitor.off('suspend', suspend);
    monitor.off('resume', resume);
  };
}
