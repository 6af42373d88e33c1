import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { binScript } from './bin-script.ts';

const ROOT = join(import.meta.dirname, '..');

/** One task of `npm test`: a program in node_modules, or one of our scripts by its path, with its arguments. */
export interface Task {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads the test counts that the task wrote; absent for a task without tests. */
  counts?: () => Counts;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface TaskResult {
  name: string;
  ok: boolean;
  seconds: number;
  output: string;
  counts: Counts;
}

export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 };

/** Long enough for the end-to-end tests on a slow machine, short enough to end what hangs. */
const LIMIT_MS = 30 * 60_000;

/** The command, as arguments for Node. */
function nodeArguments([program = '', ...args]: string[]): string[] {
  return [program.endsWith('.ts') ? program : binScript(ROOT, program), ...args];
}

/** Runs a command in the project's folder and captures its output. Rejects if there is no such program. */
async function execute(
  command: string[],
  env: Record<string, string>,
): Promise<[ok: boolean, output: string]> {
  const child = spawn(process.execPath, nodeArguments(command), {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
  });
  let output = '';
  const append = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve([false, `${output}${error.message}\n`]));
    child.on('close', (code, signal) => {
      resolve([code === 0, signal === null ? output : `${output}Stopped by ${signal}.\n`]);
    });
  });
}

/** The counts of a task; one that failed counts at least one failure, even if none of its tests failed. */
function countsOf(task: Task, ok: boolean): Counts {
  const counts = task.counts?.() ?? NO_COUNTS;
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** Runs one task and prints how it went, with its output if it failed. */
export async function runTask(task: Task): Promise<TaskResult> {
  const started = performance.now();
  const [ok, output] = await execute(task.command, task.env ?? {}).catch(
    (error: unknown) => [false, String(error)] as const,
  );
  const seconds = (performance.now() - started) / 1000;
  const counts = countsOf(task, ok);
  const tests = task.counts ? `  ${summary([counts])}` : '';
  console.log(
    `${ok ? 'ok    ' : 'FAILED'}  ${task.name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s${tests}`,
  );
  if (!ok) console.log(`${output.trimEnd()}\n`);
  return { name: task.name, ok, seconds, output, counts };
}

/** "123 passed, 0 failed", with ", 4 skipped" where there are any. */
export function summary(all: Counts[]): string {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
