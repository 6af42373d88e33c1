/** For tests: the program that shows which calls a process makes to its kernel; from Debian where it is missing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALL_LIMIT_MS = 120_000;

function runs(program: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { stdio: 'ignore', timeout: INSTALL_LIMIT_MS, env }).status === 0;
}

/** Null where there is no strace that may trace: the test that needs it then reports itself as not run. */
export function findStrace(): string | null {
  if (process.platform !== 'linux') return null;
  const traces = () => runs('strace', ['-o', '/dev/null', 'true']);
  if (traces()) return 'strace';
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return null;
  runs('apt-get', ['update']);
  runs('apt-get', ['install', '--yes', '--no-install-recommends', 'strace']);
  return traces() ? 'strace' : null;
}
