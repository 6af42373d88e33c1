import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..');
const IS_ROOT = process.getuid?.() === 0;

export interface LaunchedHost {
  process: ChildProcess;
  /** The desktop app; null in the headless host. */
  app: ElectronApplication | null;
}

export interface LaunchOptions {
  /** The host's command line options. */
  readonly options: readonly string[];
  /** The desktop app's own folder. Starting it again with the same folder counts as a second instance. */
  readonly userData: string;
}

export type LaunchHost = (options: LaunchOptions) => Promise<LaunchedHost>;

/** Starts the host, headless or in the desktop app if `HOST` is `electron`. Both print the same line when they are ready. */
export async function launchHost({ options, userData }: LaunchOptions): Promise<LaunchedHost> {
  if (process.env['HOST'] !== 'electron') {
    const child = spawn(process.execPath, ['src/cli/index.ts', ...options], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { process: child, app: null };
  }
  const app = await _electron.launch({
    args: appArguments(userData, options),
    // With the sandbox, as people run it; except as root, where Chromium refuses.
    chromiumSandbox: !IS_ROOT,
    cwd: ROOT,
  });
  return { process: app.process(), app };
}

/** Electron's own switches come before the app's path; what follows it is ours. */
function appArguments(userData: string, options: readonly string[]): string[] {
  return [`--user-data-dir=${userData}`, ROOT, ...options];
}

/**
 * Asks a host to close. Windows has no signals: there the signal is faked inside the app, and the headless host ends at once, as if
 * the battery had run out.
 */
export async function requestClose({ process: child, app }: LaunchedHost): Promise<void> {
  if (process.platform === 'win32' && app !== null) await app.evaluate(() => void process.emit('SIGTERM'));
  else child.kill('SIGTERM');
}

/** Starts the running app a second time, as double-clicking its icon would; resolves with the second instance's exit code. */
export async function launchSecondInstance(
  app: ElectronApplication,
  userData: string,
): Promise<number | null> {
  const program = await app.evaluate(({ app: electron }) => electron.getPath('exe'));
  const switches = IS_ROOT ? ['--no-sandbox'] : [];
  const second = spawn(program, [...switches, ...appArguments(userData, ['--no-mdns'])], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  await once(second, 'exit', { signal: AbortSignal.timeout(20_000) });
  return second.exitCode;
}
