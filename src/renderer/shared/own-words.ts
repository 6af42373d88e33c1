/** The page's own words, kept on whatever shows them (jsx/text-runs.ts): what a control means is read from there (meaning.ts). */

export const MEANS = 'data-means';

/** Numbers in the digits of any script, "1:02:03" or "١٬٢٣٤" as one. Names, which are isolated, keep theirs. */
const NUMBERS = /(\u2068[^\u2069]*\u2069)|\p{Nd}(?:[\p{P}\p{Z}]?\p{Nd})*/gu;

/** A countdown on a button changes nothing about it; "Leo 1" and "Leo 2" are two. */
export function withoutNumbers(text: string): string {
  return text.replace(NUMBERS, '$1');
}
