import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const threats = readFileSync(join(ROOT, 'THREATS.md'), 'utf8');
const cited = [...threats.matchAll(/`(?<file>[\w./-]+\.(?:test|spec)\.ts)` "(?<title>[^"]+)"/g)].map(
  ({ groups }) => [groups?.['file'] ?? '', groups?.['title'] ?? ''],
);

describe('THREATS.md', () => {
  it('names a test for every threat', () => {
    const rows = threats.split('\n').filter((line) => /^\| (?!tries to|what)/.test(line));
    expect(cited).toHaveLength(rows.length);
  });

  it.each(cited)('names a test that exists: %s "%s"', (file, title) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  });
});
