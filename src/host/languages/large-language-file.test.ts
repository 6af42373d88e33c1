/** Files as large as one may be, made to take as long, or as much memory, as they can: the host that reads them is serving a game. */
import { expect, it } from 'vitest';
import { runAtOnce } from '../time/time-slices.ts';
import { LANGUAGE_FORMAT, LANGUAGE_VERSION, readLanguageFile } from './language-file.ts';

const ENGLISH = { player: { title: 'Play', greeting: 'Hello {{name}}' } };
const BYTES = 1_000_000;
/** Of the processor, so that a busy machine changes nothing: far more than any needs; what grows with the square takes minutes. */
const ENOUGH_MS = 30_000;

const filled = (part: string, bytes = BYTES) => part.repeat(Math.floor(bytes / Buffer.byteLength(part)));
const head = `{"format":"${LANGUAGE_FORMAT}","version":${LANGUAGE_VERSION}`;
const withTexts = (texts: string) => `${head},"texts":${texts}}`;
const title = (text: string) => withTexts(`{"player":{"title":${JSON.stringify(text)}}}`);
const entries = (count: number, entry: (at: number) => string) =>
  `{${Array.from({ length: count }, (_, at) => entry(at)).join(',')}}`;
/** Each in the one before. */
const nested = (keys: readonly string[], inmost: string) =>
  keys.reduceRight((inner, key) => `{"${key}":${inner}}`, inmost);

it.each<readonly [string, string]>([
  ...['{{', '{{a', '$t(', '<a', '<!--', '{{<a$t(', '"', '\\', '\u202e', '\ud800', 'é'].map(
    (part) => [`a text of ${JSON.stringify(part)}`, title(filled(part, BYTES / 2))] as const,
  ),
  ['a name of blanks', `${head},"name":"${filled(' ')}x","texts":{}}`],
  ['a thousand long texts', withTexts(entries(900, (at) => `"k${at}":"${filled('{{', 1_100)}"`))],
  ['one key again and again', withTexts(entries(BYTES / 6, () => '"a":1'))],
  ['many keys', withTexts(entries(BYTES / 12, (at) => `"${at}":1`))],
  ['many keys in lines', withTexts(entries(BYTES / 12, (at) => `\n"${at}":1`))],
  ['one long key', withTexts(`{"${filled('k')}":1}`)],
  [
    'many keys in a long one',
    withTexts(
      nested(
        [filled('k', BYTES / 2)],
        entries(BYTES / 20, (at) => `"${at}":1`),
      ),
    ),
  ],
  [
    'many keys in many long ones',
    withTexts(
      nested(
        Array.from({ length: 25 }, () => filled('k', 9_000)),
        entries(BYTES / 20, (at) => `"${at}":1`),
      ),
    ),
  ],
  ['one line of lists', withTexts(`{"a":[${filled('[],')}[]]}`)],
  ['empty lines', `{${filled('\n')}x`],
  ['brackets alone', filled('[')],
  ['commas alone', `${head},${filled(',')}`],
])(
  'a file with %s is read at once',
  (_, text) => {
    const began = process.cpuUsage();
    const { texts, mistakes } = runAtOnce(readLanguageFile('nl.json', Buffer.from(text), ENGLISH));
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(ENOUGH_MS);
    expect(mistakes).not.toEqual([]);
    expect([ENGLISH, {}]).toContainEqual(texts);
  },
  120_000,
);
