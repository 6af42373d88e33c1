/** A list that stays as it is while somebody is busy in it: nothing comes to lie where something else was. */

export interface HeldList<Item> {
  readonly items: readonly Item[];
  /** How many have come since, and wait for the list to be let go. */
  readonly fresh: number;
}

interface HeldListOptions<Item> {
  readonly keyOf: (item: Item) => string | number;
  /** The latest known state of what is not in the list any more, if any. */
  readonly latest?: ((item: Item) => Item) | undefined;
}

/**
 * Everything shown keeps its place and has its latest state, also what has gone. Of what has come, only what belongs below all of that
 * is shown: there it moves nothing.
 */
export function heldList<Item>(
  shown: readonly Item[],
  present: readonly Item[],
  { keyOf, latest = (item) => item }: HeldListOptions<Item>,
): HeldList<Item> {
  if (shown.length === 0) return { items: present, fresh: 0 };
  const now = new Map(present.map((item) => [keyOf(item), item]));
  const known = new Set(shown.map(keyOf));
  const last = present.findLastIndex((item) => known.has(keyOf(item)));
  const below = last === -1 ? [] : present.slice(last + 1);
  const kept = shown.map((item) => now.get(keyOf(item)) ?? latest(item));
  return {
    items: [...kept, ...below],
    fresh: present.filter((item) => !known.has(keyOf(item))).length - below.length,
  };
}
