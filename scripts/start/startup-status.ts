import type { Readable } from 'node:stream';

/** What the desktop app reports while it starts, written by `src/main/startup-reporter.ts`. */
export type StartupStatus = 'starting' | 'ready' | 'done';

/** The app finds its token in this variable; without one it reports nothing. */
export const STARTUP_TOKEN_VARIABLE = 'TRADING_GAME_STARTUP_STATUS';

const STATUSES: ReadonlySet<string> = new Set<StartupStatus>(['starting', 'ready', 'done']);
const isStatus = (word: string): word is StartupStatus => STATUSES.has(word);

/** How much of a line that never ends is buffered, and how much of that is held back because it may contain a status. */
const MAX_LINE_CHARACTERS = 65_536;
const MAX_STATUS_CHARACTERS = 100;

/**
 * Picks out the lines of a program's output that end with the token and a status. Everything else is passed on, including text in
 * front of a status that did not end its line.
 */
export function readStartupStatus(
  output: Readable,
  token: string,
  onStatus: (status: StartupStatus) => void,
  onText: (text: string) => void,
): void {
  let rest = '';
  const readLine = (line: string) => {
    const at = line.indexOf(`${token} `);
    const word = at === -1 ? '' : line.slice(at + token.length + 1).trimEnd();
    if (!isStatus(word)) return onText(`${line}\n`);
    if (at > 0) onText(line.slice(0, at));
    onStatus(word);
  };
  output.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) readLine(line);
    if (rest.length <= MAX_LINE_CHARACTERS) return;
    onText(rest.slice(0, -MAX_STATUS_CHARACTERS));
    rest = rest.slice(-MAX_STATUS_CHARACTERS);
  });
  output.on('end', () => {
    if (rest !== '') onText(rest);
  });
}
