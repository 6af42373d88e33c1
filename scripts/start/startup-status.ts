import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** What the desktop app reports while it starts: `src/main/startup-reporter.ts` writes it. */
export type StartupStatus = 'starting' | 'ready' | 'done';

/** The app finds its token in this variable; without one it reports nothing. */
export const STARTUP_STATUS = 'TRADING_GAME_STARTUP_STATUS';

const STATUSES: ReadonlySet<string> = new Set<StartupStatus>(['starting', 'ready', 'done']);
const isStatus = (word: string): word is StartupStatus => STATUSES.has(word);

/** Picks out the lines of a program's output that begin with the token; all others are passed on. */
export function readStartupStatus(
  output: Readable,
  token: string,
  onStatus: (sign: StartupStatus) => void,
  passOn: (text: string) => void,
): void {
  createInterface({ input: output }).on('line', (line) => {
    const word = line.startsWith(`${token} `) ? line.slice(token.length + 1) : '';
    if (isStatus(word)) onStatus(word);
    else passOn(`${line}\n`);
  });
}
