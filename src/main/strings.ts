/** The desktop app's own text, in the system's language: menus, dialogs and notifications. The pages' text lives in their catalogues. */
import { createSay, type Say, spokenLanguage, type TextKey } from '../protocol/plain-words.ts';
import ar from './locales/ar.json' with { type: 'json' };
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };

const CATALOGUES = { en, de, fr, es, ar };

type AppKey = TextKey<typeof en>;

/** The app's name, in every language. */
export const TITLE = 'Trading Game Night';

let language = 'en';
let inLanguage: Say<AppKey> = createSay(CATALOGUES, language);

/** Chooses the language of all that is said from now on. @param locale the system's, known once the app is ready */
export function speak(locale: string): void {
  language = spokenLanguage([locale], Object.keys(CATALOGUES));
  inLanguage = createSay(CATALOGUES, language);
}

/** BCP 47. */
export const appLanguage = (): string => language;

export const say: Say<AppKey> = (key, params) => inLanguage(key, params);
