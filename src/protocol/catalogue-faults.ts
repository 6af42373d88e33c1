/** What is wrong with a catalogue of texts, compared with the English one: of those built in, and of those that volunteers add. */

/** Texts by key. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** Whether it holds nothing but texts, at any depth. */
export function isCatalogue(value: unknown): value is Catalogue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((each) => typeof each === 'string' || isCatalogue(each));
}

export type CatalogueFault =
  | { readonly kind: 'missing' | 'unknown' | 'empty' | 'not_text' | 'too_long'; readonly key: string }
  | { readonly kind: 'missing_plural'; readonly key: string; readonly plural: string }
  /** `lost` and `extra`: placeholders such as `{{name}}`, tags such as `<b>`, references such as `$t(buildings.farm)`. */
  | {
      readonly kind: 'placeholders';
      readonly key: string;
      readonly lost: readonly string[];
      readonly extra: readonly string[];
    };

/** Of a text, in UTF-16 units. */
export const MAX_TEXT = 1_000;
const PLURAL = /_(?:zero|one|two|few|many|other)$/;
/** Anything that looks like HTML is among them: what English does not have, nobody brings in. */
const PLACEHOLDER = /\{\{.*?\}\}|<[/!?a-z][^>]*>?|\$t\(.*?\)/gi;
/** "One phone" and "two phones" may be said without a digit. */
const COUNTS = new Set(['{{count}}', '{{number}}']);
const SAID_WITHOUT_DIGITS = new Set(['zero', 'one', 'two']);

/**
 * All faults, in the order of the English texts; what English does not have comes last.
 * @param language BCP 47: its plural forms are asked for
 */
export function catalogueFaults(english: Catalogue, own: Catalogue, language: string): CatalogueFault[] {
  const there = new Map(textsOf(own));
  const expected = expectedTexts(english, language);
  const known = new Set(expected.map(({ key }) => key));
  return [
    ...expected.flatMap((each) => textFaults(each, there.get(each.key))),
    ...[...there.keys()]
      .filter((key) => !known.has(key))
      .map((key): CatalogueFault => ({ kind: 'unknown', key })),
  ];
}

export interface ExpectedText {
  /** With the keys that it is in, joined by dots. */
  readonly key: string;
  /** The English text; of plural forms, that of "other". */
  readonly text: unknown;
  /** Of a plural form, what all forms have in front of their ends; null: it has no forms. */
  readonly stem: string | null;
}

/** All texts that a language needs: those of English, each plural in the forms of that language. */
export function expectedTexts(english: Catalogue, language: string): ExpectedText[] {
  const wanted = new Map(textsOf(english));
  const counted = new Set(
    [...wanted.keys()]
      .filter((key) => key.endsWith('_other') && wanted.has(`${stemOf(key)}_one`))
      .map(stemOf),
  );
  const plurals = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...wanted.entries()].flatMap(([key, text]): ExpectedText[] => {
    const stem = stemOf(key);
    if (!PLURAL.test(key) || !counted.has(stem)) return [{ key, text, stem: null }];
    // "None" may have words of its own in any language.
    const forms = wanted.has(`${stem}_zero`) ? new Set(['zero', ...plurals]) : plurals;
    return key.endsWith('_other') ? [...forms].map((form) => ({ key: `${stem}_${form}`, text, stem })) : [];
  });
}

/** What is wrong with a text of the language. */
export function textFaults({ key, text: english, stem }: ExpectedText, text: unknown): CatalogueFault[] {
  const form = stem === null ? null : key.slice(stem.length + 1);
  if (text === undefined) {
    if (stem === null || form === null) return [{ kind: 'missing', key }];
    return [{ kind: 'missing_plural', key: stem, plural: form }];
  }
  if (typeof text !== 'string') return [{ kind: 'not_text', key }];
  // Before anything is sought in it: placeholders that begin without an end take time with the square of the length.
  if (text.length > MAX_TEXT) return [{ kind: 'too_long', key }];
  if (text.trim() === '') return [{ kind: 'empty', key }];
  const mayLackDigits = form !== null && SAID_WITHOUT_DIGITS.has(form);
  const [before, after] = [placeholdersIn(String(english)), placeholdersIn(text)];
  const lost = before.filter((each) => !after.includes(each) && !(mayLackDigits && COUNTS.has(each)));
  const extra = after.filter((each) => !before.includes(each));
  return lost.length + extra.length === 0 ? [] : [{ kind: 'placeholders', key, lost, extra }];
}

/** Each text with the keys that it is in, joined by dots. What is no text is there as it is. */
export function textsOf(catalogue: Catalogue, above = ''): (readonly [key: string, text: unknown])[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? textsOf(value, `${above}${key}.`)
      : [[`${above}${key}`, value] as const],
  );
}

/** Of a plural form, without its end. */
export const stemOf = (key: string): string => key.replace(PLURAL, '');

const placeholdersIn = (text: string): string[] => [...new Set(text.match(PLACEHOLDER))];
