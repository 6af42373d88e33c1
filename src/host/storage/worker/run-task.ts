/** Carries out tasks on large files in another thread, so that nobody waits for them. */
import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import Type from 'typebox';
import { Parse } from 'typebox/value';
import type { BackedUpGame } from '../backups/backup-contents.ts';
import type { Scrub } from '../backups/backup-scrub.ts';
import { toError, type TaskMessage, type TaskResult } from './messages.ts';
import { carryOut, type Task } from './tasks.ts';

/** A thread takes longer to start than a small file takes to be read. */
const SMALL_BYTES = 2 * 2 ** 20;
/** An idle worker only costs memory, ms. */
const IDLE_MS = 10_000;

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const Contents = Type.Union([
  Type.Null(),
  Type.Array(
    Type.Object({
      gameId: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      seq: Type.Integer(),
    }),
  ),
]);

/** In the source it is a TypeScript file, in the built app a bundle, each beside this one. */
const WORKER_FILE = `storage-worker${extname(fileURLToPath(import.meta.url))}`;

/** The one worker of this process, while it has something to do. */
let current: TaskWorker | null = null;

class TaskWorker {
  readonly #worker = new Worker(new URL(WORKER_FILE, import.meta.url), { execArgv: [] });
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor() {
    this.#worker.on('message', (result: TaskResult) => this.#onResult(result));
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#end(new Error('The worker ended.')));
  }

  run(task: Task): Promise<unknown> {
    clearTimeout(this.#idle);
    this.#worker.ref();
    this.#lastId += 1;
    const message: TaskMessage = { id: this.#lastId, task };
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject });
      this.#worker.postMessage(message, []);
    });
  }

  #onResult({ id, result, error }: TaskResult): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === null) waiting?.resolve(result);
    else waiting?.reject(toError(error));
    if (this.#waiting.size > 0) return;
    // Nobody waits for it any more: it does not keep the process from ending.
    this.#worker.unref();
    this.#idle = setTimeout(() => this.#end(new Error('The worker was idle.')), IDLE_MS).unref();
  }

  #end(error: Error): void {
    if (current === this) current = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    void this.#worker.terminate();
  }
}

/** A file that is not there is small. */
async function run(task: Task): Promise<unknown> {
  if ((statSync(task.path, { throwIfNoEntry: false })?.size ?? 0) <= SMALL_BYTES) return carryOut(task);
  current ??= new TaskWorker();
  return current.run(task);
}

/** Each rejects as the function of this name throws, or if the worker ends. */
export const background = {
  async finishCopy(path: string): Promise<void> {
    await run({ name: 'finishCopy', path });
  },
  isSoundBackup: async (path: string): Promise<boolean> =>
    (await run({ name: 'isSoundBackup', path })) === true,
  contentsOf: async (path: string): Promise<readonly BackedUpGame[] | null> =>
    Parse(Contents, await run({ name: 'contentsOf', path })),
  async scrubBackup(scrub: Scrub): Promise<void> {
    await run({ name: 'scrubBackup', ...scrub });
  },
};
