/** How many commands a seat may give. Far more than anybody does in an evening, and too few to fill the disk. */
import type { Actor } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { type BucketSize, type TokenBucket, TokenBuckets } from '../time/token-bucket.ts';

/** A player's seat is promised 500 at once and 50 a second. In the long run it may do 5,000 in an hour, then one a second. */
export const PLAYER = [
  { burst: 600, perSecond: 60 },
  { burst: 5_000, perSecond: 1 },
];
/** A banker does everything for everybody. */
export const BANKER = [
  { burst: 5_000, perSecond: 200 },
  { burst: 50_000, perSecond: 10 },
];
/** All players' commands from one address: many seats may be one attacker, or a hall behind one router. */
export const ADDRESS = { burst: 50_000, perSecond: 50 };
/**
 * A seat's own, for when others have used up what its address may do: as much as a child does in an evening, so that no other seat of the hall
 * keeps anybody from playing.
 */
export const RESERVE = { burst: 60, perSecond: 0.1 };

export interface CommandLimits {
  /**
   * Counts a command, unless it is one too many. Returns ms until there may be another one; 0: this one is counted.
   * @param network `networkOf` the caller's address
   * @param count how many it stands for: the first has to be free, the others are taken as far as there are any
   */
  take(actor: Actor, network: string, count?: number): number;
}

/** Owners are not limited: it is their disk, or whoever runs the host has let them in. `now`: monotonic ms. */
export function createCommandLimits(now: () => number): CommandLimits {
  const tables = (sizes: readonly BucketSize[]) => sizes.map((size) => new TokenBuckets(now, size));
  const [players, bankers] = [tables(PLAYER), tables(BANKER)];
  const [addresses, reserves] = [new TokenBuckets(now, ADDRESS), new TokenBuckets(now, RESERVE)];
  /** Of those, the one that has a token first. */
  const sooner = (one: TokenBucket, other: TokenBucket) =>
    one.msUntilToken() <= other.msUntilToken() ? one : other;
  return {
    take({ id, role }, network, count = 1) {
      if (id === HOST_ACTOR_ID) return 0;
      const own = (role === 'banker' ? bankers : players).map((table) => table.of(String(id)));
      const shared = role === 'banker' ? [] : [sooner(addresses.of(network), reserves.of(String(id)))];
      const buckets = [...own, ...shared];
      const wait = Math.max(...buckets.map((bucket) => bucket.msUntilToken()));
      if (wait > 0) return wait;
      for (const bucket of buckets) for (let taken = 0; taken < count; taken += 1) bucket.tryTake();
      return 0;
    },
  };
}
