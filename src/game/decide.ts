/** The rules' one door: what a command does to a game, or why it may not. Who may command is the host's business. */
import type { Actor, Command, Moment } from './commands.ts';
import { decideChallenge } from './decide-challenges.ts';
import { decideGame } from './decide-game.ts';
import { decideSeat } from './decide-seats.ts';
import { decideTeam } from './decide-teams.ts';
import type { Decision } from './decision.ts';
import type { GameState } from './state.ts';

export type { Decision } from './decision.ts';
export { gameCreationEvents } from './decide-game.ts';

/**
 * The events that follow from a command, in their order, all or none of them to be logged; possibly none at all.
 * Or the rejection. Changes nothing.
 */
export function decide(state: GameState, command: Command, actor: Actor, moment: Moment): Decision {
  switch (command.type) {
    case 'start':
    case 'pause':
    case 'resume':
    case 'end':
    case 'change_game':
    case 'adjust_clock':
      return decideGame(state, command);
    case 'join':
    case 'change_participant':
    case 'remove_participant':
    case 'restore_participant':
    case 'merge_participants':
    case 'move_seat':
      return decideSeat(state, command);
    case 'change_team':
    case 'balance_teams':
      return decideTeam(state, command);
    case 'request':
    case 'assign':
    case 'change_challenge':
    case 'complete':
    case 'reject':
    case 'cancel':
    case 'undo':
    case 'expire':
      return decideChallenge(state, command, actor, moment);
    default:
      return command satisfies never;
  }
}
