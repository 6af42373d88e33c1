/** Which language the name of a file means. */
import type { AddedLanguage } from '../../protocol/languages.ts';

/** Those that the pages bring along. `src/renderer/shared/locales` has a folder for each, and a test compares. */
export const BUILT_IN: readonly string[] = ['en', 'de', 'fr', 'es', 'ar'];

/** Language, writing and region; nothing that only changes how numbers look. */
const TAG = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/;

/** As BCP 47 writes it; null: it is no code of a language. */
export function languageTag(name: string): string | null {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(name);
    return TAG.test(tag) ? tag : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The language of the tag, without its region. */
function primaryOf(tag: string): string {
  return tag.split('-')[0] ?? '';
}

/** By its own name, or else by the English one; null: nobody knows such a language. */
export function ownNameOf(tag: string): string | null {
  const [spoken] = Intl.DisplayNames.supportedLocalesOf(tag);
  const names = new Intl.DisplayNames([spoken ?? 'en'], { type: 'language', fallback: 'none' });
  const name = names.of(tag);
  if (name === undefined) return null;
  // Many languages write their own name small, but it stands alone here.
  return name.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(tag));
}

/** Whether the pages speak it without any file. */
export function builtInName(tag: string): string | null {
  return BUILT_IN.includes(primaryOf(tag)) ? ownNameOf(primaryOf(tag)) : null;
}

/** In the order of their names. */
export function byName(languages: readonly AddedLanguage[]): AddedLanguage[] {
  const { compare } = new Intl.Collator('en');
  return languages.toSorted((a, b) => compare(a.name, b.name));
}
