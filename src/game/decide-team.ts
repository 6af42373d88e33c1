/** Renaming teams, changing their look, and balancing them. */
import type { TeamCommand } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import type { GameState } from './state.ts';
import { balancingMoves } from './team-sizes.ts';

export function decideTeam(state: GameState, command: TeamCommand): Decision {
  switch (command.type) {
    case 'change_team': {
      const { number, change } = command;
      return state.teams.has(number)
        ? accepted({ type: 'team_changed', number, change })
        : rejected('not_found');
    }
    case 'balance_teams':
      return accepted(...balancingMoves(state).map(moveEvent));
    default:
      return command satisfies never;
  }
}

function moveEvent({ id, teamNumber }: { readonly id: number; readonly teamNumber: number }): GameEvent {
  return { type: 'participant_changed', id, change: { teamNumber } };
}
