import { useMemo } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { challengesOf, useRecentHistory } from '../activity-feed/recent-history.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { suggest, suggestEach, type Suggestion, type SuggestionSubject } from '../model/suggest.ts';

type Choose = (view: GameView) => Suggestion | null;

/** What to offer this player first; null when no exercise is enabled. The same object until the offer changes. */
export function useSuggestion(playerId: number): Suggestion | null {
  const { exercises, ownExercises } = useDesk();
  const recentHistory = useRecentHistory();
  const choose = useMemo(() => {
    const used = [...exercises, ...ownExercises].filter((exercise) => exercise.used);
    return steadily((view) => suggestTo(playerId, view, { used, recentHistory }));
  }, [exercises, ownExercises, recentHistory, playerId]);
  return useGame(choose);
}

/** What to offer several at once, by player. */
export type SpreadSuggestions = ReadonlyMap<number, Suggestion>;

/**
 * What to offer these together, spread over them: it is what their rows show as long as they are ticked. Each suggestion is the same
 * object until it changes.
 * @param playerIds who is first to choose, first; the same array until it changes
 */
export function useSpreadSuggestions(playerIds: readonly number[]): SpreadSuggestions {
  const { exercises, ownExercises } = useDesk();
  const recentHistory = useRecentHistory();
  const choose = useMemo(() => {
    const used = [...exercises, ...ownExercises].filter((exercise) => exercise.used);
    return steadilySpread((view) => {
      const subjects = playerIds.map((playerId) => subjectOf(playerId, view, recentHistory));
      return new Map(
        suggestEach(used, subjects).flatMap((suggestion, index) => {
          const playerId = playerIds[index];
          return suggestion === null || playerId === undefined ? [] : [[playerId, suggestion] as const];
        }),
      );
    });
  }, [exercises, ownExercises, recentHistory, playerIds]);
  return useGame(choose);
}

interface Known {
  readonly used: readonly ExerciseOption[];
  readonly recentHistory: readonly Challenge[];
}

function suggestTo(playerId: number, view: GameView, { used, recentHistory }: Known): Suggestion | null {
  return suggest(used, subjectOf(playerId, view, recentHistory));
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

function steadily(choose: Choose): Choose {
  let last: Suggestion | null = null;
  return (view) => {
    const next = choose(view);
    if (!isSame(next, last)) last = next;
    return last;
  };
}

function steadilySpread(choose: (view: GameView) => SpreadSuggestions): typeof choose {
  let last: SpreadSuggestions = new Map();
  return (view) => {
    const next = choose(view);
    const isLikeLast = next.size === last.size && [...next].every(([id, each]) => isSame(each, last.get(id)));
    if (!isLikeLast) {
      const before = last;
      last = new Map(
        [...next].map(([id, each]) => {
          const known = before.get(id);
          return [id, known !== undefined && isSame(each, known) ? known : each];
        }),
      );
    }
    return last;
  };
}

function isSame(one: Suggestion | null, other: Suggestion | null | undefined): boolean {
  return one?.exercise === other?.exercise && one?.reason === other?.reason;
}
