/** Things to do for several callers, who take turns: whoever wants very much done delays mostly themselves. */
export class InTurns<Caller> {
  /** The one whose turn it is comes first. */
  readonly #waiting = new Map<Caller, Set<() => void>>();

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Returns what forgets it again: nothing happens if it has been done by then. */
  add(caller: Caller, run: () => void): () => void {
    // A function may be added twice.
    const thing = () => run();
    const waiting = this.#waiting.get(caller);
    if (waiting === undefined) this.#waiting.set(caller, new Set([thing]));
    else waiting.add(thing);
    return () => this.#forget(caller, thing);
  }

  /** Does the next thing, if there is one. */
  runNext(): void {
    for (const [caller, waiting] of this.#waiting)
      for (const thing of waiting) {
        waiting.delete(thing);
        this.#waiting.delete(caller);
        if (waiting.size > 0) this.#waiting.set(caller, waiting);
        return thing();
      }
  }

  #forget(caller: Caller, thing: () => void): void {
    const waiting = this.#waiting.get(caller);
    waiting?.delete(thing);
    if (waiting?.size === 0) this.#waiting.delete(caller);
  }
}
