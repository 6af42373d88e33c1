/** How far elements are scrolled, and who can have scrolled them there. */
import { NEGLIGIBLE_PX } from './rects.ts';

/** How far one element is scrolled, and how far it can be, px. */
export interface Scroller {
  readonly left: number;
  readonly top: number;
  readonly endLeft: number;
  readonly endTop: number;
}

/** Measures an element. */
export function scrollerOf({
  scrollLeft,
  scrollTop,
  scrollWidth,
  scrollHeight,
  clientWidth,
  clientHeight,
}: Element): Scroller {
  return {
    left: scrollLeft,
    top: scrollTop,
    endLeft: scrollWidth - clientWidth,
    endTop: scrollHeight - clientHeight,
  };
}

/** Whether there is more in it than it shows. */
export function hides(element: Element, { endLeft, endTop }: Scroller): boolean {
  return (endLeft > 0 || endTop > 0) && /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowY);
}

/** Whether no user's hand alone could have brought it from the one to the other: an end that gave way, or one that made room. */
export function isForced(before: Scroller | undefined, now: Scroller): boolean {
  if (before === undefined) return false;
  const isBeyond = (at: number, end: number) => at > end + NEGLIGIBLE_PX;
  return (
    isBeyond(before.top, now.endTop) ||
    isBeyond(now.top, before.endTop) ||
    isBeyond(before.left, now.endLeft) ||
    isBeyond(now.left, before.endLeft)
  );
}
