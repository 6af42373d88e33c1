import { clsx } from 'clsx';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../format.ts';
import { useTicker } from '../hooks/ticker.ts';
import { milestonePassed, SOON_MS } from '../milestones.ts';
import { useAnnounce } from './live-regions.tsx';
import css from './countdown.module.css';

export interface CountdownProps {
  /** Ms left now, by the host's clock; null if there is no timer. */
  readonly read: () => number | null;
  /** Announces milestones: only for the player's own countdown. */
  readonly spoken?: boolean;
  readonly className?: string | undefined;
  /** Called once at each milestone passed while it is shown, ms left. */
  readonly onMilestone?: (milestone: number) => void;
}

/** Seconds left, always the same width. A screen reader hears milestones, not seconds. */
export function Countdown({ read, spoken = false, className, onMilestone }: CountdownProps) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  const announce = useAnnounce();
  const seconds = useTicker(() => {
    const left = read();
    return left === null ? null : Math.max(0, Math.ceil(left / 1000));
  });
  const before = useRef<number | null>(null);

  useEffect(() => {
    const left = seconds === null ? null : seconds * 1000;
    const milestone = milestonePassed(before.current, left);
    before.current = left;
    if (milestone === null) return;
    if (spoken) speak(milestone);
    onMilestone?.(milestone);

    function speak(passed: number) {
      const text = milestoneWords(t, format, passed);
      if (passed === SOON_MS) announce.assertive(text);
      else announce.polite(text);
    }
  }, [seconds, spoken, onMilestone, announce, format, t]);

  if (seconds === null) return null;
  return (
    <span role="timer" aria-label={t('time.left')} className={clsx(css.countdown, className)}>
      {format.clock(seconds * 1000)}
    </span>
  );
}

function milestoneWords(t: TFunction, format: Format, milestone: number): string {
  if (milestone === 0) return t('time.over');
  if (milestone < 60_000) {
    const count = milestone / 1000;
    return t('time.seconds_left', { count, number: format.number(count) });
  }
  const count = milestone / 60_000;
  return t('time.minutes_left', { count, number: format.number(count) });
}
