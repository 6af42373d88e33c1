import { useCallback, useSyncExternalStore } from 'react';
import { useTurns } from '../desk/notices.tsx';
import type { TurnPhase } from '../model/turns.ts';

export interface Turn {
  readonly phase: TurnPhase;
  /** Runs it unless one of the two has only just been pressed; null: it did not, or nothing came of it. */
  readonly turn: <Answer>(call: () => Promise<Answer | null>) => Promise<Answer | null>;
}

/**
 * For two opposites that take each other's place: neither takes a press right after the other.
 * @param name the same for both, wherever they are.
 */
export function useTurn(name: string): Turn {
  const turns = useTurns();
  const phase = useSyncExternalStore(turns.subscribe, () => turns.phaseOf(name));
  const turn = useCallback(
    async <Answer>(call: () => Promise<Answer | null>) => {
      if (turns.phaseOf(name) !== 'free') return null;
      const answer = call();
      turns.begin(name, answer);
      return answer;
    },
    [turns, name],
  );
  return { phase, turn };
}
