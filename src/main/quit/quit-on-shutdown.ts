import type { BrowserWindow, Event, PowerMonitor } from 'electron';

export interface ShutdownDependencies {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly desk: Pick<BrowserWindow, 'on'>;
}

/**
 * Quits on shutdown, log-out or a signal, and never blocks them. On macOS and Linux, preventing 'shutdown' only asks the system to
 * wait until the app has gone; on Windows nothing is prevented, or the system would report that this app is blocking shutdown.
 */
export function quitOnShutdown(
  { process, powerMonitor, desk }: ShutdownDependencies,
  quit: () => void,
): void {
  powerMonitor.on('shutdown', (event?: Pick<Event, 'preventDefault'>) => {
    event?.preventDefault();
    quit();
  });
  desk.on('query-session-end', quit);
  desk.on('session-end', quit);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
}
