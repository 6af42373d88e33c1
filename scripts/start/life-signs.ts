import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** What the desktop app says of itself while it starts: `src/main/life-signs.ts` writes it. */
export type LifeSign = 'starting' | 'ready' | 'done';

/** The app reads its token here; without one it says nothing. */
export const LIFE_SIGNS = 'TRADING_GAME_LIFE_SIGNS';

const SIGNS: ReadonlySet<string> = new Set<LifeSign>(['starting', 'ready', 'done']);
const isSign = (word: string): word is LifeSign => SIGNS.has(word);

/** Takes the lines that begin with the token out of what a program prints; all others are passed on. */
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
