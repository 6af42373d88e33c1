import { join } from 'node:path';
import { openDeskOnce } from './open-desk.ts';
import { runProgram } from './run-program.ts';

const CLI = join(import.meta.dirname, '../../src/cli/index.ts');

/** Runs the headless host and, unless a program reads its output, opens the desk in the browser. */
export function runHost(args: string[]): void {
  if (args.includes('--json')) runProgram([CLI, ...args]);
  else runProgram([CLI, ...args], openDeskOnce());
}
