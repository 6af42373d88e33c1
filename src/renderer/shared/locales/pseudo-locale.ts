/** A language that nobody speaks: English with accents and in brackets. What is not in it is outside the catalogues. */

export const PSEUDO_LOCALE = 'en-XA';

/** Words by key, as a catalogue holds them. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

const PLAIN = 'aceginorsuyACEGINORSUYlzLZ';
const ACCENTED = 'áçéğíñóŕšúýÁÇÉĞÍÑÓŔŠÚÝłžŁŽ';
/** What a translator leaves alone: {{placeholders}}, <tags>, $t(references). */
const LEFT_ALONE = /(\{\{.*?\}\}|<\/?\w+\/?>|\$t\(.*?\))/;

function accented(text: string): string {
  return Array.from(text, (letter) => ACCENTED.charAt(PLAIN.indexOf(letter)) || letter).join('');
}

/** "Play {{name}}" becomes "[Płáý {{name}}]". */
export function pseudolocalise(text: string): string {
  const parts = text.split(LEFT_ALONE).map((part) => (LEFT_ALONE.test(part) ? part : accented(part)));
  return `[${parts.join('')}]`;
}

/** A whole catalogue in the pseudo-language. */
export function pseudolocaliseCatalogue(words: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudolocalise(value) : pseudolocaliseCatalogue(value),
    ]),
  );
}
