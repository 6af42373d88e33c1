/** Lets letters shrink rather than break inside a word: names and long words on narrow screens, with text twice as large. */
import type { CSSProperties } from 'react';

declare module 'react' {
  interface CSSProperties {
    /** How many letters of usual width the longest word is as long as: style sheets divide the width by it and `--letter`. */
    '--longest'?: number;
    /** The same of a whole text, for what has no second line. */
    '--letters'?: number;
  }
}

/** Where a line may end. */
const BETWEEN_WORDS = /[\s-]+/u;
/** What stands over or under a letter takes no room beside it. */
const MARKS = /\p{M}/gu;
const LETTER = /./gsu;
/** How much wider than most a letter is: in the widest of the fonts, a "W" is as wide as one and a half others. */
const WIDEST = /[MWmw%@—ЖМФШЩЫЮжмфшщыю]|\p{Extended_Pictographic}/u;
/** As wide as high; a line may end after any of them. */
const SQUARE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const CAPITAL = /\p{Lu}/u;

/** In tenths of a letter of usual width. */
function tenthsWide(letter: string): number {
  if (SQUARE.test(letter)) return 19;
  if (WIDEST.test(letter)) return 16;
  return CAPITAL.test(letter) ? 12 : 10;
}

/** As how many letters of usual width a text in one line is wide. */
export function lettersWide(text: string): number {
  const letters = text.match(LETTER) ?? [];
  return letters.reduce((sum, letter) => sum + tenthsWide(letter), 0) / 10;
}

const ANY_SQUARE = new RegExp(SQUARE, 'gu');

/** As how many letters of usual width its longest word is wide; at least 1. */
export function longestWord(text: string): number {
  const words = text.replace(MARKS, '').replace(ANY_SQUARE, 'n').split(BETWEEN_WORDS);
  return Math.max(1, ...words.map(lettersWide));
}

/** The style of an element that has this text in it. */
export const fitWords = (text: string): CSSProperties => ({ '--longest': longestWord(text) });
