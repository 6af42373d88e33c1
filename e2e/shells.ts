import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..');
const IS_ROOT = process.getuid?.() === 0;

export interface Shell {
  process: ChildProcess;
  /** The desktop app; null in the headless host. */
  app: ElectronApplication | null;
}

export interface ShellOptions {
  /** Of the host. */
  readonly options: readonly string[];
  /** A folder for what the desktop app keeps besides the evening. Apps with the same one are one app, started twice. */
  readonly userData: string;
}

export type OpenShell = (options: ShellOptions) => Promise<Shell>;

/** Starts the host in the shell that `HOST` names. Both say by the same line on standard output that they are ready. */
export async function startShell({ options, userData }: ShellOptions): Promise<Shell> {
  if (process.env['HOST'] !== 'electron') {
    const child = spawn(process.execPath, ['src/cli/index.ts', ...options], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { process: child, app: null };
  }
  const app = await _electron.launch({
    args: appArguments(userData, options),
    // As people run it; as root Chromium refuses to start with its sandbox.
    chromiumSandbox: !IS_ROOT,
    cwd: ROOT,
  });
  return { process: app.process(), app };
}

/** Electron's own switches stand before the app's path; what follows it is ours. */
function appArguments(userData: string, options: readonly string[]): string[] {
  return [`--user-data-dir=${userData}`, ROOT, ...options];
}

/**
 * Asks a shell to close. Windows has no signals: there the app is told from within that one came, and the headless host ends at
 * once, as when the battery falls out.
 */
export async function askToClose({ process: child, app }: Shell): Promise<void> {
  if (process.platform === 'win32' && app !== null) await app.evaluate(() => void process.emit('SIGTERM'));
  else child.kill('SIGTERM');
}

/** Starts the app that is running once more, as a double click on its icon does; resolves with the exit code of that start. */
export async function startAgain(app: ElectronApplication, userData: string): Promise<number | null> {
  const program = await app.evaluate(({ app: electron }) => electron.getPath('exe'));
  const switches = IS_ROOT ? ['--no-sandbox'] : [];
  const second = spawn(program, [...switches, ...appArguments(userData, ['--no-mdns'])], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  await once(second, 'exit', { signal: AbortSignal.timeout(20_000) });
  return second.exitCode;
}
