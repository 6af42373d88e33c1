import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

/** What finding and installing programs needs of a machine, so that a test can hand in another one. */
export interface Machine {
  env: Record<string, string | undefined>;
  isRoot: boolean;
  exists(path: string): boolean;
  /** Existing files that match a glob pattern. */
  glob(pattern: string): string[];
  /** Runs a command to its end, without input. */
  run(command: string, args: string[]): Run;
}

interface Run {
  /** False as well where there is no such command. */
  ok: boolean;
  /** All that it wrote, standard error last. */
  output: string;
}

const LIMIT_MS = 300_000;

export const thisMachine: Machine = {
  env: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  glob: (pattern) => globSync(pattern),
  run(command, args) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      timeout: LIMIT_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return { ok: status === 0, output: `${stdout}${stderr}${error?.message ?? ''}` };
  },
};
