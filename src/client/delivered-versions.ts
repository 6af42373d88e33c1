/** Which challenge was told in which version, so that nobody hears the same twice, however it was learnt. */
import { isOpen } from '../game/open-challenges.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';

/** What is remembered of a challenge that was told. */
export type ToldStep = Pick<Challenge, 'version' | 'status' | 'timestamp' | 'start_time'>;

/** Ended ones beyond this many are forgotten: only an event, which is always news, brings one of them back. */
const REMEMBERED = 60;

export class Told {
  #epoch: string | null = null;
  #told = new Map<number, ToldStep>();
  /** Told by an earlier run of the host, not yet seen in this one. */
  #earlier = new Map<number, ToldStep>();

  /**
   * The version told last, and whether this one is news. A restored backup may count the same version again, so what an
   * earlier epoch told is the same only when it also says the same.
   */
  learn(
    epoch: string | null,
    challenge: Challenge,
  ): { readonly isNews: boolean; readonly before: ToldStep | null } {
    this.#enter(epoch);
    const { id, version, status, timestamp, start_time } = challenge;
    const here = this.#told.get(id);
    const before = here ?? this.#earlier.get(id) ?? null;
    if (here !== undefined && here.version >= version) return { isNews: false, before };
    this.#told.delete(id);
    this.#told.set(id, { version, status, timestamp, start_time });
    this.#earlier.delete(id);
    this.#forget();
    return { isNews: here !== undefined || before === null || !isSameStep(before, challenge), before };
  }

  #enter(epoch: string | null): void {
    if (epoch === this.#epoch) return;
    this.#earlier = new Map([...this.#earlier, ...this.#told]);
    this.#told = new Map();
    this.#epoch = epoch;
  }

  /** The one that ended and was told longest ago, when there are too many. */
  #forget(): void {
    if (this.#told.size <= REMEMBERED) return;
    for (const [id, { status }] of this.#told) {
      if (isOpen(status)) continue;
      this.#told.delete(id);
      return;
    }
  }
}

function isSameStep(one: ToldStep, other: ToldStep): boolean {
  return one.version === other.version && one.status === other.status && one.timestamp === other.timestamp;
}
