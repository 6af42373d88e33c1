import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { whyNoElectron } from './electron-runtime.ts';

const ROOT = join(import.meta.dirname, '..');

/** Runs one Playwright project (it builds the pages first) with further arguments for Playwright; sets the exit code. */
export function runBrowsers(project: string, args: string[]): void {
  const missing =
    process.env['HOST'] === 'electron' ? whyNoElectron(ROOT, process.platform, process.env) : null;
  if (missing !== null) {
    console.log(`NOT RUN: HOST=electron was asked for, but ${missing}.`);
    return;
  }
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js');
  const run = spawnSync(process.execPath, [cli, 'test', `--project=${project}`, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
}

if (import.meta.main) runBrowsers('e2e', process.argv.slice(2));
