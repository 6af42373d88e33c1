/** Controls that are pressed: what they mean, which are one, and how a press comes to nothing. */

/** Nothing else on the page hears of it. */
export function swallow(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}

/** What it says, without its numbers: a countdown on a button changes nothing about it. */
export function meaningOf(control: Element): string {
  return (control.getAttribute('aria-label') ?? control.textContent).replaceAll(/\d+/g, '');
}

/** A checkbox and its label are one. */
export function isWithin(one: Element, other: Element): boolean {
  return one.contains(other) || other.contains(one);
}
