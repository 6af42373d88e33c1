/**
 * What controls mean: the page's own words, whatever a browser's translator has made of them. It writes late and in numbers of its own,
 * and what is shown would turn into its words and back with every second that counts.
 */
import { MEANS, withoutNumbers } from './own-words.ts';

/** Its own words; else those of all that is in it. What the page did not make by JSX means what is shown. */
export function meaningOf(control: Element): string {
  const own = control.getAttribute(MEANS);
  if (own !== null) return own;
  const label = control.getAttribute('aria-label');
  if (label !== null) return withoutNumbers(label);
  const inside = [...control.querySelectorAll(`[${MEANS}]`)];
  if (inside.length === 0) return withoutNumbers(control.textContent);
  return inside.map((element) => element.getAttribute(MEANS)).join('\n');
}
