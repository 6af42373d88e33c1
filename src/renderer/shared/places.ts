/** Where the controls of a page are, and whether something else can have come to lie there. */
import type { PlaceInList } from './moved-rows.ts';
import { NEGLIGIBLE_PX, type Rect } from './rects.ts';

export interface Place extends PlaceInList {
  readonly scrolled: Scrolled;
  readonly meaning: string;
}

/** How far everything around a control is scrolled, px. */
export interface Scrolled {
  readonly x: number;
  readonly y: number;
  /** What all of that shows. */
  readonly shows: Rect;
  /** Something of that is scrolled to where nobody could have scrolled it before, or from where nobody can now. */
  readonly isForced: boolean;
}

/** On the screen, and not by the user's scrolling alone; what stays in sight while the rest scrolls has not moved either. */
export function hasMoved(before: Place, place: Place, isScrolled: boolean): boolean {
  const [a, b] = [before.rect, place.rect];
  const isReal =
    !isScrolled ||
    place.scrolled.isForced ||
    isFar(a.left + before.scrolled.x, b.left + place.scrolled.x) ||
    isFar(a.top + before.scrolled.y, b.top + place.scrolled.y);
  return isElsewhere(a, b) && isReal;
}

/** It lies where it was, and what it scrolls in shows less of it: something else is there. */
export function isCovered(before: Place, place: Place): boolean {
  const [was, is] = [before.shown, place.shown];
  const cut = Math.max(is.left - was.left, is.top - was.top, was.right - is.right, was.bottom - is.bottom);
  return cut > NEGLIGIBLE_PX && !isElsewhere(before.rect, place.rect);
}

const isFar = (was: number, is: number): boolean => Math.abs(is - was) > NEGLIGIBLE_PX;
const isElsewhere = (was: Rect, is: Rect): boolean => isFar(was.left, is.left) || isFar(was.top, is.top);
