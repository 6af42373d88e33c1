import { useEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import { goneInSight, unseenGone, type ListView, type MeasuredRow } from '../model/unseen-rows.ts';

/** How long a row that has gone stays out of sight, ms: what is undone meanwhile comes back in its place. */
export const UNSEEN_MS = 5_000;
/** How often it looks, ms. */
const LOOKS_EVERY_MS = 1_000;
/** After its last movement a list is at rest, ms: one that rolls on would be stopped. */
const RESTS_AFTER_MS = 300;

type GoneInSight = ReturnType<typeof goneInSight>;

interface UnseenRowsOptions {
  readonly listRef: RefObject<HTMLUListElement | null>;
  /** Rows that have gone are in the list. */
  readonly hasGone: boolean;
  /** Nothing may leave now: a finger is in the list, or a menu of a row is open. */
  readonly isBusy: boolean;
  /** Takes out those of them that have gone. */
  readonly onClear: (ids: ReadonlySet<number>) => void;
}

/**
 * Takes rows that have gone out of a list which lies still, above and below what is in sight, and nothing in sight moves: somebody may
 * point at one for hours, and the list would grow without end.
 * @returns how many of the rows in sight have gone.
 */
export function useUnseenRows({ listRef, hasGone, isBusy, onClear }: UnseenRowsOptions): GoneInSight {
  const [inSight, setInSight] = useState<GoneInSight>('few');
  const clear = useStableCallback(onClear);
  // However often a finger comes and goes, the looks go on.
  const busy = useRef(isBusy);
  useEffect(() => {
    busy.current = isBusy;
  }, [isBusy]);
  useEffect(() => {
    const list = listRef.current;
    const scroller = list?.parentElement ?? null;
    if (!hasGone || list === null || scroller === null) return undefined;
    const goneSince = new Map<number, number>();
    let restsFrom = 0;
    let owedPx = 0;
    const look = () => {
      const now = performance.now();
      const { rows, elements } = measure(list);
      for (const id of goneSince.keys())
        if (elements.get(id)?.dataset['gone'] !== 'true') goneSince.delete(id);
      for (const { id, gone } of rows) if (gone && !goneSince.has(id)) goneSince.set(id, now);
      const view = viewOf(scroller);
      setInSight(rows.length === 0 ? 'few' : goneInSight(rows, view));
      if (busy.current || now < restsFrom) return;
      const isDue = ({ id }: MeasuredRow) =>
        now - (goneSince.get(id) ?? now) >= UNSEEN_MS &&
        elements.get(id)?.contains(document.activeElement) === false;
      const leaving = unseenGone(
        rows.map((row) => ({ ...row, gone: row.gone && isDue(row) })),
        view,
      );
      if (leaving.length === 0) return;
      const anchor = rows.find(({ id, bottom }) => bottom > view.top && !leaving.includes(id));
      const element = anchor === undefined ? undefined : elements.get(anchor.id);
      const leave = () => clear(new Set(leaving));
      if (element === undefined) leave();
      else owedPx = keepInPlace(scroller, element, owedPx, leave);
    };
    const move = () => {
      restsFrom = performance.now() + RESTS_AFTER_MS;
    };
    const timer = setInterval(look, LOOKS_EVERY_MS);
    scroller.addEventListener('scroll', move, { passive: true });
    return () => {
      clearInterval(timer);
      scroller.removeEventListener('scroll', move);
      setInSight('few');
    };
  }, [listRef, hasGone, clear]);
  return inSight;
}

function measure(list: Element) {
  const elements = new Map<number, HTMLElement>();
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')].map((element): MeasuredRow => {
    const id = Number(element.dataset['row']);
    const { top, bottom } = element.getBoundingClientRect();
    elements.set(id, element);
    return { id, gone: element.dataset['gone'] === 'true', top, bottom };
  });
  return { rows, elements };
}

function viewOf(scroller: Element): ListView {
  const { top, height } = scroller.getBoundingClientRect();
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  return { top, bottom: top + height, below: scrollHeight - clientHeight - scrollTop };
}

/**
 * Not every browser keeps what is in sight where it is when something leaves above it.
 * @param owedPx what scrolling in whole pixels left over the last time.
 * @returns what it leaves over this time.
 */
function keepInPlace(scroller: Element, anchor: Element, owedPx: number, change: () => void): number {
  const place = anchor.getBoundingClientRect().top - owedPx;
  flushSync(change);
  const moved = anchor.getBoundingClientRect().top - place;
  if (moved !== 0) scroller.scrollTop += moved;
  return anchor.getBoundingClientRect().top - place;
}
