/** Controls that are pressed: which are one, and how a press comes to nothing. */

/** Nothing else on the page hears of it. */
export function swallow(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}

/** A checkbox and its label are one. */
export function isWithin(one: Element, other: Element): boolean {
  return one.contains(other) || other.contains(one);
}
