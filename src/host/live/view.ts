/** What a seat may see of its game. */
import type { Participant } from '../../game/state.ts';

/**
 * `all`: bankers, private fields included. `board`: everything public. `player`: the same, with its own private fields.
 * `self`: a removed player, only itself and the game.
 */
export type View = 'all' | 'board' | 'player' | 'self';

export function viewOf({ role, removed }: Participant): View {
  switch (role) {
    case 'banker':
      return 'all';
    case 'board':
      return 'board';
    case 'player':
      return removed ? 'self' : 'player';
    default:
      return role satisfies never;
  }
}
