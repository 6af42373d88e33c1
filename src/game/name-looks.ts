/** What characters of a name look like where the compatibility form (NFKC) turns them into something that looks different. */
import { normalised } from './normalised.ts';

/** Marks that stand alone. NFKC turns each into a space that carries the mark, which then counts for nothing: "O´Neil" would be "O Neil". */
const LONE_MARKS =
  /[\u00A8\u00AF\u00B4\u00B8\u02D8-\u02DD\u037A\u0384\u0385\u1FBD\u1FBF-\u1FC1\u1FCD-\u1FCF\u1FDD-\u1FDF\u1FED\u1FEE\u1FFD\u1FFE\u2017\u203E\u309B\u309C\uFC5E-\uFC63\uFE49-\uFE4C\uFE70\uFE72\uFE74\uFE76\uFE78\uFE7A\uFE7C\uFE7E\uFFE3]/gu;

/** What such a mark looks like (`confusables.txt`, and for two marks both). The others look like themselves on the letter before. */
const LOOKS_OF_MARKS: Readonly<Record<string, string>> = {
  '\u0300': "'",
  '\u0301': "'",
  '\u0313': "'",
  '\u0314': "'",
  '\u0308': "''",
  '\u030B': "''",
  '\u0303': '~',
  '\u0342': '~',
  '\u0304': '\u02C9',
  '\u0305': '\u02C9',
  '\u0306': '\u02C7',
  '\u0307': '\u0971',
  '\u030A': '\u00B0',
  '\u0327': ',',
  '\u0328': 'i',
  '\u0345': 'i',
  '\u0333': '_',
};

/** Apostrophes and quotation marks that no table knows as such: a mark that stands to the right of its letter, and ornaments. */
const APOSTROPHES = /[\u0315\u275B\u275C]/gu;
const QUOTATION_MARKS = /[\u275D\u275E\u301D-\u301F\u{1F676}\u{1F677}]/gu;

/** What NFKC reads as one letter or sign, and `confusables.txt` takes for another. */
const SEEN_OTHERWISE: Readonly<Record<string, string>> = {
  '\u017F': 'f',
  '\u03F2': 'c',
  '\u03F9': 'C',
  '\u24B8': '©',
  '\u24C5': '℗',
  '\u24C7': '®',
  '\uFE30': ':',
  '\uFE31': '|',
  '\uFE58': '-',
  '\uFFE8': '|',
  // Coptic letters that `confusables.txt` leaves out: A, B, E, Z, H, K, M, N, X, and the small ones.
  '\u2C80': 'A',
  '\u2C81': 'a',
  '\u2C82': 'B',
  '\u2C88': 'E',
  '\u2C89': 'e',
  '\u2C8C': 'Z',
  '\u2C8E': 'H',
  '\u2C94': 'K',
  '\u2C95': 'k',
  '\u2C98': 'M',
  '\u2C9A': 'N',
  '\u2CAC': 'X',
  '\u2CAD': 'x',
};
const SEEN_OTHERWISE_CHARACTERS = new RegExp(`[${Object.keys(SEEN_OTHERWISE).join('')}]`, 'gu');

/** The name with what lone marks look like in their places. */
export function withMarksSeen(name: string): string {
  return name.replace(LONE_MARKS, looksOfMarks).replace(APOSTROPHES, "'").replace(QUOTATION_MARKS, "''");
}

/** The name with whatever else looks different from how it is read. */
export function asSeen(name: string): string {
  return name.replace(SEEN_OTHERWISE_CHARACTERS, (character) => SEEN_OTHERWISE[character] ?? character);
}

function looksOfMarks(lone: string): string {
  return Array.from(normalised(lone, 'NFKD').trimStart(), (mark) => LOOKS_OF_MARKS[mark] ?? mark).join('');
}
