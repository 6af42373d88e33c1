/** Runs the bench briefly, for tests. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Rejects when the bench fails. `parts` as on its command line. */
export async function runSmokeBench(parts: string): Promise<{ rows: string[]; output: string }> {
  const bench = join(import.meta.dirname, 'run.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [bench, '--smoke', '--parts', parts]);
  return {
    rows: stdout
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2),
    output: stdout,
  };
}
