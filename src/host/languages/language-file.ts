/** One file of a language, as a volunteer wrote it. docs/protocol.md, "Added languages", has its format. */
import {
  type Catalogue,
  type CatalogueFault,
  type ExpectedText,
  expectedTexts,
  MAX_TEXT,
  stemOf,
  textFaults,
  textsOf,
} from '../../protocol/catalogue-faults.ts';
import type { AddedLanguage, LanguageMistake } from '../../protocol/languages.ts';
import { hasMoreMembers } from '../parse-json.ts';
import { JsonLineError, LongKeyError, type ParsedJson, parseWithLinesInSteps } from '../parse-with-lines.ts';
import type { Interruptible } from '../time/time-slices.ts';
import { completeCatalogue } from './complete-catalogue.ts';
import { mistake } from './language-mistakes.ts';
import { builtInName, languageTag, ownNameOf } from './language-tag.ts';

export const LANGUAGE_FORMAT = 'trading-game-night-language';
export const LANGUAGE_VERSION = 1;
const MAX_NAME = 60;
/** Of what a language needs, so many times as much and so many more may be in its file: texts of other versions, and mistakes. */
const MOST_TEXTS = { times: 2, more: 500 } as const;
const FIELDS = new Set(['format', 'version', 'name', 'texts']);
/** Controls, and what turns the direction of all that follows. */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

export interface LanguageFile {
  /** Null: the file makes no language; the mistakes say why. */
  readonly language: AddedLanguage | null;
  /** All its texts, with English ones in the gaps. */
  readonly texts: Catalogue;
  /** Keys of texts that it lacks. */
  readonly missing: readonly string[];
  /** In the order of the lines. */
  readonly mistakes: readonly LanguageMistake[];
}

/**
 * @param name of the file, which is the code of its language
 * @param english all texts, by namespace
 */
export function* readLanguageFile(
  name: string,
  bytes: Uint8Array,
  english: Catalogue,
): Interruptible<LanguageFile> {
  const code = name.replace(/\.json$/i, '');
  const tag = languageTag(code);
  if (tag === null) return refused(mistake('not_a_language', { name: code }));
  const builtIn = builtInName(tag);
  if (builtIn !== null) return refused(mistake('built_in', { language: builtIn }));
  const text = decode(bytes);
  if (text === null) return refused(mistake('not_utf8'));
  yield;
  const expected = expectedTexts(english, tag);
  const most = expected.length * MOST_TEXTS.times + MOST_TEXTS.more;
  if (hasMoreMembers(text, most)) return refused(mistake('too_many_texts', { most: String(most) }));
  yield;
  const parsed = yield* parse(text);
  if ('code' in parsed) return refused(parsed);
  const content = contentOf(parsed.value);
  if ('code' in content) return refused(content);
  const { name: givenName, texts } = content;

  const lineOf = (key: string) => parsed.lines.get(key) ?? null;
  const nameMistakes =
    givenName === undefined || isName(givenName)
      ? []
      : [mistake('bad_name', { most: String(MAX_NAME) }, { line: lineOf('name'), key: 'name' })];
  const ownName = isName(givenName) ? givenName.trim() : ownNameOf(tag);
  if (ownName === null) return refused(mistake('not_a_language', { name: code }), ...nameMistakes);

  const { mistakes, missing, faulty } = yield* textMistakes(expected, texts, parsed);
  const unknownFields = Object.keys(content.all)
    .filter((field) => !FIELDS.has(field))
    .map((field) => mistake('unknown', {}, { line: lineOf(field), key: shortened(field) }));
  const repeated = parsed.repeated.map(({ key, line }) =>
    mistake('twice', {}, { line, key: shortened(withoutTexts(key)) }),
  );
  return {
    language: { tag, name: ownName },
    texts: completeCatalogue(english, texts, { language: tag, faulty }),
    missing,
    mistakes: [...nameMistakes, ...unknownFields, ...repeated, ...mistakes].toSorted(
      (a, b) => (a.line ?? 0) - (b.line ?? 0),
    ),
  };
}

