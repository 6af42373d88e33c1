import { useMemo } from 'react';
import type { ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun, useTurns } from '../desk/notices.tsx';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import { useRemember } from '../own-acts/own-acts-context.tsx';
import { removalMeant } from './removal-meant.ts';

export interface PlayerActions {
  readonly change: (playerId: number, change: ChangePlayerBody) => void;
  readonly remove: (playerId: number) => void;
  /** From the removal that the desk shows, and from no later one. */
  readonly restore: (playerId: number) => void;
  /** Everybody who was removed in the step at this host time, ms. */
  readonly restoreAll: (removedAt: number) => void;
}

/** Removing a player and bringing them back, as `useTurn` names them. */
export const removalOf = (playerId: number): string => `removal ${playerId}`;
/** Blocking a phone and letting it in again, as `useTurn` names them. */
export const blockOf = (playerId: number): string => `block ${playerId}`;

/** One-press actions on a seat; refusals show up as notices. */
export function usePlayerActions(): PlayerActions {
  const { api, gameCode, store } = useDesk();
  const run = useRun();
  const remember = useRemember();
  const turns = useTurns();
  const remove = useStableCallback((id: number) => {
    const { players } = store.getView();
    const name = players.find((player) => player.player_id === id)?.player_name ?? '';
    const removal = { kind: 'remove', id, name } as const;
    const answer = remember({ ...removal, version: 0 }, () => api.removePlayer(gameCode, id), {
      asAnswered: ({ removed_at }) => ({ ...removal, version: removed_at ?? 0 }),
    });
    turns.begin(removalOf(id), answer);
  });
  const restore = useStableCallback((id: number) => {
    const { players } = store.getView();
    const removedAt = players.find((player) => player.player_id === id)?.removed_at ?? null;
    turns.begin(
      removalOf(id),
      run(() => api.restorePlayer(gameCode, id, removalMeant(removedAt))),
    );
  });
  const change = useStableCallback((id: number, changed: ChangePlayerBody) => {
    const answer = run(() => api.changePlayer(gameCode, id, changed));
    if (changed.blocked !== undefined) turns.begin(blockOf(id), answer);
  });
  return useMemo(
    () => ({
      change,
      remove,
      restore,
      restoreAll: (removedAt) => void run(() => api.restorePlayers(gameCode, { removed_at: removedAt })),
    }),
    [api, gameCode, run, change, remove, restore],
  );
}
