/** A button lays what is directly in it out with a gap: a sentence with a name in it has to be one thing there, or it falls apart. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;

/** What stands before each sentence with names in a button of the desk, per file. */
const beforeSentences = globSync('**/*.tsx', { cwd: FOLDER })
  .filter((file) => !file.includes('.test.'))
  .flatMap((file) => {
    const buttons = readFileSync(join(FOLDER, file), 'utf8').matchAll(/<Button[\s>].*?<\/Button>/gs);
    return [...buttons].flatMap(([button]) =>
      [...button.matchAll(/(<[^<>]*>|\S)\s*<BidiText/g)].map(([, before]) => ({ file, before })),
    );
  });

describe('a sentence with a name in a button', () => {
  it('is somewhere', () => {
    expect(beforeSentences.length).toBeGreaterThan(3);
  });

  it.each(beforeSentences)('keeps together: $file', ({ before }) => {
    expect(before).toMatch(/^<(?:span|small)\b/);
  });
});
