/** What may be wrong with a file of a language, each with what to do. The desk has words of its own for the codes. */
import { LANGUAGE_MISTAKES, type LanguageMistakeCode } from '../../protocol/language-codes.ts';
import type { LanguageMistake } from '../../protocol/languages.ts';
import { ENGLISH_WORDS, type TerminalWords } from '../start/terminal-words.ts';

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
  return {
    code,
    line,
    key,
    params: { ...params },
    detail: ENGLISH_WORDS.say(`language_file.${code}`, params),
  };
}

/** One line for the terminal or the log. */
export function mistakeLine(
  file: string,
  { line, key, code, params, detail }: LanguageMistake,
  { say }: TerminalWords,
): string {
  const name = key === null ? file : `${file} (${key})`;
  const place = line === null ? name : say('language_file.place_line', { place: name, line });
  const known = LANGUAGE_MISTAKES.find((each) => each === code);
  return `${place}: ${known === undefined ? detail : say(`language_file.${known}`, params)}`;
}
