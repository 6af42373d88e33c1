/** Which challenge was told in which version, so that nobody hears the same twice, however it was learnt. */
import { isOpen } from '../game/open-challenges.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';

/** What is remembered of a challenge that was told. */
export type DeliveredVersion = Pick<Challenge, 'version' | 'status' | 'timestamp' | 'start_time'>;

/** Ended ones beyond this many are forgotten: only an event, which is always news, brings one of them back. */
const MAX_REMEMBERED = 60;

export class DeliveredVersions {
  #epoch: string | null = null;
  #current = new Map<number, DeliveredVersion>();
  /** Told by an earlier run of the host, not yet seen in this one. */
  #fromEarlierEpoch = new Map<number, DeliveredVersion>();

  /**
   * The version told last, and whether this one is news. A restored backup may count the same version again, so what an
   * earlier epoch told is the same only when it also says the same.
   */
  record(
    epoch: string | null,
    challenge: Challenge,
  ): { readonly isNew: boolean; readonly previous: DeliveredVersion | null } {
    this.#enterEpoch(epoch);
    const { id, version, status, timestamp, start_time } = challenge;
    const current = this.#current.get(id);
    const previous = current ?? this.#fromEarlierEpoch.get(id) ?? null;
    if (current !== undefined && current.version >= version) return { isNew: false, previous };
    this.#current.delete(id);
    this.#current.set(id, { version, status, timestamp, start_time });
    this.#fromEarlierEpoch.delete(id);
    this.#evictOldest();
    return {
      isNew: current !== undefined || previous === null || !isSameVersion(previous, challenge),
      previous,
    };
  }

  #enterEpoch(epoch: string | null): void {
    if (epoch === this.#epoch) return;
    this.#fromEarlierEpoch = new Map([...this.#fromEarlierEpoch, ...this.#current]);
    this.#current = new Map();
    this.#epoch = epoch;
  }

  /** The one that ended and was told longest ago, when there are too many. */
  #evictOldest(): void {
    if (this.#current.size <= MAX_REMEMBERED) return;
    for (const [id, { status }] of this.#current) {
      if (isOpen(status)) continue;
      this.#current.delete(id);
      return;
    }
  }
}

function isSameVersion(one: DeliveredVersion, other: DeliveredVersion): boolean {
  return one.version === other.version && one.status === other.status && one.timestamp === other.timestamp;
}
