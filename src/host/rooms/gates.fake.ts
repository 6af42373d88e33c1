/** Holds back calls to a store, so that a test can let them through or fail them one by one. */
import type { EventStore } from '../storage/event-store.ts';

type Call = keyof EventStore;

export class Gates {
  /** Every call so far, in order. */
  readonly calls: Call[] = [];
  readonly #held = new Set<Call>();
  readonly #waiting: {
    readonly call: Call;
    readonly pass: () => void;
    readonly fail: (error: Error) => void;
  }[] = [];

  /** What else happens before a call goes through. */
  onEntered: (call: Call) => Promise<void> = () => Promise.resolve();

  enter = (call: Call): Promise<void> => {
    this.calls.push(call);
    if (!this.#held.has(call)) return this.onEntered(call);
    return new Promise((pass, fail) => void this.#waiting.push({ call, pass, fail }));
  };

  /** Holds back calls of this kind from now on. */
  hold(call: Call): void {
    this.#held.add(call);
  }

  /** How many calls of this kind are being held back. */
  waiting(call: Call): number {
    return this.#waiting.filter((one) => one.call === call).length;
  }

  /** Lets the oldest held-back call of this kind through, or fails it with `error`. Resolves once its effects have settled. */
  async release(call: Call, error?: Error): Promise<void> {
    const position = this.#waiting.findIndex((one) => one.call === call);
    const [one] = this.#waiting.splice(position, position < 0 ? 0 : 1);
    if (one === undefined) throw new Error(`no ${call} is waiting`);
    if (error === undefined) one.pass();
    else one.fail(error);
    await settled();
  }

  /** Lets every call through, now and from now on. */
  async releaseAll(): Promise<void> {
    this.#held.clear();
    for (const { pass } of this.#waiting.splice(0)) pass();
    await settled();
  }
}

/** Waits two turns of the event loop: a batch is decided in the first, and its frames are published in the second. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));
}
