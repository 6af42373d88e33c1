/** Whoever works by keyboard is never thrown to the top of the page because what had the focus has gone. */
import type { Cancel } from '../../../client/environment.ts';

/** Parts of a page that can be told apart. */
const PLACES = 'li, section, nav, header, form, main, [role="row"], [role="region"]';

/** In how many frames a dialog that has closed lets what is behind it take the focus, however busy the machine is. */
const MOST_TRIES = 60;

/**
 * When what has the focus is taken away, or can no longer be pressed, the focus stays with the part of the page that it was in: Tab
 * goes on from there, and a key that is pressed once more presses nothing else. What moves the focus itself comes first.
 */
export function keepFocus(page: Document): Cancel {
  /** What had the focus last, and what is around it. */
  let path: readonly HTMLElement[] = [];
  /** The same outside of dialogs and menus: what these take away may be the very line that they were opened from. */
  let behind: readonly HTMLElement[] = [];
  const isNowhere = () => page.activeElement === page.body || page.activeElement === null;
  const remember = ({ target }: Event) => {
    path = target instanceof HTMLElement ? [target, ...around(target)] : [];
    if (!isInFront(target)) behind = path;
  };
  // Whoever clicks beside everything has left it.
  const forget = () =>
    queueMicrotask(() => {
      if (path[0]?.isConnected === true && !path[0].matches(':disabled') && isNowhere()) path = [];
    });
  const restore = (triesLeft = MOST_TRIES) => {
    if (!isLost(path[0]) || !(isNowhere() || page.activeElement === path[0])) return;
    const near = [...path.slice(1), ...behind].filter((each) => each.isConnected);
    const places = [...near, ...page.querySelectorAll('main')];
    // One that is empty now may not be shown, and takes no focus; nor does any while what is behind a dialog is inert.
    const taken = places.find((place) => {
      if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
      place.focus({ preventScroll: true });
      return page.activeElement === place;
    });
    if (taken === undefined && triesLeft > 0) requestAnimationFrame(() => restore(triesLeft - 1));
    else if (taken === undefined) path = [];
  };
  const observer = new MutationObserver(() => {
    // Dialogs and lists give the focus back within a frame.
    if (isLost(path[0])) requestAnimationFrame(() => requestAnimationFrame(() => restore()));
  });
  page.addEventListener('focusin', remember);
  page.addEventListener('focusout', forget);
  observer.observe(page.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  return () => {
    observer.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('focusout', forget);
  };
}

const isLost = (element: HTMLElement | undefined): boolean =>
  element !== undefined && (!element.isConnected || element.matches(':disabled'));

const isInFront = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

function around(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let above = element.parentElement; above !== null; above = above.parentElement)
    if (above.matches(PLACES)) found.push(above);
  return found;
}
