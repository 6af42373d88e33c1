/** The entry point of the rules: what a command does to a game, or why it is rejected. The host checks who may give it. */
import type { Actor, Command, Moment } from './commands.ts';
import { decideChallenge } from './decide-challenge.ts';
import { decideGame } from './decide-game.ts';
import { decideSeat } from './decide-seat.ts';
import { decideSeveral } from './decide-several.ts';
import { decideTeam } from './decide-team.ts';
import type { Decision } from './decision.ts';
import type { GameState } from './state.ts';

export type { Decision } from './decision.ts';
export { gameCreationEvents } from './decide-game.ts';

/**
 * The events that follow from a command, in order, to be logged all or none (possibly an empty list), or the rejection.
 * Pure.
 */
export function decide(state: GameState, command: Command, actor: Actor, moment: Moment): Decision {
  switch (command.type) {
    case 'start':
    case 'pause':
    case 'resume':
    case 'end':
    case 'continue_game':
    case 'undo_continuation':
    case 'end_as_planned':
    case 'change_game':
    case 'send_message':
    case 'remove_message':
    case 'show_finale':
    case 'close_finale':
    case 'adjust_clock':
      return decideGame(state, command, moment);
    case 'join':
    case 'join_several':
    case 'change_participant':
    case 'remove_participant':
    case 'restore_participant':
    case 'remove_participants':
    case 'restore_participants':
    case 'move_participants':
    case 'merge_participants':
    case 'move_seat':
      return decideSeat(state, command, actor, moment);
    case 'change_team':
    case 'balance_teams':
    case 'add_team':
    case 'fold_team':
    case 'unfold_team':
      return decideTeam(state, command);
    case 'request':
    case 'assign':
    case 'change_challenge':
    case 'swap_exercise':
    case 'complete':
    case 'reject':
    case 'cancel':
    case 'undo':
    case 'redo':
    case 'expire':
      return decideChallenge(state, command, actor, moment);
    case 'several':
      return decideSeveral(state, command, actor, moment);
    default:
      return command satisfies never;
  }
}
