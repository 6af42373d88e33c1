import type { Host } from '../host/host-types.ts';
import { withoutSecrets } from '../host/log-file.ts';
import { openTerminal, type Terminal } from '../host/terminal.ts';

/** Writes down what went wrong, for whoever looks into it; never names or tokens. */
export type Report = (message: string, error?: unknown) => void;

export interface ShellLog {
  readonly terminal: Terminal;
  /** On the terminal and in the host's log; before there is a host it is kept for it. */
  readonly report: Report;
  /** From now on this host's log gets everything, and first what was reported before. */
  follow(host: Pick<Host, 'report'>): void;
}

/** Where no host ever comes the terminal has it all; this much is kept for one that does. */
const KEPT = 100;

/** What the app has to say about itself: one log file, the host's, in one format. Guards the process's streams at once. */
export function openShellLog(streams: Parameters<typeof openTerminal>[0]): ShellLog {
  let kept: Parameters<Report>[] = [];
  let host: Pick<Host, 'report'> | null = null;
  const write: Report = (message, error) => {
    if (host !== null) host.report(message, error);
    else if (kept.length < KEPT) kept.push([message, error]);
  };
  const terminal = openTerminal(streams, (error) => write('the terminal can no longer be written to', error));
  return {
    terminal,
    report(message, error) {
      write(message, error);
      terminal.say(error === undefined ? message : withoutSecrets(`${message}: ${describe(error)}`));
    },
    follow(started) {
      host = started;
      for (const [message, error] of kept) started.report(message, error);
      kept = [];
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
