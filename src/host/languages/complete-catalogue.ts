/** The words of a language without gaps: what it lacks, and what is wrong in it, is said in English. */
import { type Catalogue, expectedTexts, textsOf } from '../../protocol/catalogue-faults.ts';

/**
 * All texts that the language needs, in objects like those of English.
 * @param faulty the keys of texts that cannot be taken
 */
export function completeCatalogue(
  english: Catalogue,
  own: Catalogue,
  { language, faulty }: { readonly language: string; readonly faulty: ReadonlySet<string> },
): Catalogue {
  const there = new Map(textsOf(own));
  const inEnglish = new Map(textsOf(english));
  const take = (key: string): unknown => (faulty.has(key) ? undefined : there.get(key));
  const whole: Nested = {};
  for (const { key, text, stem } of expectedTexts(english, language)) {
    const spoken = take(key) ?? (stem === null ? undefined : take(`${stem}_other`));
    // English has fewer forms than many languages.
    put(whole, key.split('.'), String(spoken ?? inEnglish.get(key) ?? text));
  }
  return whole;
}

interface Nested {
  [key: string]: string | Nested;
}

function put(into: Nested, [key = '', ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    into[key] = text;
    return;
  }
  const there = into[key];
  const inner: Nested = typeof there === 'object' ? there : {};
  into[key] = inner;
  put(inner, rest, text);
}
