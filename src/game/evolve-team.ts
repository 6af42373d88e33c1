/** How events change teams: added, folded, name, look, school, tally. */
import { Map } from 'immutable';
import { type Building, defaultTeamLook } from './catalogue.ts';
import type { GameEvent, LoggedEvent } from './events.ts';
import type { GameState, TeamState } from './state.ts';

type TeamEvent = Extract<GameEvent, { type: `team_${string}` }>;

export function evolveTeam(state: GameState, event: TeamEvent, { at, seq }: LoggedEvent): GameState {
  switch (event.type) {
    case 'team_added':
      return applyAddition(state, event);
    case 'team_changed':
      return withTeam(state, event.number, (team) => ({ ...team, ...event.change }));
    case 'team_folded':
      return withTeam(state, event.number, (team) => ({ ...team, foldedAt: at }));
    case 'team_unfolded':
      return withTeam(state, event.number, (team) => ({
        ...team,
        foldedAt: null,
        unfoldedSeq: seq,
      }));
    default:
      return event satisfies never;
  }
}

type TeamLook = Pick<TeamState, 'name' | 'colour' | 'shape'>;

/** A team that has built nothing yet; without a look, as it is before anybody names it. */
export function newTeam(
  number: number,
  look: TeamLook = { name: `Team ${number}`, ...defaultTeamLook(number) },
): TeamState {
  return { number, ...look, hasSchool: false, foldedAt: null, unfoldedSeq: 0, tally: Map() };
}

function applyAddition(state: GameState, event: Extract<TeamEvent, { type: 'team_added' }>): GameState {
  const { number, name, colour, shape } = event;
  if (number !== state.teamCount + 1)
    throw new Error(`The log adds team ${number} to a game with ${state.teamCount}.`);
  return {
    ...state,
    teamCount: number,
    teams: state.teams.set(number, newTeam(number, { name, colour, shape })),
  };
}

/** Adds one to, or with -1 subtracts one from, the team's count of a building. */
export function withTallyChange(
  state: GameState,
  teamNumber: number,
  building: Building,
  by: 1 | -1,
): GameState {
  return withTeam(state, teamNumber, (team) => ({
    ...team,
    tally: team.tally.update(building, 0, (count) => count + by),
  }));
}

function withTeam(state: GameState, number: number, change: (team: TeamState) => TeamState): GameState {
  const team = state.teams.get(number);
  if (team === undefined) throw new Error(`The log refers to team ${number}, which does not exist.`);
  return { ...state, teams: state.teams.set(number, change(team)) };
}
