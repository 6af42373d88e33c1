import { useMemo } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { challengesOf, useRecentHistory } from '../activity-feed/recent-history.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import type { Suggestion, SuggestionSubject } from '../model/suggest.ts';

/** What to offer first to the player who asks for this; null when no exercise is enabled. The same object until the offer changes. */
export function useSuggestion({ id, player_id: playerId }: Challenge): Suggestion | null {
  const { exercises, ownExercises, suggestions } = useDesk();
  const recentHistory = useRecentHistory();
  const choose = useMemo(() => {
    const used = [...exercises, ...ownExercises].filter((exercise) => exercise.used);
    return (view: GameView) =>
      suggestions.suggest(used, { challengeId: id, subject: subjectOf(playerId, view, recentHistory) });
  }, [exercises, ownExercises, suggestions, recentHistory, id, playerId]);
  return useGame(choose);
}

/** What to offer several at once, by challenge. */
export type SpreadSuggestions = ReadonlyMap<number, Suggestion>;

/**
 * What to offer these together, spread over them: it is what their rows show as long as they are ticked. Each suggestion is the same
 * object until it changes.
 * @param challenges who is first to choose, first; the same array until it changes
 */
export function useSpreadSuggestions(challenges: readonly Challenge[]): SpreadSuggestions {
  const { exercises, ownExercises, suggestions } = useDesk();
  const recentHistory = useRecentHistory();
  const choose = useMemo(() => {
    const used = [...exercises, ...ownExercises].filter((exercise) => exercise.used);
    return steadilySpread((view) =>
      suggestions.suggestTogether(
        used,
        challenges.map(({ id, player_id }) => ({
          challengeId: id,
          subject: subjectOf(player_id, view, recentHistory),
        })),
      ),
    );
  }, [exercises, ownExercises, suggestions, recentHistory, challenges]);
  return useGame(choose);
}

function subjectOf(playerId: number, view: GameView, recentHistory: readonly Challenge[]): SuggestionSubject {
  const player = view.players.find(({ player_id }) => player_id === playerId);
  return {
    playerId,
    needs: player?.needs ?? [],
    had: challengesOf(view, recentHistory, playerId),
    busy: view.challenges.filter(
      ({ status, player_id, team_number }) =>
        status === 'assigned' && player_id !== playerId && team_number === player?.team_number,
    ),
  };
}

/** The same map until one of them changes. */
function steadilySpread(choose: (view: GameView) => SpreadSuggestions): typeof choose {
  let last: SpreadSuggestions = new Map();
  return (view) => {
    const next = choose(view);
    const isLikeLast = next.size === last.size && [...next].every(([id, each]) => each === last.get(id));
    if (!isLikeLast) last = next;
    return last;
  };
}
