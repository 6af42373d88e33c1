import { useMemo } from 'react';
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun, useTurns } from '../desk/notices.tsx';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import { useRemember } from '../own-acts/own-acts-context.tsx';
import { removalMeant } from './removal-meant.ts';
import { useMovePlayers } from './use-move-players.ts';

type MovedPlayer = Pick<Player, 'player_id' | 'player_name' | 'team_number'>;

export interface PlayerActions {
  readonly change: (playerId: number, change: ChangePlayerBody) => void;
  /** Out of the team where this player is shown; null: into no team. */
  readonly move: (player: MovedPlayer, to: number | null) => void;
  readonly remove: (playerId: number) => void;
  /** From the removal that the desk shows, and from no later one. */
  readonly restore: (playerId: number) => void;
  /** Everybody who was removed in the step at this host time, ms. */
  readonly restoreAll: (removedAt: number) => void;
}

/** Removing a player and bringing them back, as `useTurn` and their calls name them. */
export const removalOf = (playerId: number) => `removal ${playerId}` as const;
/** Blocking a phone and letting it in again, as `useTurn` and their calls name them. */
export const blockOf = (playerId: number) => `block ${playerId}` as const;

/** Bringing back everybody who was removed in the step at this host time, ms. */
export const restoringOf = (removedAt: number): string => `restoring ${removedAt}`;

/** Moving a player to another team, as its call names it. */
const moveOf = (playerId: number): string => `move ${playerId}`;

/** Letting a name be shown, as its call names it. */
export const approvalOf = (playerId: number): string => `approval ${playerId}`;

/** Lets the name that is on the screen be shown, and no other one. */
export const approvalBody = (name: string): ChangePlayerBody => ({ approved: true, expected_name: name });

/** What is one press; what is typed or chosen may be changed again before the answer. */
function pressOfChange(id: number, { blocked, approved }: ChangePlayerBody): string | undefined {
  if (blocked !== undefined) return blockOf(id);
  return approved === undefined ? undefined : approvalOf(id);
}

/** One-press actions on a seat; refusals show up as notices. What is pressed twice is done once, also if it shows only after a while. */
export function usePlayerActions(): PlayerActions {
  const { api, gameCode, store } = useDesk();
  const run = useRun();
  const remember = useRemember();
  const turns = useTurns();
  const movePlayers = useMovePlayers();
  const once = (name: string, act: () => Promise<unknown>) => {
    if (turns.phaseOf(name) !== 'answering') turns.begin(name, act());
  };
  const remove = useStableCallback((id: number) => {
    const { players, seq: seen_seq } = store.getView();
    const name = players.find((player) => player.player_id === id)?.player_name ?? '';
    const removal = { kind: 'remove', id, name } as const;
    once(removalOf(id), () =>
      remember({ ...removal, version: 0 }, () => api.removePlayer(gameCode, id, { seen_seq }), {
        press: removalOf(id),
        asAnswered: ({ removed_at }) => ({ ...removal, version: removed_at ?? 0 }),
      }),
    );
  });
  const restore = useStableCallback((id: number) => {
    const { players } = store.getView();
    const removedAt = players.find((player) => player.player_id === id)?.removed_at ?? null;
    once(removalOf(id), () =>
      run(() => api.restorePlayer(gameCode, id, removalMeant(removedAt)), removalOf(id)),
    );
  });
  const change = useStableCallback((id: number, changed: ChangePlayerBody) => {
    const call = () => api.changePlayer(gameCode, id, changed);
    const answer = run(call, pressOfChange(id, changed));
    if (changed.blocked !== undefined) turns.begin(blockOf(id), answer);
  });
  const move = useStableCallback((player: MovedPlayer, to: number | null) => {
    const { player_id: id, player_name: name, team_number: from } = player;
    if (from !== to) void movePlayers([{ id, from, to }], { press: moveOf(id), name });
  });
  const restoreAll = useStableCallback((removedAt: number) =>
    once(restoringOf(removedAt), () =>
      run(() => api.restorePlayers(gameCode, { removed_at: removedAt }), restoringOf(removedAt)),
    ),
  );
  return useMemo(
    () => ({ change, move, remove, restore, restoreAll }),
    [change, move, remove, restore, restoreAll],
  );
}
