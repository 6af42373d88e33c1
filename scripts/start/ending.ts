import type { ChildProcess } from 'node:child_process';

/** How a process ended: with an exit code, the system's word for why it did not even start, or a signal. */
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

/** Like `closed`, but something that it left behind and that holds its pipes open for ever is waited for `patienceMs` at most. */
export function gone(child: ChildProcess, patienceMs: number): Promise<Ending> {
  const exited = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      setTimeout(() => resolve({ code, signal }), patienceMs).unref();
    });
  });
  return Promise.race([closed(child), exited]);
}
