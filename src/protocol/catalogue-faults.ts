/** What is wrong with a catalogue of texts, compared with the English one: of those built in, and of those that volunteers add. */

/** Texts by key. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

export type CatalogueFault =
  | { readonly kind: 'missing' | 'unknown' | 'empty' | 'not_text'; readonly key: string }
  | { readonly kind: 'missing_plural'; readonly key: string; readonly plural: string }
  /** `lost` and `extra`: placeholders such as `{{name}}`, tags such as `<b>`, references such as `$t(buildings.farm)`. */
  | {
      readonly kind: 'placeholders';
      readonly key: string;
      readonly lost: readonly string[];
      readonly extra: readonly string[];
    };

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const PLACEHOLDER = /\{\{.*?\}\}|<\/?\w+\/?>|\$t\(.*?\)/g;
/** "One phone" and "two phones" may be said without a digit. */
const COUNTS = new Set(['{{count}}', '{{number}}']);
const SAID_WITHOUT_DIGITS = new Set(['zero', 'one', 'two']);

/**
 * All faults, in the order of the English texts; what English does not have comes last.
 * @param language BCP 47: its plural forms are asked for
 */
export function catalogueFaults(english: Catalogue, own: Catalogue, language: string): CatalogueFault[] {
  const wanted = new Map(textsOf(english));
  const there = new Map(textsOf(own));
  const counted = new Set(
    [...wanted.keys()]
      .filter((key) => key.endsWith('_other') && wanted.has(`${stemOf(key)}_one`))
      .map(stemOf),
  );
  const plurals = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const formsOf = (key: string): readonly string[] => {
    if (!PLURAL.test(key) || !counted.has(stemOf(key))) return [key];
    // "None" may have words of its own in any language.
    const forms = wanted.has(`${stemOf(key)}_zero`) ? new Set(['zero', ...plurals]) : plurals;
    return key.endsWith('_other') ? [...forms].map((form) => `${stemOf(key)}_${form}`) : [];
  };
  const expected = [...wanted.entries()].flatMap(([key, text]) =>
    formsOf(key).map((form) => ({ key: form, text })),
  );
  const known = new Set(expected.map(({ key }) => key));
  return [
    ...expected.flatMap(({ key, text }) => textFaults(key, text, there.get(key), counted)),
    ...[...there.keys()]
      .filter((key) => !known.has(key))
      .map((key): CatalogueFault => ({ kind: 'unknown', key })),
  ];
}

function textFaults(
  key: string,
  english: unknown,
  text: unknown,
  counted: ReadonlySet<string>,
): CatalogueFault[] {
  const isCounted = counted.has(stemOf(key)) && PLURAL.test(key);
  if (text === undefined) {
    if (!isCounted) return [{ kind: 'missing', key }];
    return [{ kind: 'missing_plural', key: stemOf(key), plural: key.slice(stemOf(key).length + 1) }];
  }
  if (typeof text !== 'string') return [{ kind: 'not_text', key }];
  if (text.trim() === '') return [{ kind: 'empty', key }];
  const mayLackDigits = isCounted && SAID_WITHOUT_DIGITS.has(key.slice(stemOf(key).length + 1));
  const [before, after] = [placeholdersIn(String(english)), placeholdersIn(text)];
  const lost = before.filter((each) => !after.includes(each) && !(mayLackDigits && COUNTS.has(each)));
  const extra = after.filter((each) => !before.includes(each));
  return lost.length + extra.length === 0 ? [] : [{ kind: 'placeholders', key, lost, extra }];
}

function textsOf(catalogue: Catalogue, above = ''): (readonly [key: string, text: unknown])[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? textsOf(value, `${above}${key}.`)
      : [[`${above}${key}`, value] as const],
  );
}

const stemOf = (key: string): string => key.replace(PLURAL, '');

const placeholdersIn = (text: string): string[] => [...new Set(text.match(PLACEHOLDER))];
