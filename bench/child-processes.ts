import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BaselineOptions } from './baseline-options.ts';
import type { LoadCommand, LoadReport } from './load-messages.ts';

/** Longer than any single command takes; one that hangs ends the bench. */
const TIMEOUT_MS = 120_000;

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const settled = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), settled.signal]);
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnfile} ${child.spawnargs.at(-1)} ended with ${code}.`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [T];
    return message;
  } finally {
    ended.catch(() => undefined);
    settled.abort();
  }
}

export interface RunningBaseline {
  readonly url: string;
  readonly pid: number;
  readonly close: () => void;
}

/** A running baseline server; `close` ends it. */
export async function startBaseline(options: BaselineOptions): Promise<RunningBaseline> {
  const child = fork(join(import.meta.dirname, 'baseline.ts'));
  child.send(options);
  const { port } = await nextMessage<{ port: number }>(child);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    close: () => void child.kill('SIGKILL'),
  };
}

/** A process that puts load on a server; one command at a time. */
export class LoadGenerator {
  readonly #child = fork(join(import.meta.dirname, 'load-generator.ts'));

  async run(command: LoadCommand): Promise<LoadReport> {
    this.#child.send(command);
    return nextMessage<LoadReport>(this.#child);
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}
