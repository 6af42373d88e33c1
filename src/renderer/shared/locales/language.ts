/** A page's language and its direction. */
import { LANGUAGE_TAGS, type Language } from '../../../game/enums.ts';
import { PSEUDO_LOCALE } from './pseudo-locale.ts';

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/**
 * The first of them that the pages speak: `?lang=`, what was chosen on this page before, what the browser prefers, else English. With
 * its region ("de-CH"), which numbers and dates go by.
 * @param chosen null: nothing was
 */
export function preferredLanguage(
  search: string,
  chosen: string | null,
  browserLanguages: readonly string[],
): string {
  const asked = new URLSearchParams(search).get('lang');
  return [asked, chosen, ...browserLanguages].find(isSpoken) ?? 'en';
}

/** The catalogues that are for a language tag such as "de-CH". */
export function cataloguesOf(tag: string): Language {
  return LANGUAGE_TAGS.find((language) => language === primarySubtag(tag)) ?? 'en';
}

function isSpoken(tag: string | null): tag is string {
  if (tag === null || !isLanguageTag(tag)) return false;
  return tag === PSEUDO_LOCALE || LANGUAGE_TAGS.some((language) => language === primarySubtag(tag));
}

function isLanguageTag(tag: string): boolean {
  try {
    // Whatever looks like a tag but is none, such as "en-a", would throw at the first number or time.
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** For the `dir` attribute. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(primarySubtag(language)) ? 'rtl' : 'ltr';
}

function primarySubtag(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}
