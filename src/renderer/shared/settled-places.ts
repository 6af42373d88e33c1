/**
 * Keeps a finger from hitting what has only just come to lie under it. Whenever the page changes, the places that controls have left,
 * or where they mean something else now, are remembered for a moment, and so is each place that was tapped: whatever other control
 * lies there meanwhile takes no tap. What the user's own scrolling moves is not meant. The mouse, which hovers, and the keyboard, which
 * has no place, have ways of their own.
 */

/** For how long a place takes no tap after its meaning changed, ms. */
export const SETTLING_MS = 600;

const CONTROLS = 'button, a[href], input, select, label, [role="button"], [role="menuitem"], [role="option"]';
/** A control that moved less is where it was, px. */
const NEGLIGIBLE_PX = 8;
/** How far from where they meant to fingers land, px. */
const FINGER_PX = 8;

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Place {
  readonly rect: Rect;
  /** How far everything around it is scrolled, px. */
  readonly scrolled: { readonly x: number; readonly y: number };
  readonly meaning: string;
}

interface LeftPlace {
  readonly rect: Rect;
  readonly control: Element;
  readonly meaning: string;
  readonly until: number;
}

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
  let left: readonly LeftPlace[] = [];
  let isSwallowing = false;

  const look = (): Map<Element, Place> => {
    const offsets = new Map<Element, Place['scrolled']>();
    const places = new Map<Element, Place>();
    for (const control of document.querySelectorAll(CONTROLS)) {
      const rect = rectOf(control);
      if (rect.right <= rect.left || rect.bottom <= rect.top) continue;
      const scrolled = scrolledBy(control.parentElement, offsets);
      places.set(control, { rect, scrolled, meaning: meaningOf(control) });
    }
    return places;
  };
  const leave = (control: Element, { rect, meaning }: Pick<Place, 'rect' | 'meaning'>) => {
    const at = now();
    left = [...left.filter(({ until }) => until > at), { rect, control, meaning, until: at + SETTLING_MS }];
  };

  const compare = () => {
    const places = look();
    for (const [control, before] of known) {
      const place = places.get(control);
      if (place === undefined || place.meaning !== before.meaning || hasMoved(before, place))
        leave(control, before);
    }
    known = places;
  };
  /** After scrolling: everything is where it is now, and none of it has changed. */
  let isDue = false;
  const lookAgain = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      known = look();
    });
  };

  const press = (event: PointerEvent) => {
    isSwallowing = false;
    const control = event.target instanceof Element ? event.target.closest(CONTROLS) : null;
    if (control === null || event.pointerType === 'mouse') return;
    const { clientX: x, clientY: y } = event;
    const meaning = meaningOf(control);
    const at = now();
    isSwallowing = left.some(
      (place) =>
        place.until > at &&
        contains(place.rect, x, y) &&
        (place.control === control ? place.meaning !== meaning : !isWithin(place.control, control)),
    );
    if (isSwallowing) swallow(event);
    else leave(control, { rect: around(x, y), meaning });
  };
  const follow = (event: UIEvent) => {
    // A keyboard's click, which belongs to no press, has no place.
    if (isSwallowing && !(event.type === 'click' && event.detail === 0)) swallow(event);
  };

  const observer = new MutationObserver(compare);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class', 'style', 'hidden', 'open', 'aria-label', 'data-column', 'data-open'],
  });
  known = look();
  addEventListener('pointerdown', press, true);
  for (const type of FOLLOWING) addEventListener(type, follow, true);
  for (const type of SHIFTING) addEventListener(type, lookAgain, true);
  return () => {
    observer.disconnect();
    removeEventListener('pointerdown', press, true);
    for (const type of FOLLOWING) removeEventListener(type, follow, true);
    for (const type of SHIFTING) removeEventListener(type, lookAgain, true);
  };
}

const FOLLOWING = ['pointerup', 'mousedown', 'mouseup', 'click'] as const;
const SHIFTING = ['scroll', 'resize'] as const;

function swallow(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}

/** What it says, without its numbers: a countdown on a button changes nothing about it. */
function meaningOf(control: Element): string {
  return (control.getAttribute('aria-label') ?? control.textContent).replaceAll(/\d+/g, '');
}

function scrolledBy(element: Element | null, known: Map<Element, Place['scrolled']>): Place['scrolled'] {
  if (element === null) return { x: 0, y: 0 };
  const earlier = known.get(element);
  if (earlier !== undefined) return earlier;
  const outside = scrolledBy(element.parentElement, known);
  const scrolled = { x: outside.x + element.scrollLeft, y: outside.y + element.scrollTop };
  known.set(element, scrolled);
  return scrolled;
}

/** On the screen, and not by scrolling alone; what stays in sight while the rest scrolls has not moved either. */
function hasMoved(before: Place, place: Place): boolean {
  const isFar = (was: number, is: number) => Math.abs(is - was) > NEGLIGIBLE_PX;
  const [a, b] = [before.rect, place.rect];
  const isSeen = isFar(a.left, b.left) || isFar(a.top, b.top);
  const isReal =
    isFar(a.left + before.scrolled.x, b.left + place.scrolled.x) ||
    isFar(a.top + before.scrolled.y, b.top + place.scrolled.y);
  return isSeen && isReal;
}

/** A checkbox and its label are one. */
function isWithin(one: Element, other: Element): boolean {
  return one.contains(other) || other.contains(one);
}

function around(x: number, y: number): Rect {
  return { left: x - FINGER_PX, top: y - FINGER_PX, right: x + FINGER_PX, bottom: y + FINGER_PX };
}

function contains({ left, top, right, bottom }: Rect, x: number, y: number): boolean {
  return x >= left - FINGER_PX && x <= right + FINGER_PX && y >= top - FINGER_PX && y <= bottom + FINGER_PX;
}
