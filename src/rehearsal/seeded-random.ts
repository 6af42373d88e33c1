/** A random number generator that repeats itself for the same seed. */

export interface SeededRandom {
  /** 0 <= x < 1 */
  next(): number;
  between(low: number, high: number): number;
  /** Throws for an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** @param probability 0: never true, 1: always true */
  chance(probability: number): boolean;
  /** An independent generator, so that one person's behaviour doesn't depend on the others'. */
  fork(): SeededRandom;
}

/** Mulberry32: small, fast, and uniform enough for simulated people. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('Cannot pick from an empty list.');
      return item;
    },
    chance: (probability) => next() < probability,
    fork: () => createSeededRandom(Math.floor(next() * 2 ** 32)),
  };
}
