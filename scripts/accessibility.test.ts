/** docs/accessibility.md answers every criterion, and names tests that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENT = 'docs/accessibility.md';
const report = readFileSync(join(ROOT, DOCUMENT), 'utf8');

/** All of WCAG 2.2 at these levels. */
const CRITERIA = {
  A: `1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2
    2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2`,
  AA: `1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4
    3.3.3 3.3.4 3.3.8 4.1.3`,
} as const;

const rows = [
  ...report.matchAll(
    /^\| (?<criterion>\d\.\d\.\d+) [^|]+ \| (?<level>A+) \| (?<answer>[^|]+) \| (?<how>[^|]+) \|(?<tests>.*)\|$/gm,
  ),
].map(({ groups = {} }) => groups);
const cited = [...report.matchAll(/`(?<file>[\w./-]+\.(?:test|spec)\.tsx?)` "(?<title>[^"]+)"/g)].map(
  ({ groups }) => [groups?.['file'] ?? '', groups?.['title'] ?? ''],
);

describe('the conformance report', () => {
  it.each(Object.entries(CRITERIA))('has every criterion of level %s once', (level, criteria) => {
    const named = rows.filter((row) => row['level'] === level).flatMap((row) => row['criterion'] ?? []);
    expect(new Set(named)).toEqual(new Set(criteria.split(/\s+/)));
    expect(named).toHaveLength(criteria.split(/\s+/).length);
  });

  it('answers each with one of three', () => {
    const answers = new Set(rows.map((row) => row['answer']));
    expect(answers).toEqual(new Set(['does not apply', 'partially', 'supports']));
  });

  it('names a test for all that is met, or says that somebody has looked', () => {
    const unshown = rows.filter(
      ({ answer, how = '', tests = '' }) =>
        answer !== 'does not apply' && !tests.includes('`') && !how.includes('By inspection.'),
    );
    expect(unshown.map((row) => row['criterion'])).toEqual([]);
    expect(cited.length).toBeGreaterThan(rows.length / 2);
  });

  it.each(cited)('names a test that exists: %s "%s"', (file, title) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  });

  it('is found from the README', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`](${DOCUMENT})`);
  });
});
