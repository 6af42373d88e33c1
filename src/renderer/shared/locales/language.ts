/** A page's language and its direction. */
import { LANGUAGE_TAGS } from '../../../game/enums.ts';

/** A language for tests: `pseudo-locale.ts` makes it of English. */
export const PSEUDO_LOCALE = 'en-XA';

/** Languages and writings that run from right to left. A list, because browsers of five years ago have no `Intl.Locale`. */
const RIGHT_TO_LEFT = /^(?:ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b|-(?:Arab|Hebr)\b/i;

/**
 * Which languages a page should speak, the first of them that it can: `?lang=`, what was chosen on this page before, what the browser
 * prefers.
 * @param chosen null: nothing was
 * @param browser some say one language alone, or none
 */
export function wishedLanguages(
  search: string,
  chosen: string | null,
  { languages, language = '' }: Partial<Pick<Navigator, 'languages' | 'language'>>,
): readonly string[] {
  const asked = new URLSearchParams(search).get('lang');
  return [asked, chosen, ...(languages ?? [language])].filter(isLanguageTag);
}

/**
 * The language of the first wish where that is built in, or English where there is no wish. With its region ("de-CH"), which numbers and
 * dates go by.
 * @returns null: that depends on which languages were added to the laptop (`added-languages.ts`)
 */
export function builtInLanguage([first = 'en']: readonly string[]): string | null {
  return isBuiltIn(first) ? first : null;
}

/** The catalogues that are for a language tag such as "de-CH"; those of an added language are its own. */
export function cataloguesOf(tag: string): string {
  return LANGUAGE_TAGS.find((language) => language === primarySubtag(tag)) ?? tag;
}

/** Whether a page speaks it without asking the laptop. */
export function isBuiltIn(tag: string): boolean {
  return tag === PSEUDO_LOCALE || LANGUAGE_TAGS.some((language) => language === primarySubtag(tag));
}

function isLanguageTag(tag: string | null): tag is string {
  try {
    // Whatever looks like a tag but is none, such as "en-a", would throw at the first number or time.
    return tag !== null && Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** For the `dir` attribute. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
}

/** Its language without writing and region. */
export function primarySubtag(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}
