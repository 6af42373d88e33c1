import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { binScript } from './bin-script.ts';

const ROOT = join(import.meta.dirname, '..');

/** One thing that `npm test` does: a program of node_modules, or a script of ours by its path, with its arguments. */
export interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads the counts that the step wrote; a step without tests has none. */
  counts?: () => Counts;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Outcome {
  name: string;
  ok: boolean;
  seconds: number;
  output: string;
  counts: Counts;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

const TEN_MINUTES = 600_000;

/** The command as arguments for Node. */
function forNode([program = '', ...args]: string[]): string[] {
  return [program.endsWith('.ts') ? program : binScript(ROOT, program), ...args];
}

/** Runs a command in the project's folder and keeps what it says. Rejects where there is no such program. */
async function execute(
  command: string[],
  env: Record<string, string>,
): Promise<[ok: boolean, output: string]> {
  const run = spawn(process.execPath, forNode(command), {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TEN_MINUTES,
  });
  let output = '';
  const keep = (text: string) => {
    output += text;
  };
  run.stdout.setEncoding('utf8').on('data', keep);
  run.stderr.setEncoding('utf8').on('data', keep);
  return new Promise((resolve) => {
    run.on('error', (error) => resolve([false, `${output}${error.message}\n`]));
    run.on('close', (code, signal) => {
      resolve([code === 0, signal === null ? output : `${output}Stopped by ${signal}.\n`]);
    });
  });
}

/** What a step counted; a step that went wrong counts at least one failure, also when no test of it failed. */
function countsOf(step: Step, ok: boolean): Counts {
  const counts = step.counts?.() ?? NONE;
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** Runs one step and says how it went, with its output when it failed. */
export async function runStep(step: Step): Promise<Outcome> {
  const started = performance.now();
  const [ok, output] = await execute(step.command, step.env ?? {}).catch(
    (error: unknown) => [false, String(error)] as const,
  );
  const seconds = (performance.now() - started) / 1000;
  const counts = countsOf(step, ok);
  const tests = step.counts ? `  ${summary([counts])}` : '';
  console.log(
    `${ok ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s${tests}`,
  );
  if (!ok) console.log(`${output.trimEnd()}\n`);
  return { name: step.name, ok, seconds, output, counts };
}

/** "123 passed, 0 failed", with ", 4 skipped" where there are any. */
export function summary(all: Counts[]): string {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
