import { useTurn, type Turn } from '../hooks/use-turn.ts';
import { useDesk } from './desk-context.ts';
import { useRun } from './notices.tsx';

/** What all of them are called while an answer is waited for. */
export const TOGGLE = 'toggle';

/** Starts, pauses, resumes or reopens the game, depending on its status; by button or key, not right after the last time. */
export function useToggleGame(): Pick<Turn, 'phase'> & { readonly toggle: () => Promise<unknown> } {
  const { api, store, gameCode } = useDesk();
  const run = useRun();
  const { phase, turn } = useTurn('game');
  const toggle = () => {
    const status = store.getView().game?.status;
    const call = () => {
      if (status === 'waiting') return api.start(gameCode);
      return status === 'in_progress' ? api.pause(gameCode) : api.resume(gameCode);
    };
    return status === undefined ? Promise.resolve() : turn(() => run<unknown>(call, TOGGLE));
  };
  return { phase, toggle };
}
