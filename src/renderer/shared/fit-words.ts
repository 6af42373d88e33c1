/** Lets letters shrink rather than break inside a word: names and long words on narrow screens, with text twice as large. */
import type { CSSProperties } from 'react';

declare module 'react' {
  interface CSSProperties {
    /** How many letters the longest word has: style sheets divide the width by it and `--letter`. */
    '--longest'?: number;
  }
}

/** Where a line may end. */
const BETWEEN_WORDS = /[\s-]+/u;
/** What stands over or under a letter takes no room beside it. */
const MARKS = /\p{M}/gu;
const LETTER = /./gsu;

/** The style of an element that has this text in it. */
export function fitWords(text: string): CSSProperties {
  const words = text.replace(MARKS, '').split(BETWEEN_WORDS);
  return { '--longest': Math.max(1, ...words.map((word) => word.match(LETTER)?.length ?? 0)) };
}
