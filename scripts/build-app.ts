import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { orSayWhy } from './or-say-why.ts';

const ROOT = join(import.meta.dirname, '..');
const STDERR = 2;

/**
 * Builds main and preload of the desktop app into dist/app; says what goes wrong on standard error.
 * @throws when they do not build.
 */
export function buildApp(): void {
  const cli = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const run = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', STDERR, STDERR],
  });
  if (run.status !== 0) throw new Error('The desktop app does not build; the reason is above.');
}

if (import.meta.main) await orSayWhy(buildApp);
