import { useMemo } from 'react';
import type { ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import { useRemember } from '../own-acts/own-acts-context.tsx';

export interface PlayerActions {
  readonly change: (playerId: number, change: ChangePlayerBody) => void;
  readonly remove: (playerId: number) => void;
  readonly restore: (playerId: number) => void;
  /** Everybody who was removed in the step at this host time, ms. */
  readonly restoreAll: (removedAt: number) => void;
}

/** One-press actions on a seat; refusals show up as notices. */
export function usePlayerActions(): PlayerActions {
  const { api, gameCode, store } = useDesk();
  const run = useRun();
  const remember = useRemember();
  const remove = useStableCallback((id: number) => {
    const { players } = store.getView();
    const name = players.find((player) => player.player_id === id)?.player_name ?? '';
    void remember({ kind: 'remove', id, version: 0, name }, () => api.removePlayer(gameCode, id));
  });
  return useMemo(
    () => ({
      change: (id, change) => void run(() => api.changePlayer(gameCode, id, change)),
      remove,
      restore: (id) => void run(() => api.restorePlayer(gameCode, id)),
      restoreAll: (removedAt) => void run(() => api.restorePlayers(gameCode, { removed_at: removedAt })),
    }),
    [api, gameCode, run, remove],
  );
}
