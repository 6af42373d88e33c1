import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../../src/cli/check-options.ts');

/** False if an option is invalid: then says which one and sets the exit code, before anything is built or downloaded. */
export function areOptionsValid(args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status === 0) return true;
  process.exitCode = status ?? 1;
  return false;
}
