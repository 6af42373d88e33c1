import { useMemo } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { challengesOf, useRecentHistory } from '../activity-feed/recent-history.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { suggest, type Suggestion } from '../model/suggest.ts';

type Choose = (view: GameView) => Suggestion | null;

/** What to offer this player first; null when no exercise is enabled. The same object until the offer changes. */
export function useSuggestion(playerId: number): Suggestion | null {
  const { exercises } = useDesk();
  const recentHistory = useRecentHistory();
  const choose = useMemo(() => {
    const used = exercises.filter((exercise) => exercise.used);
    return steadily((view) => suggestTo(playerId, view, { used, recentHistory }));
  }, [exercises, recentHistory, playerId]);
  return useGame(choose);
}

/** Gives what the rows suggest at this moment. */
export function useSuggestionNow(): (playerId: number) => Suggestion | null {
  const { exercises, store } = useDesk();
  const recentHistory = useRecentHistory();
  return (playerId) => {
    const used = exercises.filter((exercise) => exercise.used);
    return suggestTo(playerId, store.drawn.getView(), { used, recentHistory });
  };
}

interface Known {
  readonly used: readonly ExerciseOption[];
  readonly recentHistory: readonly Challenge[];
}

function suggestTo(playerId: number, view: GameView, { used, recentHistory }: Known): Suggestion | null {
  const player = view.players.find(({ player_id }) => player_id === playerId);
  return suggest(used, {
    playerId,
    needs: player?.needs ?? [],
    had: challengesOf(view, recentHistory, playerId),
    busy: view.challenges.filter(
      ({ status, player_id, team_number }) =>
        status === 'assigned' && player_id !== playerId && team_number === player?.team_number,
    ),
  });
}

function steadily(choose: Choose): Choose {
  let last: Suggestion | null = null;
  return (view) => {
    const next = choose(view);
    if (next?.exercise !== last?.exercise || next?.reason !== last?.reason) last = next;
    return last;
  };
}
