/** Which version of each challenge was delivered, so that no listener gets the same one twice, whatever its source. */
import { isOpen } from '../game/open-challenges.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';

/** What is remembered of a delivered challenge. */
export type DeliveredVersion = Pick<
  Challenge,
  'version' | 'status' | 'timestamp' | 'start_time' | 'claimed_at'
>;

/** Ended challenges beyond this many are forgotten: only an event, which is always new, can bring one back. */
const MAX_REMEMBERED = 60;

export class DeliveredVersions {
  private epoch: string | null = null;
  private current = new Map<number, DeliveredVersion>();
  /** Delivered in an earlier epoch, not seen in this one yet. */
  private fromEarlierEpoch = new Map<number, DeliveredVersion>();

  /**
   * Records a version. Returns the one delivered before it, and whether this one is new. After a restored backup, a version
   * number may be used again, so a version from an earlier epoch counts as the same only if its content matches.
   */
  record(
    epoch: string | null,
    challenge: Challenge,
  ): { readonly isNew: boolean; readonly previous: DeliveredVersion | null } {
    this.enterEpoch(epoch);
    const { id, version, status, timestamp, start_time, claimed_at } = challenge;
    const current = this.current.get(id);
    const previous = current ?? this.fromEarlierEpoch.get(id) ?? null;
    if (current !== undefined && current.version >= version) return { isNew: false, previous };
    this.current.delete(id);
    this.current.set(id, { version, status, timestamp, start_time, claimed_at });
    this.fromEarlierEpoch.delete(id);
    this.evictOldest();
    return {
      isNew: current !== undefined || previous === null || !isSameVersion(previous, challenge),
      previous,
    };
  }

  private enterEpoch(epoch: string | null): void {
    if (epoch === this.epoch) return;
    this.fromEarlierEpoch = new Map([...this.fromEarlierEpoch, ...this.current]);
    this.current = new Map();
    this.epoch = epoch;
  }

  /** Forgets the ended challenge that was delivered longest ago, if there are too many. */
  private evictOldest(): void {
    if (this.current.size <= MAX_REMEMBERED) return;
    for (const [id, { status }] of this.current) {
      if (isOpen(status)) continue;
      this.current.delete(id);
      return;
    }
  }
}

function isSameVersion(a: DeliveredVersion, b: DeliveredVersion): boolean {
  return a.version === b.version && a.status === b.status && a.timestamp === b.timestamp;
}
