/**
 * Keeps a finger from hitting what has only just come to lie under it. Whenever the page changes, the places that controls have left,
 * or where they mean something else now, are remembered for a moment, and so is each place that was tapped: whatever other control
 * lies there meanwhile takes no tap. What the user's own scrolling moves is not meant; what a list scrolls by itself as it grows or
 * shrinks is, even under a finger: beyond where it ended before, or because it no longer reaches so far. A mouse is kept from the rows of lists alone, which it may be on its way to; the keyboard has no place.
 * A row that took another one's place is marked for longer than that, and whoever is refused a press is told (refused-press.ts).
 */
import { watchHandsInLists } from './hands-in-lists.ts';
import { endOf, lastEndOf, type LeftPlace, meansOther, REACHING_MS, SETTLING_MS } from './left-places.ts';
import { meaningOf } from './meaning.ts';
import { isOfOtherRow, isOnPage, isOtherRow, markMovedRows, MOVED } from './moved-rows.ts';
import { hasMoved, isCovered, type Place, type Scrolled } from './places.ts';
import { swallow } from './pressed-controls.ts';
import {
  around,
  contains,
  EVERYWHERE,
  FINGER_PX,
  intersect,
  isEmpty,
  NOWHERE,
  overlap,
  type Rect,
} from './rects.ts';
import { refusePress } from './refused-press.ts';
import { hides, isForced, scrollerOf, type Scroller } from './scrollers.ts';

const CONTROLS =
  'button, a[href], input, select, label, [role="button"], [role="menuitem"], [role="option"], [role="row"]';
/** Cards have lists and controls of their own. */
const CARD = '[data-card]';
/** Rows of lists: those that the shortcuts walk along, lines of other lists, and cards. */
const ROWS = `[data-row], [data-line], ${CARD}`;
/** Controls in them, or that they are, and what marks these while they take no press: desk.css lets it pass to what is behind. */
const IN_ROWS = '[data-row] *, [data-line] *, [data-line][role="row"], [data-card] *';
const MARK = 'data-settling';
/** How long after a finger, the wheel or a key moved something scrolling is still their doing, ms; rolling on prolongs it. */
const SCROLLING_MS = 300;

/** Attributes by which nothing moves, and which change all the time: what was marked here, a pointer's way, and how far time has come. */
export const STAYING: ReadonlySet<string> = new Set([
  MARK,
  MOVED,
  'data-hovered',
  'data-pressed',
  'data-focused',
  'data-focus-visible',
  'data-resting-keys',
  'value',
  'datetime',
  'title',
]);

/** As it is noticed. */
type LeavingPlace = Omit<LeftPlace, 'since' | 'forRowsMs' | 'forListsMs' | 'extendedTo' | 'isOwnDoing'>;

export interface SettledPlacesOptions {
  /** Monotonic, ms. */
  readonly now?: () => number;
  readonly rectOf?: (control: Element) => Rect;
}

