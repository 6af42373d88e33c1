import { useMemo } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import { challengesOf, useRecentHistory } from '../activity-feed/recent-history.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { suggest, type Suggestion } from '../model/suggest.ts';

type Choose = (view: GameView) => Suggestion | null;

/** What to offer this player first; null when no exercise is enabled. The same object until the offer changes. */
export function useSuggestion(playerId: number): Suggestion | null {
  const { exercises } = useDesk();
  const recentHistory = useRecentHistory();
  const choose = useMemo(() => {
    const used = exercises.filter((exercise) => exercise.used);
    return steadily((view) => suggest(used, challengesOf(view, recentHistory, playerId), playerId));
  }, [exercises, recentHistory, playerId]);
  return useGame(choose);
}

/** Gives what the rows suggest at this moment. */
export function useSuggestionNow(): (playerId: number) => Suggestion | null {
  const { exercises, store } = useDesk();
  const recentHistory = useRecentHistory();
  return (playerId) => {
    const used = exercises.filter((exercise) => exercise.used);
    return suggest(used, challengesOf(store.drawn.getView(), recentHistory, playerId), playerId);
  };
}

function steadily(choose: Choose): Choose {
  let last: Suggestion | null = null;
  return (view) => {
    const next = choose(view);
    if (next?.exercise !== last?.exercise || next?.reason !== last?.reason) last = next;
    return last;
  };
}
