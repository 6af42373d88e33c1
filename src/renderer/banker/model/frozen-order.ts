/** A list that never jumps under the pointer: its order is frozen while someone points at it or has the focus in it. */
import { compareByDeadline } from '../../../client/compare-by-deadline.ts';
import { compareByRequest } from '../../../client/compare-by-request.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';

/** A row as shown. A row that is gone keeps its place as long as it is in sight, until the list is released: nothing moves up. */
export interface ListRow {
  readonly challenge: Challenge;
  readonly gone: boolean;
  /** Arrived while the list was frozen. */
  readonly fresh: boolean;
}

export interface ListOrder {
  readonly rows: readonly ListRow[];
  /** Arrived while frozen but belong above what is shown: they wait for the list to be released. */
  readonly held: readonly Challenge[];
}

/** True when the first belongs above the second. */
export type ComesBefore = (one: Challenge, other: Challenge) => boolean;

export const EMPTY_ORDER: ListOrder = { rows: [], held: [] };

export const oldestRequest: ComesBefore = (one, other) => compareByRequest(one, other) < 0;

/** Players who say they're done first, longest waiting at the top; then whoever has least time left; without a limit last. */
export const claimedThenSoonest: ComesBefore = (one, other) => {
  const claims = Number(one.claimed_at === null) - Number(other.claimed_at === null);
  if (claims !== 0) return claims < 0;
  const [first, second] = [one.claimed_at ?? '', other.claimed_at ?? ''];
  if (first !== second) return first < second;
  return compareByDeadline(one, other) < 0;
};

/** The list in its proper order. */
export function sortedOrder(present: readonly Challenge[], before: ComesBefore): ListOrder {
  const rows = present
    .toSorted((one, other) => (before(one, other) ? -1 : 1))
    .map((challenge) => ({ challenge, gone: false, fresh: false }));
  return { rows, held: [] };
}

/**
 * The list while it is frozen: every row stays put and shows its latest state; rows that left stay as gone. New rows go
 * below, or are held back when they belong above something shown; also where all have gone, as a pointer may rest on one of them.
 * @param latest the latest known state of a challenge that left the list, if any.
 */
export function frozenOrder(
  shown: ListOrder,
  present: readonly Challenge[],
  before: ComesBefore,
  latest: (id: number) => Challenge | undefined,
): ListOrder {
  if (shown.rows.length === 0) return sortedOrder(present, before);
  const byId = new Map(present.map((challenge) => [challenge.id, challenge]));
  const rows: ListRow[] = shown.rows.map((row) => {
    const { id } = row.challenge;
    const now = byId.get(id);
    byId.delete(id);
    return now === undefined
      ? { ...row, challenge: latest(id) ?? row.challenge, gone: true }
      : { ...row, challenge: now, gone: false };
  });
  const held: Challenge[] = [];
  for (const { challenge } of sortedOrder([...byId.values()], before).rows) {
    if (rows.some((row) => before(challenge, row.challenge))) held.push(challenge);
    else rows.push({ challenge, gone: false, fresh: true });
  }
  return { rows, held };
}

/** The list without those of these rows that are gone. */
export function withoutGone({ rows, held }: ListOrder, ids: ReadonlySet<number>): ListOrder {
  return { rows: rows.filter(({ gone, challenge }) => !gone || !ids.has(challenge.id)), held };
}

/** How many arrived since the list was frozen, and are not among the rows that are in sight. */
export function newcomersOutOfSight({ rows, held }: ListOrder, inSight: ReadonlySet<number>): number {
  return (
    held.length +
    rows.filter(({ challenge, fresh, gone }) => fresh && !gone && !inSight.has(challenge.id)).length
  );
}

/** Where the focus goes after this row: to the next one still there, else to the one above. */
export function neighbour(rows: readonly ListRow[], id: number): number | null {
  const index = rows.findIndex(({ challenge }) => challenge.id === id);
  const there = ({ gone, challenge }: ListRow) => !gone && challenge.id !== id;
  const next = rows.slice(index + 1).find(there) ?? rows.slice(0, Math.max(index, 0)).findLast(there);
  return next?.challenge.id ?? null;
}
