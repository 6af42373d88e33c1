import { basename, matchesGlob } from 'node:path';
import type { Machine } from './machine.ts';

/** A machine that has `files`, and gains what `gains` says when a command runs that starts so; other commands fail. */
export function fakeMachine(
  files: string[],
  differs: Partial<Machine> = {},
  gains: Record<string, string> = {},
): { machine: Machine; ran: string[] } {
  const present = new Set(files);
  const ran: string[] = [];
  const machine: Machine = {
    env: {},
    isRoot: false,
    exists: (path) => present.has(path),
    glob: (pattern) => [...present].filter((path) => matchesGlob(path, pattern)),
    run(command, args) {
      const program = command === process.execPath ? 'node' : command;
      const line = [program, ...args.map((arg) => basename(arg))].join(' ');
      ran.push(line);
      const gain = Object.entries(gains).find(([start]) => line.startsWith(start));
      if (gain) present.add(gain[1]);
      return { ok: gain !== undefined, output: gain ? '' : 'Reading lists...\nE: Unable to fetch\n' };
    },
    ...differs,
  };
  return { machine, ran };
}
