import type { BrowserWindow, Event, PowerMonitor } from 'electron';

export interface ShutdownParts {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly monitor: Pick<PowerMonitor, 'on'>;
  readonly desk: Pick<BrowserWindow, 'on'>;
}

/**
 * Leaves on shutdown, log-out or a signal, and never blocks them. On macOS and Linux preventing 'shutdown' only asks the system
 * to wait until the app is gone; on Windows nothing is prevented, or the system would say that this app is blocking it.
 */
export function leaveWithSystem({ process, monitor, desk }: ShutdownParts, leave: () => void): void {
  monitor.on('shutdown', (event?: Pick<Event, 'preventDefault'>) => {
    event?.preventDefault();
    leave();
  });
  desk.on('query-session-end', leave);
  desk.on('session-end', leave);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
}
