import type { ChildProcess } from 'node:child_process';

/** How a process ended: with an exit code, the system's error code if it could not be started, or a signal. */
export interface Ending {
  readonly code: number | string | null;
  readonly signal: NodeJS.Signals | null;
}

/** Resolves when a process has ended and everything it wrote has been read, or when it could not be started. */
export function closed(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) =>
      resolve({ code: 'code' in error ? String(error.code) : error.message, signal: null }),
    );
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** Like `closed`, but waits at most `patienceMs` after the exit for children that still hold its pipes open. */
export function gone(child: ChildProcess, patienceMs: number): Promise<Ending> {
  const exited = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      setTimeout(() => resolve({ code, signal }), patienceMs).unref();
    });
  });
  return Promise.race([closed(child), exited]);
}
