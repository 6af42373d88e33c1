/** Where things are in the window. */

/** A control that moved less is where it was, px. */
export const NEGLIGIBLE_PX = 8;
/** How far from where they meant to fingers land, px. */
export const FINGER_PX = 8;

/** A part of the window, px. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Holds no point, and overlaps nothing. */
export const NOWHERE: Rect = { left: 0, top: 0, right: -100, bottom: -100 };
/** Holds every point. */
export const EVERYWHERE: Rect = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** Nothing of it can be seen. */
export function isEmpty({ left, top, right, bottom }: Rect): boolean {
  return right <= left || bottom <= top;
}

/** What both have in common; empty where they have nothing. */
export function intersect(a: Rect, b: Rect): Rect {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** Whether they have anything in common. */
export function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The square around a point. */
export function around(x: number, y: number, reach = FINGER_PX): Rect {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

/** Whether a finger at that point may have meant it. */
export function contains({ left, top, right, bottom }: Rect, x: number, y: number): boolean {
  return x >= left - FINGER_PX && x <= right + FINGER_PX && y >= top - FINGER_PX && y <= bottom + FINGER_PX;
}
