/** Texts are punctuated as in their language: French signs stay on the line of their word, quotation marks and dots are its own. */
import { describe, expect, it } from 'vitest';

type Texts = Readonly<Record<string, unknown>>;

const FILES = import.meta.glob<Texts>(
  [
    './*/*.json',
    '../../../game/words/*/*.json',
    '../../../main/locales/*.json',
    '../../../host/*/locales/*.json',
  ],
  { import: 'default', eager: true },
);
const OPENING = import.meta.glob<Texts>('../opening/words.json', { import: 'default', eager: true });

/** What no text of a language has. */
const FOREIGN: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  de: {
    'dots that are no ellipsis': /\.\.\./,
    'quotation marks that are not „these“': /["”«»]|“[\p{L}{]/u,
    'a straight apostrophe': /'/,
  },
  fr: {
    'dots that are no ellipsis': /\.\.\./,
    'quotation marks that are not « these »': /["“”„]/,
    'a straight apostrophe': /'/,
    'a space where the line may break, before a sign or in quotation marks': / [?!;:»]|«[^\u202F]/,
    'no space before a sign': /[\p{L}})»][?!»](?!\p{L})/u,
  },
  es: {
    'dots that are no ellipsis': /\.\.\./,
    'quotation marks that are not “these”': /["„«»]/,
  },
  ar: {
    'dots that are no ellipsis': /\.\.\./,
    'a sign of the Latin script': /[\p{Script=Arabic}}]\s*[,;?]/u,
  },
};

/** Each text with its key. */
function flat(texts: Texts, before = ''): (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${before}${key}`, value] as const]
      : flat(value as Texts, `${before}${key}.`),
  );
}

function textsIn(language: string): (readonly [string, string])[] {
  const own = Object.entries(FILES).filter(([file]) => new RegExp(`/${language}[/.]`).test(file));
  const opening = Object.values(OPENING).map((words) => words[language] as Texts);
  expect(own.length).toBeGreaterThan(10);
  expect(opening).toHaveLength(1);
  return [...own.map(([, texts]) => texts), ...opening].flatMap((texts) => flat(texts));
}

describe.each(Object.entries(FOREIGN))('in "%s"', (language, signs) => {
  it.each(Object.entries(signs))('no text has %s', (_sign, foreign) => {
    const faults = textsIn(language).filter(([, text]) => foreign.test(text));
    expect(faults.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });
});

it('in Spanish, what ends with a sign begins with one', () => {
  const count = (text: string, sign: string) => text.split(sign).length;
  const faults = textsIn('es').filter(
    ([, text]) => count(text, '?') !== count(text, '¿') || count(text, '!') !== count(text, '¡'),
  );
  expect(faults.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
});

it('no page puts colons or commas between words by itself: French, Arabic and Chinese have others', () => {
  const pages = import.meta.glob<string>(
    ['../../**/*.{ts,tsx}', '!../../**/*.{test,harness,fixtures,fake}.{ts,tsx}'],
    { query: '?raw', import: 'default', eager: true },
  );
  expect(Object.keys(pages).length).toBeGreaterThan(300);
  const puts = /[\w)\]]\}[:,;!?](?: |\{' '\}|\s*<).*|&& '[:,;] ?'/g;
  const faults = Object.entries(pages).flatMap(([file, text]) =>
    [...text.matchAll(puts)].map(([found]) => `${file}: ${found}`),
  );
  expect(faults).toEqual([]);
});
