import { useDesk } from '../desk/desk-context.ts';

/** Whether this desk shows, when it is asked, that somebody has removed the player. */
export function useIsRemoved(): (playerId: number) => boolean {
  const { store } = useDesk();
  return (playerId) =>
    store.getView().players.some((player) => player.player_id === playerId && player.removed);
}
