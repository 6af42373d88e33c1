import { useEffect, useState, type RefObject } from 'react';
import { watchSize } from '../../shared/watch-size.ts';
import { newcomersOutOfSight, type ListOrder } from '../model/frozen-order.ts';

/** How much of a row has to be in sight, of its height, for its name to be read: that is at its top. */
const READ_SHARE = 0.5;

/** Which of the newcomers can be read where the list is scrolled to. */
function inSight(list: Element, { rows }: ListOrder): ReadonlySet<number> {
  const frame = list.parentElement?.getBoundingClientRect();
  const seen = rows.filter(({ fresh, challenge }) => {
    const row = fresh ? list.querySelector(`[data-row="${challenge.id}"]`) : null;
    if (frame === undefined || row === null) return false;
    const { top, bottom, height } = row.getBoundingClientRect();
    return height > 0 && Math.min(bottom, frame.bottom) - Math.max(top, frame.top) >= READ_SHARE * height;
  });
  return new Set(seen.map(({ challenge }) => challenge.id));
}

/** How many have come to a list that lies still, and are not to be seen in it: above what it shows, or further down. */
export function useNewcomersOutOfSight(listRef: RefObject<HTMLUListElement | null>, list: ListOrder): number {
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const hasFresh = list.rows.some(({ fresh, gone }) => fresh && !gone);
  useEffect(() => {
    const element = listRef.current;
    const scroller = element?.parentElement ?? null;
    if (!hasFresh || element === null || scroller === null) return undefined;
    const look = () => setSeen(inSight(element, list));
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    const ends = watchSize(scroller, look);
    return () => {
      scroller.removeEventListener('scroll', look);
      ends();
    };
  }, [listRef, list, hasFresh]);
  return newcomersOutOfSight(list, seen);
}
