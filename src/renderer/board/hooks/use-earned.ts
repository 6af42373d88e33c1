import { useEffect, useReducer } from 'react';
import type { GameStore } from '../../../client/game-view.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { EventFrame } from '../../../protocol/frames.ts';
import { type Earned, type EarnedQueue, nextShown, NOTHING_EARNED, withEvents } from '../model/earned.ts';

/** How long one is shown. */
const SHOWN_MS = 5_000;

type News = { readonly frames: readonly EventFrame[]; readonly teams: readonly Team[] } | null;

function withNews(queue: EarnedQueue, news: News): EarnedQueue {
  return news === null ? nextShown(queue) : withEvents(queue, news.frames, news.teams);
}

/** What was just earned, for 5 s each. What happened before the board was opened doesn't count. */
export function useEarned({ drawn }: Pick<GameStore, 'drawn'>): readonly Earned[] {
  const [{ shown }, tell] = useReducer(withNews, NOTHING_EARNED);
  useEffect(() => drawn.onEvents((frames) => tell({ frames, teams: drawn.getView().teams })), [drawn]);
  const [first] = shown;
  useEffect(() => {
    if (first === undefined) return undefined;
    const timer = setTimeout(() => tell(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [first]);
  return shown;
}
