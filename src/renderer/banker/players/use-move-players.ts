import type { MovePlayersResponse } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useOwnActs, useRemember } from '../own-acts/own-acts-context.tsx';
import { moveItems, type MoveSeveralAct } from '../own-acts/own-acts.ts';
import { useSayNotMoved } from '../own-acts/use-say-not-moved.ts';

interface MoveOptions {
  readonly press: string;
  /** Of the player who is moved alone. */
  readonly name?: string;
}

/**
 * Moves players as one act, which one Undo takes back. Whoever is no longer where they are to leave stays, and is named; refusals show up
 * as notices. Resolves with the answer; null: there is none.
 */
export function useMovePlayers(): (
  moves: MoveSeveralAct['moves'],
  options: MoveOptions,
) => Promise<MovePlayersResponse | null> {
  const { api, gameCode, store } = useDesk();
  const remember = useRemember();
  const ownActs = useOwnActs();
  const sayNotMoved = useSayNotMoved();
  return async (moves, { press, name }) => {
    const act = { kind: 'move_several', id: Math.round(store.hostNow()), version: 0, moves, name } as const;
    const moved = await remember(act, () => api.movePlayers(gameCode, { items: moveItems(moves, 'redo') }), {
      press,
      asAnswered: ({ done }) => ({
        ...act,
        moves: moves.filter(({ id }) => done.some(({ player_id }) => player_id === id)),
      }),
    });
    if (moved === null) return null;
    const { done, skipped } = moved.answer;
    // Nobody was moved, so there is nothing to take back.
    if (done.length === 0) ownActs.forget(moved.act);
    if (skipped.length > 0) sayNotMoved(skipped);
    return moved.answer;
  };
}
