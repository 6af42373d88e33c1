import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { getRuntime } from './start/get-runtime.ts';
import { whyNoAttempt } from './start/why-no-window.ts';

const ROOT = join(import.meta.dirname, '..');

/** Runs one Playwright project (which builds the pages first) with extra Playwright arguments; sets the exit code. */
export async function runPlaywright(project: string, args: string[]): Promise<void> {
  const missing = process.env['HOST'] === 'electron' ? await whyNoElectron() : null;
  if (missing !== null) {
    console.log(`NOT RUN: HOST=electron was requested, but ${missing}.`);
    // On CI that is a failure: the machine should have been set up for it.
    if (process.env['CI'] !== undefined) process.exitCode = 1;
    return;
  }
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js');
  const run = spawnSync(process.execPath, [cli, 'test', `--project=${project}`, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
}

/** Downloads the runtime if it is missing. Null: the app can run here. */
async function whyNoElectron(): Promise<string | null> {
  const { platform, env } = process;
  // Playwright starts Electron without its sandbox.
  const whyNoWindow = whyNoAttempt({ platform, env, isRoot: false }, []);
  if (whyNoWindow !== null) return whyNoWindow;
  const runtime = await getRuntime(ROOT, env, (sentence) => console.error(sentence));
  return 'whyNot' in runtime ? runtime.whyNot : null;
}

if (import.meta.main) await runPlaywright('e2e', process.argv.slice(2));
