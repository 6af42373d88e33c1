import type { ChildProcess } from 'node:child_process';

/** How a process ended: with an exit code, a signal or, if it could not be started, the system's error code. */
export interface ExitStatus {
  readonly code: number | string | null;
  readonly signal: NodeJS.Signals | null;
}

/** Resolves once a process has ended and all its output has been read, or if it could not be started. */
export function waitForClose(child: ChildProcess): Promise<ExitStatus> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(spawnFailure(error)));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** The exit status of a process that could not be started. */
export function spawnFailure(error: unknown): ExitStatus {
  if (!(error instanceof Error)) return { code: String(error), signal: null };
  return { code: 'code' in error ? String(error.code) : error.message, signal: null };
}

/** Like `waitForClose`, but waits at most `graceMs` after the exit for children that still keep its pipes open. */
export function waitForExit(child: ChildProcess, graceMs: number): Promise<ExitStatus> {
  const exited = new Promise<ExitStatus>((resolve) => {
    child.once('exit', (code, signal) => {
      setTimeout(() => resolve({ code, signal }), graceMs).unref();
    });
  });
  return Promise.race([waitForClose(child), exited]);
}
