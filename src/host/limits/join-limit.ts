/** How many players may join from one address: a hall behind one router at once, and then as many as come through a door. */
import { type BucketSize, TokenBuckets } from '../time/token-bucket.ts';

/** So many at once, unless the owner allows more. */
export const DEFAULT_JOIN_BURST = 250;
/** What comes after a burst: so large a part of it a second. */
export const JOINS_PER_SECOND = 1 / 50;

export interface JoinLimit {
  /**
   * Counts a join, unless it is one too many. Returns ms until there may be another one; 0: this one is counted.
   * @param network `networkOf` the caller's address
   */
  take(network: string): number;
  /** Takes back a join that was counted. */
  putBack(network: string): void;
}

/** One address's share. */
export const joinBucket = (burst: number): BucketSize => ({ burst, perSecond: burst * JOINS_PER_SECOND });

/** `now`: monotonic ms. */
export function createJoinLimit(now: () => number, burst: number): JoinLimit {
  const buckets = new TokenBuckets(now, joinBucket(burst));
  return {
    take(network) {
      const bucket = buckets.of(network);
      const waitMs = bucket.msUntilToken();
      if (waitMs === 0) bucket.tryTake();
      return waitMs;
    },
    putBack: (network) => buckets.of(network).putBack(),
  };
}
