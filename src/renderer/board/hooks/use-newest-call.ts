import { useEffect, useState } from 'react';
import type { GameStore } from '../../../client/game-view.ts';
import type { BoardRow } from '../model/board-rows.ts';

/** How long the newest call stays up as a banner. */
const HELD_MS = 5_000;

/** The newest call, for 5 s after it arrived live. Calls from before the board was opened don't count. */
export function useNewestCall(
  { drawn }: Pick<GameStore, 'drawn'>,
  active: readonly BoardRow[],
): BoardRow | null {
  const [newest, setNewest] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = drawn.onEvents((frames) => {
      const frame = frames.findLast(({ event_type: type }) => type === 'challenge_assigned');
      if (frame?.event_type !== 'challenge_assigned') return;
      clearTimeout(timer);
      setNewest(frame.data.id);
      timer = setTimeout(() => setNewest(null), HELD_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [drawn]);
  // A call that was undone isn't held.
  return active.find(({ challenge }) => challenge.id === newest) ?? null;
}