/** Starts guarding the page; returns what ends it. */
export function guardPlaces({
  now = () => performance.now(),
  rectOf = (control) => control.getBoundingClientRect(),
}: SettledPlacesOptions = {}): () => void {
  let known = new Map<Element, Place>();
  let scrollers: ReadonlyMap<Element, Scroller> = new Map();
  let left: readonly LeftPlace[] = [];
  let isSwallowing = false;
  let marked: ReadonlySet<Element> = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const movedRows = markMovedRows();
  const hands = watchHandsInLists(now);
  let scrolledByUserUntil = -Infinity;
  /** As on a scroll bar, which says nothing while it is dragged. */
  let isMouseDown = false;

  const isUserScrolling = () => isMouseDown || now() < scrolledByUserUntil;
  const scrollByUser = () => {
    scrolledByUserUntil = now() + SCROLLING_MS;
  };
  const look = (): Map<Element, Place> => {
    const offsets = new Map<Element, Scrolled>();
    const measured = new Map<Element, Scroller>();
    const scrolledBy = (element: Element | null): Scrolled => {
      if (element === null) return { x: 0, y: 0, shows: EVERYWHERE, isForced: false };
      const earlier = offsets.get(element);
      if (earlier !== undefined) return earlier;
      const outside = scrolledBy(element.parentElement);
      const scroller = scrollerOf(element);
      const scrolled = {
        x: outside.x + scroller.left,
        y: outside.y + scroller.top,
        shows: hides(element, scroller) ? intersect(outside.shows, rectOf(element)) : outside.shows,
        isForced: outside.isForced || isForced(scrollers.get(element), scroller),
      };
      measured.set(element, scroller);
      offsets.set(element, scrolled);
      return scrolled;
    };
    const tops = new Map<Element, number>();
    const topOf = (element: Element) => {
      const top = tops.get(element) ?? rectOf(element).top;
      tops.set(element, top);
      return top;
    };
    const places = new Map<Element, Place>();
    for (const control of document.querySelectorAll(CONTROLS)) {
      const rect = rectOf(control);
      if (isEmpty(rect)) continue;
      const scrolled = scrolledBy(control.parentElement);
      const row = control.closest(ROWS);
      const list = row?.parentElement ?? null;
      // A row that has gone has nothing else left to aim at: all of it is one place.
      const shown = intersect(hasGone(row) ? rectOf(row) : rect, scrolled.shows);
      const below = row === null || list === null ? 0 : topOf(row) - topOf(list);
      const card = control.closest(CARD);
      places.set(control, { rect, shown, scrolled, meaning: meaningOf(control), row, list, card, below });
    }
    scrollers = measured;
    return places;
  };
  const leave = (places: readonly LeavingPlace[]) => {
    const at = now();
    const handIn = new Map<Element, boolean>();
    const forRowsMs = (list: Element | null = null, row: Element | null = null) => {
      // They leave by themselves under a pointer that rests there: no hand's doing.
      if (list !== null && hasGone(row) && hands.isOver(list)) return REACHING_MS;
      if (list !== null && !handIn.has(list)) handIn.set(list, hands.isIn(list));
      return list === null || handIn.get(list) === true ? SETTLING_MS : REACHING_MS;
    };
    const isOwnDoing = hands.havePressed();
    const forListsMs = isOwnDoing ? SETTLING_MS : REACHING_MS;
    left = [
      ...left.filter((place) => lastEndOf(place) > at),
      ...places.map((place) => ({
        ...place,
        since: at,
        forRowsMs: forRowsMs(place.list, place.row),
        forListsMs: (place.list ?? null) === null ? SETTLING_MS : forListsMs,
        extendedTo: -Infinity,
        isOwnDoing,
      })),
    ];
  };

  /** A press that did nothing may be the first of two: the place has to settle anew. Whoever goes on pressing means it. */
  const extend = (places: readonly LeftPlace[]) => {
    const extendedTo = now() + SETTLING_MS;
    left = left.map((place) => (places.includes(place) ? { ...place, extendedTo } : place));
    markRows();
  };
  const settlesIn = (place: LeftPlace, control: Element): number => {
    const there = known.get(control);
    if (isOtherRow(place, there)) return place.forRowsMs;
    return isOfOtherRow(place, there) ? place.forListsMs : SETTLING_MS;
  };
  const isOthers = (place: LeftPlace, control: Element, meaning: string) =>
    meansOther(place, control, meaning) && endOf(place, settlesIn(place, control)) > now();
  const refuse = (
    control: Element,
    others: readonly LeftPlace[],
    { clientX: x, clientY: y }: PointerEvent,
  ) => {
    const place = known.get(control);
    const ofRows = others.filter((other) => isOfOtherRow(other, place));
    // Of a page that has gone nothing has moved.
    const why = ofRows.some(({ list }) => isOnPage(list)) ? 'moved' : 'changed';
    if (ofRows.length > 0) refusePress(control, { x, y, why });
    // In a row that stays where it is, whoever has just used it and pressed once too often has nothing to be told.
    else if (control.closest(ROWS) === null || !others.some(({ isOwnDoing }) => isOwnDoing))
      refusePress(control, { x, y, why: 'changed' });
  };

  const compare = (isScrolled: boolean) => {
    const places = look();
    const gone = [...known].filter(([control, before]) => {
      const place = places.get(control);
      if (place === undefined || place.meaning !== before.meaning) return true;
      return hasMoved(before, place, isScrolled) || isCovered(before, place);
    });
    const seen = gone.filter(([, { shown }]) => !isEmpty(shown));
    leave(
      seen.map(([control, { shown: rect, meaning, row, list, card }]) => {
        return { control, rect, meaning, row, list, card, isTap: false };
      }),
    );
    const earlier = known;
    known = places;
    markRows();
    movedRows.mark(
      seen.map(([, place]) => place),
      places.values(),
      earlier.values(),
    );
  };
  const markRows = () => {
    const at = now();
    const recent = left.filter((place) => lastEndOf(place) > at && !place.isTap);
    const settling = new Set<Element>();
    for (const [control, { rect, meaning }] of recent.length === 0 ? [] : known) {
      if (!control.matches(IN_ROWS)) continue;
      if (recent.some((place) => overlap(place.rect, rect) && isOthers(place, control, meaning)))
        settling.add(control);
    }
    for (const control of marked) if (!settling.has(control)) control.removeAttribute(MARK);
    for (const control of settling) control.setAttribute(MARK, '');
    marked = settling;
    clearTimeout(timer);
    const ends = recent.flatMap((place) => [endOf(place, SETTLING_MS), endOf(place, REACHING_MS)]);
    const next = Math.min(...ends.filter((end) => end > at));
    if (settling.size > 0) timer = setTimeout(markRows, next - at);
  };
  /** After the user's scrolling everything is where it is now, and none of that has changed, unless the list moved by more than that. */
  let isDue = false;
  const lookAgain = (event: Event) => {
    const isMeant = event.type !== 'scroll' || isUserScrolling();
    if (isMeant && event.type === 'scroll') scrollByUser();
    if (!isMeant) return compare(false);
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      if (event.type === 'scroll') compare(true);
      else known = look();
    });
  };
  const holdMouse = ({ type, pointerType, buttons }: PointerEvent) => {
    isMouseDown = pointerType === 'mouse' && type !== 'pointerup' && buttons > 0;
  };

  /** A finger that met nothing may come again, when something lies there. */
  const leaveNothing = (met: Element, { clientX: x, clientY: y, pointerId }: PointerEvent) => {
    const near = around(x, y, 2 * FINGER_PX);
    const nearby = [...known].filter(([, { rect }]) => overlap(rect, near)).map(([control]) => control);
    const rect = around(x, y);
    leave([{ control: met, rect, meaning: '', isTap: true, pointerId, nearby: new Set(nearby) }]);
  };
  const press = (event: PointerEvent) => {
    isSwallowing = false;
    const { target, pointerType, clientX: x, clientY: y, pointerId } = event;
    const met = target instanceof Element ? target : null;
    const control = met?.closest(CONTROLS) ?? null;
    // What is marked lets a press pass to what is behind it.
    const settling = [...marked].find((each) => contains(known.get(each)?.rect ?? NOWHERE, x, y));
    if (settling !== undefined && (control === null || pointerType === 'mouse')) {
      const there = left.filter((place) => contains(place.rect, x, y));
      const others = there.filter((place) => isOthers(place, settling, meaningOf(settling)));
      refuse(settling, others, event);
      return extend(there);
    }
    if (pointerType === 'mouse') return;
    if (control === null) {
      if (met !== null) leaveNothing(met, event);
      return;
    }
    const meaning = meaningOf(control);
    const others = left.filter((place) => contains(place.rect, x, y) && isOthers(place, control, meaning));
    isSwallowing = others.length > 0;
    if (isSwallowing) {
      extend(others);
      swallow(event);
      refuse(control, others, event);
    } else leave([{ control, rect: around(x, y), meaning, isTap: true, pointerId }]);
  };
  /** The browser has taken the finger for one that scrolls: it tapped nothing, and may tap where it began. */
  const forgetTap = ({ pointerId }: PointerEvent) => {
    left = left.filter((place) => !place.isTap || place.pointerId !== pointerId);
  };
  const follow = (event: UIEvent) => {
    // A keyboard's click, which belongs to no press, has no place.
    if (isSwallowing && !(event.type === 'click' && event.detail === 0)) swallow(event);
  };

  // Nearly any attribute may move what it stands on, and all around that: style sheets tell.
  const observer = new MutationObserver((records) => {
    if (records.some(({ attributeName }) => attributeName === null || !STAYING.has(attributeName)))
      compare(isUserScrolling());
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  known = look();
  addEventListener('pointerdown', press, true);
  addEventListener('pointercancel', forgetTap, true);
  for (const type of FOLLOWING) addEventListener(type, follow, true);
  for (const type of SHIFTING) addEventListener(type, lookAgain, true);
  for (const type of SCROLLING) addEventListener(type, scrollByUser, { capture: true, passive: true });
  for (const type of HOLDING) addEventListener(type, holdMouse, true);
  return () => {
    observer.disconnect();
    removeEventListener('pointerdown', press, true);
    removeEventListener('pointercancel', forgetTap, true);
    for (const type of FOLLOWING) removeEventListener(type, follow, true);
    for (const type of SHIFTING) removeEventListener(type, lookAgain, true);
    for (const type of SCROLLING) removeEventListener(type, scrollByUser, true);
    for (const type of HOLDING) removeEventListener(type, holdMouse, true);
    clearTimeout(timer);
    for (const control of marked) control.removeAttribute(MARK);
    movedRows.stop();
    hands.stop();
  };
}

const FOLLOWING = ['pointerup', 'mousedown', 'mouseup', 'click'] as const;
const SHIFTING = ['scroll', 'resize'] as const;
const SCROLLING = ['touchmove', 'wheel', 'keydown'] as const;
const HOLDING = ['pointerdown', 'pointermove', 'pointerup'] as const;

/** A row that says only what has become of it, and keeps its place for a while. */
function hasGone(row: Element | null): row is HTMLElement {
  return row instanceof HTMLElement && row.dataset['gone'] === 'true';
}
