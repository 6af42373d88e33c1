/** Chance that falls the same way again for the same seed. */

export interface Chance {
  /** 0 <= x < 1 */
  next(): number;
  between(low: number, high: number): number;
  /** Throws for an empty list. */
  pick<Thing>(things: readonly Thing[]): Thing;
  /** @param share 0: never, 1: always */
  happens(share: number): boolean;
  /** Another run of chance, so that one person's evening does not depend on what the others do. */
  another(): Chance;
}

/** Mulberry32: small, quick, and even enough for people's whims. */
export function createChance(seed: number): Chance {
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
    pick(things) {
      const thing = things[Math.floor(next() * things.length)];
      if (thing === undefined) throw new Error('There is nothing to pick from.');
      return thing;
    },
    happens: (share) => next() < share,
    another: () => createChance(Math.floor(next() * 2 ** 32)),
  };
}
