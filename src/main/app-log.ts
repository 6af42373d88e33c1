import type { Host } from '../host/host-types.ts';
import { withoutSecrets } from '../host/reporting/logger.ts';
import { openTerminal, type Terminal } from '../host/start/terminal.ts';

/** Logs what went wrong, for troubleshooting; never logs names or tokens. */
export type Report = (message: string, error?: unknown) => void;

export interface AppLog {
  readonly terminal: Terminal;
  /** Writes to the terminal and to the host's log; until there is a host, reports are buffered for its log. */
  readonly report: Report;
  /** From now on everything goes to this host's log, starting with what has been buffered. */
  attachHost(host: Pick<Host, 'report'>): void;
}

/** How many reports are buffered until there is a host; the terminal gets them all. */
const MAX_BUFFERED = 100;

/** The app's log: it goes into the host's log file, in the same format. Guards the process's streams immediately. */
export function openAppLog(streams: Parameters<typeof openTerminal>[0]): AppLog {
  let buffered: Parameters<Report>[] = [];
  let host: Pick<Host, 'report'> | null = null;
  const write: Report = (message, error) => {
    if (host !== null) host.report(message, error);
    else if (buffered.length < MAX_BUFFERED) buffered.push([message, error]);
  };
  const terminal = openTerminal(streams, (error) => write('the terminal can no longer be written to', error));
  return {
    terminal,
    report(message, error) {
      write(message, error);
      terminal.writeMessage(error === undefined ? message : withoutSecrets(`${message}: ${describe(error)}`));
    },
    attachHost(started) {
      host = started;
      for (const [message, error] of buffered) started.report(message, error);
      buffered = [];
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
