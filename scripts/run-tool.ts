import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withCompileCache } from './start/compile-cache.ts';

const ROOT = join(import.meta.dirname, '..');
const STDERR = 2;

/**
 * Runs a package's build tool; its output goes to standard error.
 * @param tool its path in node_modules
 * @param errorMessage what to say when it fails, without a full stop
 * @throws if it fails or isn't installed.
 */
export function runTool(tool: string, args: readonly string[], errorMessage: string): void {
  const path = join(ROOT, 'node_modules', tool);
  if (!existsSync(path)) throw new Error(`${errorMessage}: a package is missing. Run npm ci first.`);
  const run = spawnSync(process.execPath, [path, ...args, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', STDERR, STDERR],
    // With any other NODE_ENV, React's development build would be bundled.
    env: { ...withCompileCache(process.env), NODE_ENV: 'production' },
  });
  if (run.status !== 0) throw new Error(`${errorMessage}: see above.`);
}
