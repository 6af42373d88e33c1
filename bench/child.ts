import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FloorOptions } from './floor-options.ts';
import type { Order, Report } from './load-messages.ts';

/** Longer than any single order takes; an order that hangs ends the bench instead of the evening. */
const PATIENCE_MS = 120_000;

async function answer<T>(child: ChildProcess): Promise<T> {
  const enough = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), enough.signal]);
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnfile} ${child.spawnargs.at(-1)} ended with ${code}.`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [T];
    return message;
  } finally {
    ended.catch(() => undefined);
    enough.abort();
  }
}

/** A floor, started; `close` ends it. */
export async function startFloor(options: FloorOptions): Promise<{ url: string; close: () => void }> {
  const child = fork(join(import.meta.dirname, 'floor.ts'));
  child.send(options);
  const { port } = await answer<{ port: number }>(child);
  return { url: `http://127.0.0.1:${port}`, close: () => void child.kill('SIGKILL') };
}

/** A process that loads a server; one order at a time. */
export class Load {
  readonly #child = fork(join(import.meta.dirname, 'load.ts'));

  async order(order: Order): Promise<Report> {
    this.#child.send(order);
    return answer<Report>(this.#child);
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}
