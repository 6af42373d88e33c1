import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { onRefusedPress, refuseTurned, type RefusedPress } from '../../shared/refused-press.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import css from './refused-press.module.css';

/** How long it is said where it was pressed, ms. */
export const SAID_MS = 3_000;
/** Whoever pressed at an edge of the window reads it, too: half as wide, and as high, as it can be, px. */
const HALF_PX = 140;
const HIGH_PX = 72;

/** Says why a press did nothing, where it was pressed. It covers no press: whoever presses again reaches what is below. */
export function RefusedPressPlace() {
  const { t } = useTranslation('banker');
  const announce = useAnnounce();
  const [refused, setRefused] = useState<RefusedPress | null>(null);
  const hear = useStableCallback((press: RefusedPress) => {
    setRefused(press);
    if (press.isSaid !== true) announce.polite(t(`press_refused.${press.why}`));
  });
  useEffect(() => onRefusedPress(document, hear), [hear]);
  useEffect(() => refuseTurned(document), []);
  useEffect(() => {
    if (refused === null) return undefined;
    const timer = setTimeout(() => setRefused(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [refused]);
  if (refused === null) return null;
  const { x, y, why } = refused;
  const left = Math.max(HALF_PX, Math.min(x, innerWidth - HALF_PX));
  return (
    <p
      aria-hidden="true"
      className={css.refused}
      data-part="refused-press"
      data-below={y < HIGH_PX}
      style={{ left, top: y }}
    >
      {t(`press_refused.${why}`)}
    </p>
  );
}
