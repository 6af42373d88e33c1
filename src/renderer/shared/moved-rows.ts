/** Marks rows of lists that have come to lie where others were: whoever reaches for one sees that it is no longer the same. */
import { NEGLIGIBLE_PX, overlap, type Rect } from './rects.ts';

/** For how long a row that took another one's place is marked, ms: `--marked`. */
export const MOVED_MS = 2_000;
/** What marks it. */
export const MOVED = 'data-moved';

/** Where a control is. */
export interface PlaceInList {
  readonly rect: Rect;
  /** As much of that as what it scrolls in shows. */
  readonly shown: Rect;
  /** The row that it is in, and that row's list. */
  readonly row: Element | null;
  readonly list: Element | null;
  /** The card that it is in. */
  readonly card: Element | null;
  /** How far below the edge of the list the row begins, px. */
  readonly below: number;
}

interface MovedRows {
  /**
   * Marks every row that now lies where another row of its list was; none of a list that has moved as a whole.
   * @param before where controls were that are elsewhere now.
   * @param now where all of them are.
   * @param known where all of them were.
   */
  readonly mark: (
    before: readonly PlaceInList[],
    now: Iterable<PlaceInList>,
    known: Iterable<PlaceInList>,
  ) => void;
  /** Takes all marks off. */
  readonly stop: () => void;
}

/** Each mark stays for `MOVED_MS`, from when its row moved last. */
export function markMovedRows(): MovedRows {
  const marks = new Map<Element, ReturnType<typeof setTimeout>>();
  const unmark = (row: Element) => {
    clearTimeout(marks.get(row));
    marks.delete(row);
    row.removeAttribute(MOVED);
  };
  return {
    mark(before, now, known) {
      const inLists = before.filter(({ list }) => list !== null);
      if (inLists.length === 0) return;
      const rows = new Set<Element>();
      const earlier = new Map<Element | null, number>();
      for (const { row, below } of known) earlier.set(row, below);
      for (const { rect, row, list, below } of now) {
        if (row === null || rows.has(row)) continue;
        if (Math.abs((earlier.get(row) ?? Infinity) - below) <= NEGLIGIBLE_PX) continue;
        const isOthers = (place: PlaceInList) =>
          place.list === list && place.row !== row && overlap(place.shown, rect);
        if (inLists.some(isOthers)) rows.add(row);
      }
      for (const row of rows) {
        clearTimeout(marks.get(row));
        row.setAttribute(MOVED, '');
        marks.set(
          row,
          setTimeout(() => unmark(row), MOVED_MS),
        );
      }
    },
    stop() {
      for (const row of marks.keys()) unmark(row);
    },
  };
}

/** Whether it is in another row of the same list now, or in another card. */
export function isOtherRow(
  left: Partial<Pick<PlaceInList, 'row' | 'list' | 'card'>>,
  now: Pick<PlaceInList, 'row' | 'list' | 'card'> | undefined,
): boolean {
  if (now === undefined) return false;
  const isOther = (before: Element | null = null, after: Element | null = null) =>
    before !== null && after !== null && before !== after;
  const isSameList = left.list !== undefined && left.list !== null && left.list === now.list;
  return isOther(left.card, now.card) || (isSameList && left.row !== now.row);
}

/** Whether that was in a row and this is in another one, of whichever list. */
export function isOfOtherRow(
  left: Partial<Pick<PlaceInList, 'row' | 'list' | 'card'>>,
  now: Pick<PlaceInList, 'row' | 'list' | 'card'> | undefined,
): boolean {
  const areInLists = left.list !== undefined && left.list !== null && (now?.list ?? null) !== null;
  return isOtherRow(left, now) || (areInLists && left.list !== now?.list);
}

/** Whether a list is still there to be seen. */
export function isOnPage(list: Element | null = null): boolean {
  return list?.isConnected === true && list.checkVisibility();
}
