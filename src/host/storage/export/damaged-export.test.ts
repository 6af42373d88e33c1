/** A changed byte anywhere in an exported game, and a line that is lost, doubled or elsewhere, is noticed, or changes nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import { runAtOnce } from '../../time/time-slices.ts';
import { ImportError } from './import-error.ts';
import { readGameExport } from './read-game-export.ts';

/** One byte in so many is tried; all of them in the long form. */
const STRIDE = Math.max(1, Math.ceil(7 / REPETITIONS));

const FILE = readFileSync(join(import.meta.dirname, '../frozen/export-3.jsonl'));
const LINES = FILE.toString('utf8').split('\n').slice(0, -1);

/** What is read; null if it is refused with what to do. */
function read(file: Uint8Array): string | null {
  try {
    return JSON.stringify(runAtOnce(readGameExport(file)));
  } catch (error) {
    if (error instanceof ImportError && /again|another file/.test(error.message)) return null;
    throw error;
  }
}

const WHOLE = read(FILE);
const readLines = (lines: readonly string[]) => read(Buffer.from(lines.map((line) => `${line}\n`).join('')));

describe('an exported game', () => {
  it('in which one bit is flipped, at any byte, is refused, or is the same game', () => {
    expect(WHOLE).not.toBeNull();
    const silent: number[] = [];
    let noticed = 0;
    for (let position = 0; position < FILE.length; position += STRIDE) {
      const bytes = Buffer.from(FILE);
      bytes[position] = (bytes[position] ?? 0) ^ (1 << (position % 8));
      const found = read(bytes);
      if (found === null) noticed += 1;
      else if (found !== WHOLE) silent.push(position);
    }
    expect(silent).toEqual([]);
    expect(noticed).toBeGreaterThan(FILE.length / STRIDE - 2);
  }, 120_000);

  it('in whose first line any bit is flipped is never taken for another version', () => {
    const header = LINES[0] ?? '';
    for (let bit = 0; bit < header.length * 8; bit += 1) {
      const bytes = Buffer.from(FILE);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit % 8));
      expect([bit, read(bytes)]).toEqual([bit, null]);
    }
  });

  it.each([
    [
      'a field in its first line that no export has',
      0,
      '{',
      '{"made_by":"Zoë",',
      /^Line 1 is not as an export/,
    ],
    ['a field in an event that no export has', 1, '"event":{', '"event":{"music":1,', /newer version/],
    ['a field twice in its first line', 0, '"events":', '"events":1,"events":', /^This is not an exported/],
    ['a field twice in a line', 2, '"by":', '"by":1,"by":', /^Line 3 is not as an export/],
    [
      'a field twice in an event',
      2,
      '"event":{',
      '"event":{"type":"game_started",',
      /^Line 3 is not as an export/,
    ],
  ])(
    'of before the checksums, with %s, is refused with where that is',
    (_what, index, before, after, said) => {
      const older = readFileSync(join(import.meta.dirname, '../frozen/export-2.jsonl'), 'utf8').split('\n');
      const line = older[index] ?? '';
      expect(line).toContain(before);
      older[index] = line.replace(before, after);
      expect(() => runAtOnce(readGameExport(Buffer.from(older.join('\n'))))).toThrow(said);
    },
  );

  it.each([
    ['without a checksum', /,"checksum":\d+\}/, '}'],
    ['with a checksum of another kind', /"checksum":\d+\}/, '"checksum":"sha256-47DEQpj8"}'],
    ['with its checksum elsewhere', /,("checksum":\d+)\}/, ',$1,"signed_by":"somebody"}'],
  ])('of a later version, %s, is called newer, and not damaged', (_how, end, other) => {
    const header = (LINES[0] ?? '').replace('"version":3', '"version":4').replace(end, other);
    expect(header).toContain('"version":4');
    const file = Buffer.from([header, ...LINES.slice(1), ''].join('\n'));
    expect(() => runAtOnce(readGameExport(file))).toThrow(/^A newer version of this program wrote the file/);
  });

  it.each(LINES.slice(1).map((_, index) => index + 1))('without, or with twice, line %i is refused', (at) => {
    const line = LINES[at] ?? '';
    expect(readLines(LINES.toSpliced(at, 1))).toBeNull();
    expect(readLines(LINES.toSpliced(at, 0, line))).toBeNull();
    expect(readLines(LINES.with(at, LINES[at - 1] ?? ''))).toBeNull();
    expect(readLines(LINES.slice(0, at))).toBeNull();
  });

  it('is refused wherever it is cut', () => {
    for (let end = 0; end < FILE.length - 1; end += 7) expect(read(FILE.subarray(0, end))).toBeNull();
  });

  it('names the line, and says what to do', () => {
    const changed = FILE.toString('utf8').replace('"Ämilie"', '"Emilie"');
    const line = LINES.findIndex((each) => each.includes('"Ämilie"')) + 1;
    expect(() => runAtOnce(readGameExport(Buffer.from(changed)))).toThrow(
      `Line ${line} is no longer as it was exported: the file was damaged or changed. ` +
        'Copy it again from where it was made, or export the game again.',
    );
    const older = FILE.toString('utf8').replace('"version":3', '"version":2');
    expect(() => runAtOnce(readGameExport(Buffer.from(older)))).toThrow(/^Line 1 is no longer/);
  });

  it('is the same game with the line ends of another system, or a byte order mark', () => {
    expect(readLines(LINES.map((line) => `${line}\r`))).toBe(WHOLE);
    expect(read(Buffer.from(`\uFEFF${FILE.toString('utf8')}`))).toBe(WHOLE);
    expect(read(FILE.subarray(0, -1))).toBe(WHOLE);
  });
});
