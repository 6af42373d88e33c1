import { useMemo } from 'react';
import { useDesk, useGame } from '../desk/deskwork.tsx';
import { challengesOf, useRecord } from '../happened/record.tsx';
import { suggest, type Suggestion } from '../model/suggest.ts';

/** What to offer this player first; null when no exercise is in use. */
export function useSuggestion(playerId: number): Suggestion | null {
  const { exercises } = useDesk();
  const record = useRecord();
  const challenges = useGame((view) => view.challenges);
  const ended = useGame((view) => view.ended);
  return useMemo(() => {
    const used = exercises.filter((exercise) => exercise.used);
    return suggest(used, challengesOf({ challenges, ended }, record, playerId), playerId);
  }, [exercises, challenges, ended, record, playerId]);
}
