/** The bench runs: every measure is taken once, small. What it measures is compared by hand, not here. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('measures everything once', { timeout: 180_000 }, async () => {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'run.ts'), '--smoke']);
  const rows = stdout.split('\n').filter((line) => /\| (yes|NO) /.test(line));
  expect(rows).toHaveLength(9);
  expect(stdout).not.toContain('NaN');
});
