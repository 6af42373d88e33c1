/** Renaming teams, changing their look, and balancing them. */
import type { TeamCommand } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { NO_NAMES, uniqueName, withName } from './name-index.ts';
import type { GameState } from './state.ts';
import { balancingMoves } from './team-sizes.ts';
import { TEAM_NAME_LIMIT } from './text-limits.ts';

type CommandOf<Type extends TeamCommand['type']> = Extract<TeamCommand, { type: Type }>;

export function decideTeam(state: GameState, command: TeamCommand): Decision {
  switch (command.type) {
    case 'change_team':
      return change(state, command);
    case 'balance_teams':
      return accepted(...balancingMoves(state).map(moveEvent));
    default:
      return command satisfies never;
  }
}

function change(state: GameState, { number, change: asked }: CommandOf<'change_team'>): Decision {
  if (!state.teams.has(number)) return rejected('not_found');
  const nameChange = asked.name === undefined ? {} : { name: freeName(state, number, asked.name) };
  return accepted({ type: 'team_changed', number, change: { ...asked, ...nameChange } });
}

/** The name, with a number if another team has it. */
function freeName(state: GameState, number: number, name: string): string {
  const others = state.teams.valueSeq().filter((team) => team.number !== number);
  const names = others.reduce((index, team) => withName(index, team.number, team.name), NO_NAMES);
  return uniqueName(name, names, TEAM_NAME_LIMIT);
}

function moveEvent({ id, teamNumber }: { readonly id: number; readonly teamNumber: number }): GameEvent {
  return { type: 'participant_changed', id, change: { teamNumber } };
}
