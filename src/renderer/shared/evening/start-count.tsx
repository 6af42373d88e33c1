import { useCallback, useSyncExternalStore } from 'react';
import type { GameStore } from '../../../client/game-view.ts';
import { useFormat } from '../format.ts';
import css from './start-count.module.css';

const COUNT_FROM = 3;
const SECOND_MS = 1_000;

/**
 * What every screen counts after a start: 3, 2, 1; null before and afterwards. The game is under way meanwhile: this is for the eye.
 * @param startTime host ms at which the game started; null: it has not
 */
export function startCount(startTime: number | null, hostNow: number): number | null {
  if (startTime === null) return null;
  const left = COUNT_FROM * SECOND_MS - (hostNow - startTime);
  // A screen's idea of the host's clock may be late by a moment, not by more.
  if (left <= 0 || left > (COUNT_FROM + 1) * SECOND_MS) return null;
  return Math.min(COUNT_FROM, Math.ceil(left / SECOND_MS));
}

/** Ms until the count changes; null: it is over. */
function untilNextCount(startTime: number | null, hostNow: number): number | null {
  const count = startCount(startTime, hostNow);
  if (count === null || startTime === null) return null;
  return startTime + (COUNT_FROM + 1 - count) * SECOND_MS - hostNow;
}

/** Counts by the host's clock, so that all screens change at the same moment. */
function useStartCount(hostNow: () => number, startTime: number | null): number | null {
  const subscribe = useCallback(
    (changed: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const follow = () => {
        const ms = untilNextCount(startTime, hostNow());
        if (ms === null) return;
        timer = setTimeout(() => {
          changed();
          follow();
        }, ms + 1);
      };
      follow();
      return () => clearTimeout(timer);
    },
    [hostNow, startTime],
  );
  return useSyncExternalStore(subscribe, () => startCount(startTime, hostNow()));
}

interface StartCountProps {
  readonly store: Pick<GameStore, 'hostNow'>;
  readonly startTime: number | null;
  /** In the place of the element around it (which is positioned), not large over the screen. */
  readonly small?: boolean;
}

/** 3, 2, 1, while the screen can be used. Screen readers hear that the game has begun, not the count. */
export function StartCount({ store, startTime, small = false }: StartCountProps) {
  const format = useFormat();
  const count = useStartCount(store.hostNow, startTime);
  if (count === null) return null;
  return (
    <div className={small ? css.smallPlace : css.place} aria-hidden="true" data-part="start-count">
      <span key={count} className={css.count} translate="no">
        {format.number(count)}
      </span>
    </div>
  );
}
