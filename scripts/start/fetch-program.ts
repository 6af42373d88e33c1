/**
 * Fetches the runtime in a process of its own: `get-runtime.ts` starts and stops it. Prints the reason for a failure on standard
 * output.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FetchError, fetchRuntime, LIMITS } from './fetch-runtime.ts';
import { guardStreams } from './guard-streams.ts';
import { createProgressBar } from './progress-bar.ts';

/** With an Intel Node on Apple silicon, Electron's installer takes the Apple silicon build, and so do we. */
function ownArch(): string {
  if (process.platform !== 'darwin' || process.arch !== 'x64') return process.arch;
  const asked = spawnSync('sysctl', ['-in', 'sysctl.proc_translated'], { encoding: 'utf8' });
  return asked.stdout?.trim() === '1' ? 'arm64' : process.arch;
}

guardStreams();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => stop.abort(new FetchError('it was cancelled')));

try {
  await fetchRuntime({
    root: join(import.meta.dirname, '../..'),
    env: process.env,
    platform: process.platform,
    arch: ownArch(),
    limits: LIMITS,
    stop: stop.signal,
    onProgress: createProgressBar({
      isTTY: process.stderr.isTTY,
      write: (text) => process.stderr.write(text),
    }),
  });
} catch (error) {
  if (!(error instanceof FetchError)) throw error;
  process.stdout.write(error.message);
  process.exitCode = 1;
}
