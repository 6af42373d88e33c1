/** The lists of `npm run mutations` still fit the sources: the run itself takes too long for every test. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MUTATIONS } from './all-mutations.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('a mutation', () => {
  it.each(MUTATIONS)('"$name" replaces text that occurs once in its file', ({ file, from, to }) => {
    const source = readFileSync(join(ROOT, file), 'utf8');
    expect(source.split(from).length - 1).toBe(1);
    expect(source.replace(from, () => to)).not.toBe(source);
  });

  it.each(MUTATIONS)('"$name" is noticed by tests that exist', ({ tests }) => {
    expect(tests).not.toEqual([]);
    expect(tests.filter((test) => !/\.test\.tsx?$/.test(test) || !existsSync(join(ROOT, test)))).toEqual([]);
  });

  it('has a name of its own', () => {
    const names = MUTATIONS.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
