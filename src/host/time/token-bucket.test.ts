import { describe, expect, it } from 'vitest';
import { TokenBucket, TokenBuckets } from './token-bucket.ts';

const SIZE = { burst: 3, perSecond: 2 };

describe('a token bucket', () => {
  it('gives a burst, then refills steadily, and never holds more than the burst', () => {
    let now = 0;
    const bucket = new TokenBucket(() => now, SIZE);
    const takeAll = () => Array.from({ length: 10 }).filter(() => bucket.tryTake()).length;
    expect(takeAll()).toBe(3);
    expect(bucket.msUntilToken()).toBe(500);
    now = 499;
    expect(takeAll()).toBe(0);
    now = 500;
    expect(takeAll()).toBe(1);
    now = 60_000;
    expect(takeAll()).toBe(3);
  });

  it('takes nothing when there is nothing, so that trying does not make the wait longer', () => {
    let now = 0;
    const bucket = new TokenBucket(() => now, SIZE);
    for (let attempt = 0; attempt < 1_000; attempt += 1) bucket.tryTake();
    now = 500;
    expect(bucket.tryTake()).toBe(true);
  });

  it('takes a token back, but never holds more than the burst', () => {
    const bucket = new TokenBucket(() => 0, SIZE);
    bucket.putBack();
    expect(Array.from({ length: 10 }).filter(() => bucket.tryTake())).toHaveLength(3);
    bucket.putBack();
    expect(bucket.tryTake()).toBe(true);
  });
});

describe('a table of token buckets', () => {
  it('has one for each key, and forgets those unused for longest: nobody can exhaust the memory', () => {
    const buckets = new TokenBuckets(() => 0, { burst: 1, perSecond: 1 });
    expect(buckets.of('first').tryTake()).toBe(true);
    for (let other = 0; other < 9_999; other += 1) buckets.of(String(other)).tryTake();
    expect(buckets.of('first').tryTake()).toBe(false);
    for (let other = 0; other < 10_000; other += 1) buckets.of(`again ${other}`);
    expect(buckets.of('first').tryTake()).toBe(true);
  });
});
