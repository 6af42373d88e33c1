import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..');

export interface Shell {
  process: ChildProcess;
  /** The desk's window; null where the shell has none. */
  window: (() => Promise<Page>) | null;
}

/** Starts the host in the shell that `HOST` names. Both say by the same line on standard output that they are ready. */
export async function startShell(options: readonly string[]): Promise<Shell> {
  if (process.env['HOST'] !== 'electron') {
    const child = spawn(process.execPath, ['src/cli/index.ts', ...options], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { process: child, window: null };
  }
  const app = await _electron.launch({ args: [ROOT, ...options], cwd: ROOT });
  return { process: app.process(), window: () => app.firstWindow() };
}
