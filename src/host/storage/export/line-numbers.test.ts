/** The line that a message about a file names is the one that an editor shows, whatever blank lines there are before it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLibraryFile } from '../../library/library-file.ts';
import { runAtOnce } from '../../time/time-slices.ts';
import { ImportError } from './import-error.ts';
import { readGameExport } from './read-game-export.ts';

const frozen = (name: string) => readFileSync(join(import.meta.dirname, '../frozen', name), 'utf8');
const spoil = (text: string, before: string | RegExp, after: string) => {
  expect(text).toMatch(before);
  return text.replace(before, after);
};
const whyNot = (text: string, encoding?: BufferEncoding) => {
  try {
    runAtOnce(readGameExport(Buffer.from(text, encoding)));
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('the file was read');
};

/** From before the checksums, as those find every change first. */
const OLDER = frozen('export-2.jsonl');
/** Where an editor that counts from 1 shows the first difference. */
const lineOf = (text: string, changed: string) => {
  const lines = text.split('\n');
  return changed.split('\n').findIndex((line, index) => line !== lines[index]) + 1;
};

const FAULTS: readonly (readonly [string, string, string])[] = [
  ['damaged', frozen('export-3.jsonl'), spoil(frozen('export-3.jsonl'), '"Ämilie"', '"Emilie"')],
  ['invalid', OLDER, spoil(OLDER, /("participant_joined".*\n.*)"seq":/, '$1"sec":')],
  ['text', OLDER, spoil(OLDER, '"Ämilie"', String.raw`"Ä\u0007milie"`)],
  ['impossible', OLDER, spoil(OLDER, /("participant_joined".*\n.*"seq":)\d+/, '$17777')],
];

describe.each([
  ['without blank lines', (text: string) => text],
  ['after a blank line behind each line', (text: string) => text.replaceAll('\n', '\n\n')],
  ['after blank lines as Windows ends them', (text: string) => text.replaceAll('\n', '\r\n \t\r\n\r\n')],
])('a file of a game %s', (_how, spread) => {
  it.each(FAULTS)('names the true line where one is %s', (kind, whole, changed) => {
    const line = lineOf(spread(whole), spread(changed));
    expect(line).toBeGreaterThan(1);
    const { why, message } = whyNot(spread(changed));
    expect(why).toEqual({ reason: `file_line_${kind}`, params: { line } });
    expect(message).toMatch(kind === 'impossible' ? /./ : new RegExp(`^Line ${line} `));
  });

  it.each([
    ['export-2.jsonl', 'invalid'],
    ['export-3.jsonl', 'damaged'],
  ])('names the first line that is not UTF-8: %s', (name, kind) => {
    const text = spread(frozen(name));
    const line = text.split('\n').findIndex((each) => /[^\0-\x7F]/.test(each)) + 1;
    expect(whyNot(text, 'latin1').why).toEqual({ reason: `file_line_${kind}`, params: { line } });
  });

  it('of exercises does the same', () => {
    const whole = frozen('library-1.jsonl');
    const changed = spoil(whole, /"target":20/, '"target":-1');
    const { mistakes } = runAtOnce(readLibraryFile(spread(changed)));
    expect(mistakes.map(({ line }) => line)).toEqual([lineOf(spread(whole), spread(changed))]);
  });
});
