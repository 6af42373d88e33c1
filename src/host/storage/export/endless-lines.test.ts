/** Files that are one line, or nothing but line ends: they are refused, and nobody waits for that. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../time/time-slices.ts';
import { readGameExport } from './read-game-export.ts';

const MANY = 100_000;
/** From before the checksums, so that spaces between its words are no damage. */
const FILE = readFileSync(join(import.meta.dirname, '../frozen/export-2.jsonl'), 'utf8');
const read = (text: string) => runAtOnce(readGameExport(Buffer.from(text)));
const padded = (line: number, padding: string) =>
  FILE.split('\n')
    .map((text, index) => (index === line - 1 ? text.replace(':', `:${padding}`) : text))
    .join('\n');

describe('a file of a game', () => {
  it('is not looked at where a line is much longer than any of an export', () => {
    const whole = read(FILE);
    expect(read(padded(3, ' '.repeat(1_000)))).toEqual(whole);
    expect(() => read(padded(3, ' '.repeat(300_000)))).toThrow(/^Line 3 is not as an export writes it\./);
    expect(() => read(padded(1, ' '.repeat(300_000)))).toThrow(/^This is not an exported game/);
    expect(() => read(`${FILE}${' '.repeat(300_000)}`)).toThrow(/^The file says it holds/);
  });

  it('lets others have their turn between blank lines, of which it may have as many as it likes', () => {
    const blank = Buffer.from(FILE.replace('\n', '\n'.repeat(MANY)));
    expect([...readGameExport(blank)].length).toBeGreaterThan(2 * MANY);
    expect(runAtOnce(readGameExport(blank))).toEqual(read(FILE));
  });

  it('is measured by its size alone, not by how many events it says it holds', () => {
    const said = FILE.replace(/"events":\d+/, '"events":5000000');
    expect(() => read(said)).toThrow(/^The file says it holds 5000000 events, but \d+ are there\./);
  });
});
