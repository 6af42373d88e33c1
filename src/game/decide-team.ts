/** Adding, folding and renaming teams, changing their look, and balancing them. */
import { teamName } from './catalogue-words.ts';
import { defaultTeamLook, MAX_TEAMS } from './catalogue.ts';
import type { ExpectedSchool, TeamCommand } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { foldTeam, unfoldTeam } from './fold-team.ts';
import { NO_NAMES, uniqueName, withName } from './name-index.ts';
import type { GameState, TeamState } from './state.ts';
import { activePlayers, balancingMoves, playingTeams } from './team-sizes.ts';
import { TEAM_NAME_LIMIT } from './text-limits.ts';

type CommandOf<Type extends TeamCommand['type']> = Extract<TeamCommand, { type: Type }>;

export function decideTeam(state: GameState, command: TeamCommand): Decision {
  switch (command.type) {
    case 'add_team':
      return add(state, command);
    case 'change_team':
      return change(state, command);
    case 'fold_team':
      return foldTeam(state, command);
    case 'unfold_team':
      return unfoldTeam(state, command);
    case 'balance_teams':
      return accepted(...balancingMoves(playingTeams(state), activePlayers(state)).map(moveEvent));
    default:
      return command satisfies never;
  }
}

/** Folded teams count: their letters and looks stay theirs. */
function add(state: GameState, { name, colour, shape }: CommandOf<'add_team'>): Decision {
  const number = state.teamCount + 1;
  if (number > MAX_TEAMS) return rejected('team_limit');
  const look = { ...freeLook(state, number), ...(colour && { colour }), ...(shape && { shape }) };
  return accepted({
    type: 'team_added',
    number,
    name: freeName(state, number, name ?? teamName(state.settings.language, number)),
    ...look,
  });
}

function change(
  state: GameState,
  { number, change: asked, expectedSchool = {}, expectedName }: CommandOf<'change_team'>,
): Decision {
  const team = state.teams.get(number);
  if (team === undefined) return rejected('not_found', { missing: 'team' });
  if (expectedName !== undefined && expectedName !== team.name) return rejected('name_changed');
  if (!isAsExpected(team, expectedSchool)) return rejected('undo_not_last');
  const nameChange = asked.name === undefined ? {} : { name: freeName(state, number, asked.name) };
  return accepted({ type: 'team_changed', number, change: { ...asked, ...nameChange } });
}

/** A school that has been built since is nobody's switch to take back. */
function isAsExpected(team: TeamState, { hasSchool, built }: ExpectedSchool): boolean {
  const isSwitched = hasSchool === undefined || hasSchool === team.hasSchool;
  return isSwitched && (built === undefined || built === team.tally.get('school', 0));
}

/** The look that its number would have, unless another team was given that one. */
function freeLook({ teams }: GameState, number: number): Pick<TeamState, 'colour' | 'shape'> {
  const taken = new Set(teams.valueSeq().map(({ colour, shape }) => `${colour.toUpperCase()} ${shape}`));
  const numbers = Array.from({ length: MAX_TEAMS }, (_, index) => ((number - 1 + index) % MAX_TEAMS) + 1);
  const looks = numbers.map(defaultTeamLook);
  return looks.find(({ colour, shape }) => !taken.has(`${colour} ${shape}`)) ?? defaultTeamLook(number);
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
