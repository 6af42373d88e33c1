import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { binScript } from './bin-script.ts';

const ROOT = join(import.meta.dirname, '..');

test.each(['tsc', 'oxlint', 'oxfmt', 'vitest', 'playwright'])('Node runs %s without a shell', (name) => {
  const run = spawnSync(process.execPath, [binScript(ROOT, name), '--version'], { encoding: 'utf8' });
  expect(run.stdout).toMatch(/\d+\.\d+/);
  expect(run.status).toBe(0);
});

test('a missing program is named in the error', () => {
  expect(() => binScript(ROOT, 'no-such-program')).toThrow('no-such-program');
  expect(() => binScript(ROOT, 'react')).toThrow('react');
});
