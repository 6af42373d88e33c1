import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { onRefusedPress, type RefusedPress } from '../../shared/refused-press.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import { refuseTurned } from './refuse-turned.ts';
import css from './refused-press.module.css';

/** How long it is said where it was pressed, ms. */
export const SAID_MS = 3_000;
/** Whoever pressed at an edge of the window reads it, too: half as wide, and as high, as it can be, px. */
const HALF_PX = 140;
const HIGH_PX = 56;
/** What a finger hides below it, px. */
const BELOW_PX = 24;
/** What is told apart by names, and goes together when a page or a tab does. */
const ROWS = '[data-row], [data-line], [role="row"]';
const PARTS = '[role="grid"], ul, ol, table, main, [role="dialog"]';

interface Said {
  readonly press: RefusedPress;
  readonly left: number;
  readonly top: number;
  /** As long as it is on the page, so is this. */
  readonly part: Element;
}

/** What is higher is no button but a row, px: two lines of letters of twice the size. */
const BUTTON_PX = 112;
/** Between it and what must stay in sight, px. */
const GAP_PX = 4;

/** Below the press, or above it at the lower edge of the window, and never over the name of the row that was pressed, nor over the button. */
function placeOf({ x, y, around }: RefusedPress, control: Element): Pick<Said, 'left' | 'top'> {
  const name = control.closest(ROWS)?.querySelector('bdi')?.getBoundingClientRect();
  const from = around === undefined ? y + BELOW_PX : around.bottom + GAP_PX;
  // Words over a button, or over the one beside it, would keep from reading what is pressed next.
  const pressed = control.getBoundingClientRect();
  const button = pressed.height > 0 && pressed.height <= BUTTON_PX ? pressed : undefined;
  const below = Math.max(from, (name?.bottom ?? 0) + GAP_PX, (button?.bottom ?? 0) + GAP_PX);
  const until = around === undefined ? y - BELOW_PX : around.top - GAP_PX;
  const above = Math.min(until, name?.top ?? y, (button?.top ?? y) - GAP_PX) - HIGH_PX;
  return {
    left: Math.max(HALF_PX, Math.min(x, innerWidth - HALF_PX)),
    top: below + HIGH_PX <= innerHeight ? below : Math.max(0, above),
  };
}

/** Says why a press did nothing, where it was pressed, while that is shown. It covers no press: whoever presses again reaches what is below. */
export function RefusedPressPlace() {
  const { t } = useTranslation('banker');
  const announce = useAnnounce();
  const [said, setSaid] = useState<Said | null>(null);
  const hear = useStableCallback((press: RefusedPress, control: Element) => {
    setSaid({ press, ...placeOf(press, control), part: control.closest(PARTS) ?? control });
    if (press.isSaid !== true) announce.polite(t(`press_refused.${press.why}`));
  });
  useEffect(() => onRefusedPress(document, hear), [hear]);
  useEffect(() => refuseTurned(document), []);
  useEffect(() => {
    if (said === null) return undefined;
    const end = () => setSaid(null);
    const timer = setTimeout(end, SAID_MS);
    const observer = new MutationObserver(() => {
      if (!said.part.checkVisibility()) end();
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-column', 'hidden', 'class'],
    });
    addEventListener('hashchange', end);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      removeEventListener('hashchange', end);
    };
  }, [said]);
  if (said === null) return null;
  const { press, left, top } = said;
  return (
    <p aria-hidden="true" className={css.refused} data-part="refused-press" style={{ left, top }}>
      {t(`press_refused.${press.why}`)}
    </p>
  );
}
