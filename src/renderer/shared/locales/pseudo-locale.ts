/** A pseudo-language for tests: accented English in brackets. Text that isn't in it bypasses the catalogues. */

import type { Catalogue } from '../../../protocol/catalogue-faults.ts';

const PLAIN = 'aceginorsuyACEGINORSUYlzLZ';
const ACCENTED = 'áçéğíñóŕšúýÁÇÉĞÍÑÓŔŠÚÝłžŁŽ';
/** What translators leave untouched: {{placeholders}}, <tags>, $t(references). */
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
