import { useCallback, useSyncExternalStore } from 'react';
import { useTurns } from '../desk/notices.tsx';
import type { SharedState } from '../model/shared-state.ts';
import type { TurnPhase } from '../model/turns.ts';
import { useIsChangedByOthers, useIsFresh } from './use-changed-by-others.ts';

export interface Turn {
  readonly phase: TurnPhase;
  /** Runs it unless one of the two has only just been pressed, here or elsewhere; null: it did not, or nothing came of it. */
  readonly turn: <Answer>(call: () => Promise<Answer | null>) => Promise<Answer | null>;
}

/**
 * For two opposites that take each other's place: neither takes a press right after the other, whoever pressed that.
 * @param name of what they change.
 */
export function useTurn(name: SharedState): Turn {
  const turns = useTurns();
  const own = useSyncExternalStore(turns.subscribe, () => turns.phaseOf(name));
  const isByOthers = useIsChangedByOthers(name);
  const isFresh = useIsFresh(name);
  const turn = useCallback(
    async <Answer>(call: () => Promise<Answer | null>) => {
      if (turns.phaseOf(name) !== 'free' || isFresh()) return null;
      const answer = call();
      turns.begin(name, answer);
      return answer;
    },
    [turns, name, isFresh],
  );
  return { phase: own === 'free' && isByOthers ? 'turned' : own, turn };
}
