/** What the terminal says, in the language of its user, and the desktop app where the host cannot start. What is logged is English. */
import { createSay, type Say, spokenLanguage, type TextKey } from '../../protocol/plain-words.ts';
import ar from './locales/ar.json' with { type: 'json' };
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };

const CATALOGUES = { en, de, fr, es, ar };

export type TerminalKey = TextKey<typeof en>;

/** Why a host cannot start, before it is put into words. */
export interface StartSentence {
  readonly key: Extract<TerminalKey, `start_error.${string}` | `storage_error.${string}`>;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface TerminalWords {
  /** A tag for `Intl`. */
  readonly locale: string;
  readonly say: Say<TerminalKey>;
  /** "A, B and C" */
  readonly all: (texts: readonly string[]) => string;
  /** "A, B or C" */
  readonly either: (texts: readonly string[]) => string;
  readonly sentence: (sentence: StartSentence) => string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** By the variables that say which language a terminal speaks: the first that is set counts. */
export function terminalWords(env: Environment): TerminalWords {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value) ?? '';
  return wordsIn(spokenLanguage([locale], Object.keys(CATALOGUES)));
}

/** @param language BCP 47; English where there are no words for it */
export function wordsOf(language: string): TerminalWords {
  return wordsIn(spokenLanguage([language], Object.keys(CATALOGUES)));
}

export const ENGLISH_WORDS = wordsIn('en');

function wordsIn(language: string): TerminalWords {
  const locale = language === 'en' ? 'en-GB' : language;
  const all = new Intl.ListFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const say = createSay<TerminalKey>(CATALOGUES, language);
  return {
    locale,
    say,
    all: (texts) => all.format(texts),
    either: (texts) => list.format(texts),
    sentence: ({ key, params }) => say(key, params),
  };
}
