/** What may be wrong with a file of a language, each with what to do. The desk has words of its own for the codes. */
import type { LanguageMistakeCode } from '../../protocol/language-codes.ts';
import type { LanguageMistake } from '../../protocol/languages.ts';
import { createSay } from '../../protocol/plain-words.ts';

const SENTENCES = {
  not_a_file: 'This is not a file. Put a JSON file there instead.',
  unreadable: 'The file cannot be read ({{error}}). Allow this user to read it.',
  too_large: 'The file is larger than {{most}} KB. Check that it is the right one.',
  too_many_files:
    'There are more than {{most}} files, so this one and those after it are left out. Take away what nobody needs.',
  not_a_language:
    '"{{name}}" is no code of a language. Name the file by its code, such as nl.json or pt-BR.json.',
  built_in:
    '{{language}} is built in, so this file is left out. CONTRIBUTING.md says how to improve its words.',
  same_language: '{{other}} is the same language already. Keep one of the two files.',
  pages_missing:
    'The pages are not built, so there is nothing to compare it with. Build them, then start again.',
  not_utf8: 'The file is not UTF-8. Save it as UTF-8.',
  not_json:
    'This is not JSON from here on. Look for a missing quotation mark, comma or brace, here or in the line before.',
  wrong_shape:
    'This is no file of a language: it needs "format", "version" and "texts" as in the English file. Start with a copy of that.',
  newer_version:
    'This file is for a newer version of the program. Update the program, or take an older file.',
  bad_name: `"name" is the language's own name, with at most {{most}} characters. Correct it, or take it out.`,
  twice: 'This key is there twice; the last one counts. Take one of them out.',
  unknown: 'There is no such text. Check the spelling of its keys, or take it out.',
  empty: 'The text is empty. Write it, or take it out.',
  not_text: 'This has to be a text in quotation marks.',
  missing_plural:
    'The plural form "{{plural}}" of this text is missing. Add it: its key ends in _{{plural}}.',
  placeholders_lost: 'The text lacks {{signs}}. Put that where it belongs in the sentence, unchanged.',
  placeholders_extra: 'The text has {{signs}}, which the English one has not. Take that out, or correct it.',
  too_long: 'The text has more than {{most}} characters. Shorten it.',
  hidden_characters: 'The text has characters that nobody can see. Type it again.',
} as const satisfies Readonly<Record<LanguageMistakeCode, string>>;
const say = createSay<LanguageMistakeCode>({ en: SENTENCES }, 'en');

interface Place {
  readonly line?: number | null;
  readonly key?: string | null;
}

/**
 * @param params what its sentence names
 * @param place where it is; absent: it is about the whole file
 */
export function mistake(
  code: LanguageMistakeCode,
  params: Readonly<Record<string, string>> = {},
  { line = null, key = null }: Place = {},
): LanguageMistake {
  return { code, line, key, params: { ...params }, detail: say(code, params) };
}

/** One line for the terminal. */
export function mistakeLine(file: string, { line, key, detail }: LanguageMistake): string {
  const place = [file, ...(line === null ? [] : [`line ${line}`]), ...(key === null ? [] : [key])];
  return `${place.join(', ')}: ${detail}`;
}
