/** A phone's view for tests, made of the fixtures that all pages share. */
import type { GameView } from '../../client/game-view.ts';
import { aGame, aPlayer, aTeam } from '../shared/shapes.fixtures.ts';

/** Anna of team 1, in a running game, connected. */
export function aView(given: Partial<GameView> = {}): GameView {
  return {
    connection: 'live',
    closeCode: null,
    isMoving: false,
    origins: [],
    loaded: true,
    game: aGame(),
    message: null,
    me: aPlayer(),
    teams: [aTeam()],
    challenges: [],
    ended: [],
    players: [],
    presence: new Map(),
    pinGuessesUntil: null,
    seq: 1,
    epoch: 'e',
    snapshots: 1,
    ...given,
  };
}
