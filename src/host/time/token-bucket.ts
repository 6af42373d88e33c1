/** Token buckets: so much at once, refilled steadily. */

export interface BucketSize {
  /** How many tokens it holds, and begins with. */
  readonly burst: number;
  readonly perSecond: number;
}

/** The most buckets in a table, so that nobody can exhaust the memory. */
const MAX_BUCKETS = 10_000;

export class TokenBucket {
  readonly #now: () => number;
  readonly #size: BucketSize;
  #tokens: number;
  #refilledAt: number;

  /** `now`: monotonic ms. */
  constructor(now: () => number, size: BucketSize) {
    this.#now = now;
    this.#size = size;
    this.#tokens = size.burst;
    this.#refilledAt = now();
  }

  /** Takes a token. Returns false, and takes none, if there is none left. */
  tryTake(): boolean {
    if (this.msUntilToken() > 0) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Undoes a `tryTake`. */
  putBack(): void {
    this.#tokens = Math.min(this.#size.burst, this.#tokens + 1);
  }

  /** Ms until there is a token; 0: there is one now. */
  msUntilToken(): number {
    this.#refill();
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#size.perSecond) * 1000;
  }

  #refill(): void {
    const now = this.#now();
    const refilled = ((now - this.#refilledAt) / 1000) * this.#size.perSecond;
    this.#tokens = Math.min(this.#size.burst, this.#tokens + refilled);
    this.#refilledAt = now;
  }
}

/** A table of equal buckets, made when they are first needed. Those unused for longest are forgotten, so become full again. */
export class TokenBuckets {
  readonly #now: () => number;
  readonly #size: BucketSize;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `now`: monotonic ms. */
  constructor(now: () => number, size: BucketSize) {
    this.#now = now;
    this.#size = size;
  }

  of(key: string): TokenBucket {
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#now, this.#size);
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > MAX_BUCKETS && oldest !== undefined) this.#buckets.delete(oldest);
    return bucket;
  }
}
