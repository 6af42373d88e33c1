import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import type { Host } from '../host/host-types.ts';

export type Blocker = Pick<PowerSaveBlocker, 'start' | 'stop'>;
export type SleepMonitor = Pick<PowerMonitor, 'on' | 'off'>;

/** Keeps laptop and display awake exactly while a game is in progress. Returns the way to let it sleep again. */
export function keepAwake(blocker: Blocker, host: Pick<Host, 'runningGames' | 'onGames'>): () => void {
  let blocking: number | null = null;
  const release = () => {
    if (blocking !== null) blocker.stop(blocking);
    blocking = null;
  };
  const follow = () => {
    const isPlaying = host.runningGames().some(({ status }) => status === 'in_progress');
    if (!isPlaying) release();
    else blocking ??= blocker.start('prevent-display-sleep');
  };
  const unsubscribe = host.onGames(follow);
  follow();
  return () => {
    unsubscribe();
    release();
  };
}

/** Hands the laptop's sleep to the host, which does not count that time. Returns the way to stop. */
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
