import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

/** The parts of a machine used to find and install programs, so that a test can pass in a fake one. */
export interface Machine {
  env: Record<string, string | undefined>;
  isRoot: boolean;
  exists(path: string): boolean;
  /** The existing files that match a glob pattern. */
  glob(pattern: string): string[];
  /** Runs a command without input and waits for it to finish. */
  run(command: string, args: string[]): Run;
}

interface Run {
  /** Also false if there is no such command. */
  ok: boolean;
  /** Everything it wrote, standard error last. */
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
