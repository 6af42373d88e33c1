import { join } from 'node:path';
import { openDeskOnce } from './open-desk-once.ts';
import { runNode } from './run-node.ts';

const CLI = join(import.meta.dirname, '../../src/cli/index.ts');

/** Runs the headless host and, unless a program reads its output, opens the desk in the browser. */
export function runHost(args: string[]): void {
  if (args.includes('--json')) runNode([CLI, ...args]);
  else runNode([CLI, ...args], openDeskOnce());
}
