import { useEffect, useState } from 'react';
import type { GameStore } from '../../../client/game-view.ts';
import type { BoardRow } from '../model/board-rows.ts';

/** The newest call is held as a banner. */
const HELD_MS = 5_000;

/** The row of the newest call for 5 s after it came live; calls of before the board was access are no news. */
export function useNewestCall(
  store: Pick<GameStore, 'onEvent'>,
  active: readonly BoardRow[],
): BoardRow | null {
  const [newest, setNewest] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = store.onEvent((frame) => {
      if (frame.event_type !== 'challenge_assigned') return;
      clearTimeout(timer);
      setNewest(frame.data.id);
      timer = setTimeout(() => setNewest(null), HELD_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);
  // A call that was taken back is not held.
  return active.find(({ challenge }) => challenge.id === newest) ?? null;
}
