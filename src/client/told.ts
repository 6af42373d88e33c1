/** Which challenge was told in which version, so that nobody hears the same twice, however it was learnt. */
import type { Challenge } from '../protocol/shapes.ts';

export class Told {
  #epoch: string | null = null;
  #told = new Map<number, Challenge>();
  /** Told by an earlier run of the host, not yet seen in this one. */
  #earlier = new Map<number, Challenge>();

  /**
   * The version told last, and whether this one is news. A restored backup may count the same version again, so what an
   * earlier epoch told is the same only when it also says the same.
   */
  learn(
    epoch: string | null,
    challenge: Challenge,
  ): { readonly isNews: boolean; readonly before: Challenge | null } {
    this.#enter(epoch);
    const { id } = challenge;
    const here = this.#told.get(id);
    const before = here ?? this.#earlier.get(id) ?? null;
    if (here !== undefined && here.version >= challenge.version) return { isNews: false, before };
    this.#told.set(id, challenge);
    this.#earlier.delete(id);
    return { isNews: here !== undefined || before === null || !isSameStep(before, challenge), before };
  }

  #enter(epoch: string | null): void {
    if (epoch === this.#epoch) return;
    this.#earlier = new Map([...this.#earlier, ...this.#told]);
    this.#told = new Map();
    this.#epoch = epoch;
  }
}

function isSameStep(one: Challenge, other: Challenge): boolean {
  return one.version === other.version && one.status === other.status && one.timestamp === other.timestamp;
}
