/** How events change teams: name, look, school, tally. */
import type { Building } from './catalogue.ts';
import type { GameEvent } from './events.ts';
import type { GameState, TeamState } from './state.ts';

export function evolveTeam(state: GameState, event: Extract<GameEvent, { type: 'team_changed' }>): GameState {
  return withTeam(state, event.number, (team) => ({ ...team, ...event.change }));
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
