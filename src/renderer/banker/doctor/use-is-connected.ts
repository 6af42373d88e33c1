import { playersOf, useGame } from '../desk/desk-context.ts';

/** Whether any player of this game is connected, from wherever. */
export function useIsConnected(): boolean {
  return useGame(({ players, presence }) =>
    playersOf(players).some(({ player_id: id, removed }) => !removed && presence.get(id)?.connected === true),
  );
}
