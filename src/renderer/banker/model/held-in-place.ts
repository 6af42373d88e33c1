/** Lists in which everybody has a fixed place, by name and team: while somebody is busy in them, nobody comes, goes or changes places. */

export interface HeldInPlace<Item> {
  readonly items: readonly Item[];
  /** How many would come, go or change places. */
  readonly changes: number;
}

interface HeldInPlaceOptions<Item> {
  readonly keyOf: (item: Item) => number;
  /** All that decides where it stands, and whether it is there. */
  readonly placeOf: (item: Item) => string;
}

/** What keeps its place has its latest state; what would not stays as it was, and what is new waits. */
export function heldInPlace<Item>(
  shown: readonly Item[],
  present: readonly Item[],
  { keyOf, placeOf }: HeldInPlaceOptions<Item>,
): HeldInPlace<Item> {
  const now = new Map(present.map((item) => [keyOf(item), item]));
  const isInPlace = (item: Item) => {
    const latest = now.get(keyOf(item));
    return latest !== undefined && placeOf(latest) === placeOf(item);
  };
  const known = new Set(shown.map(keyOf));
  const newcomers = present.filter((item) => !known.has(keyOf(item)));
  return {
    items: shown.map((item) => (isInPlace(item) ? (now.get(keyOf(item)) ?? item) : item)),
    changes: newcomers.length + shown.filter((item) => !isInPlace(item)).length,
  };
}
