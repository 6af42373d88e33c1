import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { waitForClose } from './exit-status.ts';

/** Time for the app to tell its phones and close. */
const POLITELY_MS = 3_000;
const AT_ALL_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * Ends a process that was started with `detached` (not on Windows) and all that it started: asks first, then kills. Resolves when
 * none is left (or 5 s after the kill), so that none of them still holds a file or a port.
 */
export async function killTree(pid: number): Promise<void> {
  if (process.platform === 'win32') return killTreeOnWindows(pid);
  if (await isGoneAfter(pid, 'SIGTERM', POLITELY_MS)) return;
  await isGoneAfter(pid, 'SIGKILL', AT_ALL_MS);
}

async function isGoneAfter(pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  if (!reaches(pid, signal)) return true;
  const giveUpAt = performance.now() + patienceMs;
  while (performance.now() < giveUpAt) {
    await delay(LOOK_EVERY_MS);
    if (!reaches(pid, 0)) return true;
  }
  return false;
}

/** False when no process of the group is left. */
function reaches(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    // EPERM: macOS says so of a group in which only zombies are left.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw error;
  }
}

/** Forced: without `/f` windows are only asked to close, which a hanging program ignores. */
async function killTreeOnWindows(pid: number): Promise<void> {
  await waitForClose(spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }));
}
