/**
 * Downloads the runtime in a separate process, which `get-runtime.ts` starts and stops. If it fails, prints the reason to standard
 * output.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FetchError, fetchRuntime, TIME_LIMITS } from './fetch-runtime.ts';
import { ignoreBrokenPipes } from './ignore-broken-pipes.ts';
import { createProgressBar } from './progress-bar.ts';

/** With Intel Node on Apple silicon, Electron's installer takes the Apple silicon build, and so do we. */
function runtimeArch(): string {
  if (process.platform !== 'darwin' || process.arch !== 'x64') return process.arch;
  const asked = spawnSync('sysctl', ['-in', 'sysctl.proc_translated'], { encoding: 'utf8' });
  return asked.stdout?.trim() === '1' ? 'arm64' : process.arch;
}

ignoreBrokenPipes();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => stop.abort(new FetchError('it was cancelled')));

try {
  await fetchRuntime({
    root: join(import.meta.dirname, '../..'),
    env: process.env,
    platform: process.platform,
    arch: runtimeArch(),
    timeLimits: TIME_LIMITS,
    abortSignal: stop.signal,
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
