/** A list that is longer than its place: the first rows stay, and the others take turns. */

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Counted from 1. */
  readonly number: number;
  readonly count: number;
}

/**
 * What is to be seen on a turn. Every row is seen within `count` turns, and a page is never half empty while there are rows
 * to fill it.
 * @param slots how many rows there is room for
 * @param pinned how many of the first are always there; fewer than `slots`
 * @param turn counts up, from 0
 */
export function pageOf<Row>(
  all: readonly Row[],
  { slots, pinned, turn }: { readonly slots: number; readonly pinned: number; readonly turn: number },
): Page<Row> {
  if (all.length <= slots) return { rows: all, number: 1, count: 1 };
  const [first, others, room] = [all.slice(0, pinned), all.slice(pinned), slots - pinned];
  const count = Math.ceil(others.length / room);
  const index = turn % count;
  const from = Math.min(index * room, others.length - room);
  return { rows: [...first, ...others.slice(from, from + room)], number: index + 1, count };
}
