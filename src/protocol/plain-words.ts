/** Words outside the pages, of the terminal and the desktop app: catalogues of the same shape as the pages', without their library. */
import { type Catalogue, textsOf } from './catalogue-faults.ts';

/** The keys of all texts, with those that they are in, joined by dots; those of plural forms without their ends. */
export type TextKey<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? Key extends `${infer Stem}_${'one' | 'other'}`
      ? `${Stem}_one` extends keyof Texts
        ? Stem
        : Key
      : Key
    : `${Key}.${TextKey<Texts[Key]>}`;
}[keyof Texts & string];

type TextParams = Readonly<Record<string, string | number>>;

/** @param params what stands for `{{name}}`; `count` chooses the plural form */
export type Say<Key extends string> = (key: Key, params?: TextParams) => string;

/**
 * Says texts in a language, and in English where its catalogue has none.
 * @param catalogues by language
 * @param language one of them
 */
export function createSay<Key extends string>(
  catalogues: Readonly<Record<string, Catalogue>> & { readonly en: Catalogue },
  language: string,
): Say<Key> {
  const english = new Map(textsOf(catalogues.en));
  const own = new Map(textsOf(catalogues[language] ?? catalogues.en));
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language, { useGrouping: false });
  const find = (key: string, texts: ReadonlyMap<string, unknown>, count: string | number | undefined) =>
    typeof count === 'number'
      ? (texts.get(`${key}_${plurals.select(count)}`) ?? texts.get(`${key}_other`))
      : texts.get(key);
  return (key, params = {}) => {
    const text = find(key, own, params['count']) ?? find(key, english, params['count']);
    if (typeof text !== 'string') throw new Error(`There is no text "${key}".`);
    return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
      const value = params[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? '');
    });
  };
}

/**
 * The first of them that there are words for, or else English.
 * @param tags BCP 47, or as systems write them: `de_AT.UTF-8`
 */
export function spokenLanguage(tags: readonly string[], spoken: readonly string[]): string {
  for (const tag of tags) {
    const [language = ''] = tag.toLowerCase().split(/[-_.@]/);
    if (spoken.includes(language)) return language;
  }
  return 'en';
}