const refused = (...mistakes: readonly LanguageMistake[]): LanguageFile => ({
  language: null,
  texts: {},
  missing: [],
  mistakes,
});

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function* parse(text: string): Interruptible<ParsedJson | LanguageMistake> {
  try {
    return yield* parseWithLinesInSteps(text);
  } catch (error) {
    if (error instanceof JsonLineError) return mistake('not_json', {}, { line: error.line });
    if (error instanceof LongKeyError) return mistake('wrong_shape', {}, { line: error.line });
    throw error;
  }
}

interface Content {
  readonly all: object;
  readonly name: unknown;
  readonly texts: Catalogue;
}

function contentOf(value: unknown): Content | LanguageMistake {
  if (!isObject(value) || value['format'] !== LANGUAGE_FORMAT) return mistake('wrong_shape');
  const { version, name, texts } = value;
  if (Number.isSafeInteger(version) && Number(version) > LANGUAGE_VERSION) return mistake('newer_version');
  if (version !== LANGUAGE_VERSION || !mayBeCatalogue(texts)) return mistake('wrong_shape');
  return { all: value, name, texts };
}

/** Everything in it is checked one by one later. */
const mayBeCatalogue = (value: unknown): value is Catalogue => isObject(value);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_NAME && !HIDDEN.test(value);
}

interface TextMistakes {
  readonly mistakes: LanguageMistake[];
  readonly missing: string[];
  readonly faulty: ReadonlySet<string>;
}

function* textMistakes(
  expected: readonly ExpectedText[],
  own: Catalogue,
  { lines }: ParsedJson,
): Interruptible<TextMistakes> {
  const there = textsOf(own);
  const texts = new Map(there);
  const stems = new Map(there.map(([key]) => [stemOf(key), key]));
  const placeOf = (key: string) => ({ line: lines.get(`texts.${key}`) ?? null, key: shortened(key) });
  const faulty = new Set<string>();
  const missing: string[] = [];
  const mistakes: LanguageMistake[] = [];
  const add = (key: string, ...all: readonly LanguageMistake[]) => {
    faulty.add(key);
    mistakes.push(...all);
  };
  const take = (fault: CatalogueFault) => {
    const { kind, key } = fault;
    if (kind === 'missing') missing.push(key);
    else if (kind === 'missing_plural') {
      const sibling = stems.get(key);
      if (sibling === undefined) missing.push(`${key}_${fault.plural}`);
      else {
        const place = { ...placeOf(sibling), key: shortened(key) };
        mistakes.push(mistake('missing_plural', { plural: fault.plural }, place));
      }
    } else if (kind === 'placeholders') add(key, ...placeholderMistakes(fault, placeOf(key)));
    else if (kind === 'too_long') add(key, mistake(kind, { most: String(MAX_TEXT) }, placeOf(key)));
    else add(key, mistake(kind, {}, placeOf(key)));
  };
  for (const each of expected) {
    yield;
    for (const fault of textFaults(each, texts.get(each.key))) take(fault);
  }
  const known = new Set(expected.map(({ key }) => key));
  for (const [key, text] of there) {
    yield;
    if (!known.has(key)) take({ kind: 'unknown', key });
    if (typeof text !== 'string') continue;
    if (text.length <= MAX_TEXT && HIDDEN.test(text))
      add(key, mistake('hidden_characters', {}, placeOf(key)));
  }
  return { mistakes, missing, faulty };
}

type PlaceholderFault = Extract<CatalogueFault, { readonly kind: 'placeholders' }>;

function placeholderMistakes(
  { lost, extra }: PlaceholderFault,
  place: { readonly line: number | null; readonly key: string },
): LanguageMistake[] {
  return [
    ...(lost.length === 0 ? [] : [mistake('placeholders_lost', { signs: shortened(lost.join(' ')) }, place)]),
    ...(extra.length === 0
      ? []
      : [mistake('placeholders_extra', { signs: shortened(extra.join(' ')) }, place)]),
  ];
}

/** What is in the file is shown to whoever wrote it, but a file may hold anything. */
const shortened = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, 119)}…`);

const withoutTexts = (key: string): string => key.replace(/^texts\./, '');
