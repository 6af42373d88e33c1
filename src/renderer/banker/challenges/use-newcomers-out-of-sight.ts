import { useLayoutEffect, useState, type RefObject } from 'react';
import { watchSize } from '../../shared/watch-size.ts';
import { newcomersOutOfSight, type ListOrder } from '../model/frozen-order.ts';

/** How much of a row has to be in sight, of its height, for its name to be read: that is at its top. */
const READ_SHARE = 0.5;

/** Which of the newcomers can be read where list and page are scrolled to: in a small window, the page scrolls as well. */
function inSight(list: Element, { rows }: ListOrder): ReadonlySet<number> {
  const frame = list.parentElement?.getBoundingClientRect();
  const [from, to] = [Math.max(frame?.top ?? 0, 0), Math.min(frame?.bottom ?? 0, innerHeight)];
  const seen = rows.filter(({ fresh, challenge }) => {
    const row = fresh ? list.querySelector(`[data-row="${challenge.id}"]`) : null;
    if (row === null) return false;
    const { top, bottom, height } = row.getBoundingClientRect();
    return height > 0 && Math.min(bottom, to) - Math.max(top, from) >= READ_SHARE * height;
  });
  return new Set(seen.map(({ challenge }) => challenge.id));
}

const areSame = (one: ReadonlySet<number>, other: ReadonlySet<number>) =>
  one.size === other.size && [...one].every((id) => other.has(id));

/** How many have come to a list that lies still, and are not to be seen in it: above what it shows, or further down. */
export function useNewcomersOutOfSight(listRef: RefObject<HTMLUListElement | null>, list: ListOrder): number {
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const hasFresh = list.rows.some(({ fresh, gone }) => fresh && !gone);
  // Before it is drawn: nobody is told, for one picture, of a newcomer who is in sight.
  useLayoutEffect(() => {
    const element = listRef.current;
    const scroller = element?.parentElement ?? null;
    if (!hasFresh || element === null || scroller === null) return undefined;
    const look = () => {
      const next = inSight(element, list);
      setSeen((before) => (areSame(before, next) ? before : next));
    };
    look();
    // Whatever it is that scrolls around the rows.
    document.addEventListener('scroll', look, { passive: true, capture: true });
    addEventListener('resize', look);
    const ends = watchSize(scroller, look);
    return () => {
      document.removeEventListener('scroll', look, { capture: true });
      removeEventListener('resize', look);
      ends();
    };
  }, [listRef, list, hasFresh]);
  return newcomersOutOfSight(list, seen);
}
