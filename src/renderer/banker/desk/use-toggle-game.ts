import { useTurn, type Turn } from '../hooks/use-turn.ts';
import { useDesk, useGame } from './desk-context.ts';
import { meantGame } from './meant-game.ts';
import { useRun } from './notices.tsx';

/** What all of them are called while an answer is waited for. */
export const TOGGLE = 'toggle';

/** Starts, pauses, resumes or reopens the game, depending on its status; by button or key, not right after the last time. */
export function useToggleGame(): Pick<Turn, 'phase'> & { readonly toggle: () => Promise<unknown> } {
  const { api, gameCode, store } = useDesk();
  const game = useGame((view) => view.game);
  const run = useRun();
  const { phase, turn } = useTurn('status');
  const toggle = () => {
    if (game === null) return Promise.resolve();
    const meant = { ...meantGame(game), seen_seq: store.getView().seq };
    const call = () => {
      if (game.status === 'waiting') return api.start(gameCode, meant);
      return game.status === 'in_progress' ? api.pause(gameCode, meant) : api.resume(gameCode, meant);
    };
    return turn(() => run<unknown>(call, TOGGLE));
  };
  return { phase, toggle };
}
