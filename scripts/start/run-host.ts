import { join } from 'node:path';
import { openDeskOnce } from './open-desk-once.ts';
import { runNode } from './run-node.ts';

const CLI = join(import.meta.dirname, '../../src/cli/index.ts');

/** Runs the headless host and opens the desk in the browser, unless a program is reading its output. */
export function runHost(args: string[]): void {
  if (args.includes('--json')) runNode([CLI, ...args]);
  else runNode([CLI, ...args], openDeskOnce());
}
