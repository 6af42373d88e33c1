import type { BrowserWindow, Event, PowerMonitor } from 'electron';

export interface ShutdownParts {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly monitor: Pick<PowerMonitor, 'on'>;
  readonly desk: Pick<BrowserWindow, 'on'>;
}

/**
 * Leaves when the system shuts down or logs out and when a signal says so, and never stands in their way. On macOS and Linux
 * a prevented 'shutdown' only asks the system to wait until the app is gone; on Windows nothing is prevented, for the system
 * would show that this app blocks it.
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
