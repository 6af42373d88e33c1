/** For tests: programs of the system that print what they are told to. */
import type { ExecFileException } from 'node:child_process';
import type { ExecFile } from './run-command.ts';

interface FakeOutput {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  /** The system's code, where the program could not even run. */
  readonly code?: string;
}

/** By the end of the program's path; those that are not there are not installed. 'hangs': it never answers. */
export type FakePrograms = Readonly<Record<string, FakeOutput | 'hangs'>>;

export interface FakeExecFile {
  readonly execFile: ExecFile;
  /** What was run: the program and its arguments. */
  readonly calls: (readonly string[])[];
}

export function fakeExecFile(programs: FakePrograms): FakeExecFile {
  const calls: (readonly string[])[] = [];
  const outputOf = (file: string, args: readonly string[]) =>
    Object.entries(programs).find(([name]) => {
      const [program = '', ...first] = name.split(' ');
      return file.endsWith(program) && first.every((word, index) => args[index] === word);
    })?.[1] ?? { code: 'ENOENT' };
  return {
    calls,
    execFile(file, args, _options, callback) {
      calls.push([file, ...args]);
      const output = outputOf(file, args);
      if (output === 'hangs') return CHILD;
      const { stdout = '', stderr = '', exitCode = 0, code } = output;
      const error = code === undefined && exitCode === 0 ? null : failure(code ?? exitCode);
      queueMicrotask(() => callback(error, stdout, stderr));
      return CHILD;
    },
  };
}

/** It cannot be killed. */
const CHILD = { kill: () => false };

function failure(code: string | number): ExecFileException {
  return Object.assign(new Error(`it failed: ${code}`), { code });
}
