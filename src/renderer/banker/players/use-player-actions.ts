import { useMemo } from 'react';
import type { ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
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

/** One-press actions on a seat; refusals show up as notices. */
export function usePlayerActions(): PlayerActions {
  const { api, gameCode, store } = useDesk();
  const run = useRun();
  const remember = useRemember();
  const remove = useStableCallback((id: number) => {
    const { players } = store.getView();
    const name = players.find((player) => player.player_id === id)?.player_name ?? '';
    const removal = { kind: 'remove', id, name } as const;
    void remember({ ...removal, version: 0 }, () => api.removePlayer(gameCode, id), {
      asAnswered: ({ removed_at }) => ({ ...removal, version: removed_at ?? 0 }),
    });
  });
  const restore = useStableCallback((id: number) => {
    const { players } = store.getView();
    const removedAt = players.find((player) => player.player_id === id)?.removed_at ?? null;
    void run(() => api.restorePlayer(gameCode, id, removalMeant(removedAt)));
  });
  return useMemo(
    () => ({
      change: (id, change) => void run(() => api.changePlayer(gameCode, id, change)),
      remove,
      restore,
      restoreAll: (removedAt) => void run(() => api.restorePlayers(gameCode, { removed_at: removedAt })),
    }),
    [api, gameCode, run, remove, restore],
  );
}
