/** What a plain page says, in the language that the browser asks for. */
import { createSay, spokenLanguage, type TextKey } from '../../protocol/plain-words.ts';
import ar from './locales/ar.json' with { type: 'json' };
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };

const CATALOGUES = { en, de, fr, es, ar };

export type PlainPageKey = TextKey<typeof en>;

/** All of them, English first: for a browser whose wish never arrived. */
export const everyPlainPageWords = (): readonly PlainPageWords[] => Object.keys(CATALOGUES).map(wordsIn);

export interface PlainPageWords {
  /** For the `lang` attribute. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly say: (key: PlainPageKey) => string;
}

/** Browsers send a tenth of it. What is behind it is not looked at: a header may be as long as all of them together. */
const MAX_ACCEPTED = 1_000;

/** @param accepted the header Accept-Language, whatever somebody put into it; none: English */
export function plainPageWords(accepted: string | undefined): PlainPageWords {
  return wordsIn(spokenLanguage(byWish(accepted ?? ''), Object.keys(CATALOGUES)));
}

function wordsIn(language: string): PlainPageWords {
  const say = createSay<PlainPageKey>(CATALOGUES, language);
  return { language, direction: language === 'ar' ? 'rtl' : 'ltr', say: (key) => say(key) };
}

/** The tags, the dearest first; those of the same weight as they came. */
function byWish(accepted: string): string[] {
  return accepted
    .slice(0, MAX_ACCEPTED)
    .split(',')
    .map((part) => {
      const [tag = '', parameter = ''] = part.split(';', 2);
      const [name = '', weight = ''] = parameter.split('=', 2);
      const isWeighed = name.trim().toLowerCase() === 'q';
      return { tag: tag.trim(), weight: isWeighed ? Number(weight) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
