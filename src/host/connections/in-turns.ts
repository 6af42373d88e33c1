/** Things to do for several callers, who take turns: whoever wants very much done delays mostly themselves. */
export class InTurns<Caller> {
  /** The one whose turn it is comes first. */
  readonly #waiting = new Map<Caller, (() => void)[]>();

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  add(caller: Caller, run: () => void): void {
    const waiting = this.#waiting.get(caller);
    if (waiting === undefined) this.#waiting.set(caller, [run]);
    else waiting.push(run);
  }

  /** Does the next thing, if there is one. */
  runNext(): void {
    for (const [caller, waiting] of this.#waiting) {
      const run = waiting.shift();
      this.#waiting.delete(caller);
      if (waiting.length > 0) this.#waiting.set(caller, waiting);
      return run?.();
    }
  }
}
