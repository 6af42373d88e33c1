/** `npm run test:faults` runs every file that has a long form. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** What no other command runs: `vitest.config.ts`. */
const WHOLE = /\.long\.test\.tsx?$/;
const LONG_FORM = /from '[^']*\/(?:long-form|repetitions)\.fixtures\.ts'/;

it('the long form of every test that has one is run by command', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const run = scripts['test:faults']?.split(' ').filter((word) => word.includes('/')) ?? [];
  const files = ['src', 'scripts', 'bench']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        `${folder}/${name}`.replaceAll('\\', '/'),
      ),
    )
    .filter((name) => /\.test\.tsx?$/.test(name))
    .filter((name) => WHOLE.test(name) || LONG_FORM.test(readFileSync(join(ROOT, name), 'utf8')));
  expect(files).toContain('scripts/start.test.ts');
  expect(files.filter((name) => WHOLE.test(name))).not.toEqual([]);
  expect(files.filter((name) => !run.some((part) => name.startsWith(part)))).toEqual([]);
});
