/** What calls to a store wait for: a test lets them through, or refuses them, one by one. */
import type { EventStore } from '../storage/event-store.ts';

type Call = keyof EventStore;

export class Gates {
  /** Every call so far, in the order they came. */
  readonly calls: Call[] = [];
  readonly #held = new Set<Call>();
  readonly #waiting: {
    readonly call: Call;
    readonly pass: () => void;
    readonly fail: (error: Error) => void;
  }[] = [];

  enter = (call: Call): Promise<void> => {
    this.calls.push(call);
    if (!this.#held.has(call)) return Promise.resolve();
    return new Promise((pass, fail) => void this.#waiting.push({ call, pass, fail }));
  };

  /** Calls of this kind wait from now on. */
  hold(call: Call): void {
    this.#held.add(call);
  }

  /** How many calls of this kind wait. */
  waiting(call: Call): number {
    return this.#waiting.filter((one) => one.call === call).length;
  }

  /** Lets the call of this kind that has waited longest through, or refuses it; resolves when what follows has happened. */
  async release(call: Call, error?: Error): Promise<void> {
    const position = this.#waiting.findIndex((one) => one.call === call);
    const [one] = this.#waiting.splice(position, position < 0 ? 0 : 1);
    if (one === undefined) throw new Error(`no ${call} waits`);
    if (error === undefined) one.pass();
    else one.fail(error);
    await settled();
  }

  /** Nothing waits any more. */
  async releaseAll(): Promise<void> {
    this.#held.clear();
    for (const { pass } of this.#waiting.splice(0)) pass();
    await settled();
  }
}

/** Two turns of the event loop: a batch is decided in the first, its frames leave in the second. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));
}
