/** A page's language and its direction. */

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** `?lang=` when it is there, else what the browser prefers, else English. A BCP 47 tag. */
export function preferredLanguage(search: string, browserLanguages: readonly string[]): string {
  const asked = new URLSearchParams(search).get('lang') ?? '';
  return [asked, ...browserLanguages].find(isLanguageTag) ?? 'en';
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
  const [primary = ''] = language.toLowerCase().split('-');
  return RIGHT_TO_LEFT.has(primary) ? 'rtl' : 'ltr';
}
