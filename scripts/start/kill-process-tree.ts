import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { waitForClose } from './exit-status.ts';

/** Time for the app to tell its phones, and close. */
const SIGTERM_TIMEOUT_MS = 3_000;
const SIGKILL_TIMEOUT_MS = 5_000;
const POLL_INTERVAL_MS = 50;

/**
 * Ends a process that was started with `detached` (except on Windows) and everything it has started: asks first, then kills.
 * Resolves once none is left (or 5 s after the kill), so that none of them still holds a file or a port.
 */
export async function killProcessTree(pid: number): Promise<void> {
  if (process.platform === 'win32') return killOnWindows(pid);
  if (await isGoneAfter(pid, 'SIGTERM', SIGTERM_TIMEOUT_MS)) return;
  await isGoneAfter(pid, 'SIGKILL', SIGKILL_TIMEOUT_MS);
}

async function isGoneAfter(pid: number, signal: NodeJS.Signals, timeoutMs: number): Promise<boolean> {
  if (!signalGroup(pid, signal)) return true;
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    await delay(POLL_INTERVAL_MS);
    if (!signalGroup(pid, 0)) return true;
  }
  return false;
}

/** False if no process of the group is left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    // EPERM: macOS returns it for a group in which only zombies are left.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw error;
  }
}

/** Forced: without `/f`, windows are only asked to close, which a hanging program ignores. */
async function killOnWindows(pid: number): Promise<void> {
  await waitForClose(spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }));
}
