import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** What the desktop app reports while it starts: `src/main/life-signs.ts` writes it. */
export type LifeSign = 'starting' | 'ready' | 'done';

/** The app finds its token in this variable; without one it reports nothing. */
export const LIFE_SIGNS = 'TRADING_GAME_LIFE_SIGNS';

const SIGNS: ReadonlySet<string> = new Set<LifeSign>(['starting', 'ready', 'done']);
const isSign = (word: string): word is LifeSign => SIGNS.has(word);

/** Picks out the lines of a program's output that begin with the token; all others are passed on. */
export function readLifeSigns(
  output: Readable,
  token: string,
  onSign: (sign: LifeSign) => void,
  passOn: (text: string) => void,
): void {
  createInterface({ input: output }).on('line', (line) => {
    const word = line.startsWith(`${token} `) ? line.slice(token.length + 1) : '';
    if (isSign(word)) onSign(word);
    else passOn(`${line}\n`);
  });
}
