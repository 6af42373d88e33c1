/**
 * Folding a team, and taking it up again. Afterwards nobody in the game and no open challenge is of a folded team: open challenges go
 * with their players. So the team that they come to may have more of them than it could ask for, and nothing is lost.
 */
import type { FoldDestination, TeamCommand } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { openChallenges, openChallengesOfTeam } from './open-challenges.ts';
import type { ChallengeState, GameState, Participant } from './state.ts';
import { activePlayers, evenPlaces, playingTeams } from './team-sizes.ts';

type CommandOf<Type extends TeamCommand['type']> = Extract<TeamCommand, { type: Type }>;

/**
 * Rejects `fold_destination` if the players would stay where they are, or go to another folded team; `team_locked`, with whose challenge
 * it is, if a challenge had no team to go to; `changed_meanwhile` if the team was taken up again after `seenSeq`, the last event that was
 * heard of.
 */
export function foldTeam(state: GameState, { number, playersTo, seenSeq }: CommandOf<'fold_team'>): Decision {
  const team = state.teams.get(number);
  if (team === undefined) return rejected('not_found', { missing: 'team' });
  if (team.foldedAt !== null) return rejected('team_folded');
  if (seenSeq !== undefined && team.unfoldedSeq > seenSeq) return rejected('changed_meanwhile');
  const others = playingTeams(state).filter((other) => other !== number);
  if (others.length === 0) return rejected('last_team');
  if (typeof playersTo === 'number') {
    if (!state.teams.has(playersTo)) return rejected('not_found', { missing: 'team' });
    if (!others.includes(playersTo)) return rejected('fold_destination');
  }

  const leaving = activePlayers(state).filter(({ teamNumber }) => teamNumber === number);
  const places = destinations(state, others, playersTo, leaving.length);
  const newTeams = new Map(leaving.map(({ id }, index) => [id, places[index] ?? null]));
  const stranded = openChallengesOfTeam(state, number).find(
    ({ playerId }) => teamAfter(state, newTeams, playerId) === null,
  );
  if (stranded !== undefined) return rejected('team_locked', { holderId: stranded.id });
  return accepted(
    ...leaving.map(({ id }) => putOut(id, newTeams.get(id) ?? null, number)),
    ...openChallengesOfTeam(state, number).flatMap(({ id, playerId }) =>
      moveEvents(id, teamAfter(state, newTeams, playerId)),
    ),
    { type: 'team_folded', number },
  );
}

/**
 * Rejects `team_not_folded` if there is nothing to bring back.
 * @param foldedAt rejects `undo_not_last` if the team has another fold by now, or none.
 * @param withPlayers whoever is still where folds have put them comes back.
 */
export function unfoldTeam(
  state: GameState,
  { number, withPlayers, foldedAt }: CommandOf<'unfold_team'>,
): Decision {
  const team = state.teams.get(number);
  if (team === undefined) return rejected('not_found', { missing: 'team' });
  if (foldedAt !== undefined && foldedAt !== team.foldedAt) return rejected('undo_not_last');
  if (team.foldedAt === null) return rejected('team_not_folded');
  const returning = withPlayers
    ? activePlayers(state).filter(({ foldedFrom }) => foldedFrom.includes(number))
    : [];
  const comesBack = (challenge: ChallengeState) =>
    returning.some(({ id, teamNumber }) => id === challenge.playerId && teamNumber === challenge.teamNumber);
  return accepted(
    { type: 'team_unfolded', number },
    ...returning.map(
      ({ id }) => ({ type: 'participant_changed', id, change: { teamNumber: number } }) as const,
    ),
    ...openChallenges(state)
      .filter(comesBack)
      .flatMap(({ id }) => moveEvents(id, number)),
  );
}

/** Whoever is brought back into the game while their team is folded goes where a newcomer would. */
export function replacementEvents(state: GameState, returning: readonly Participant[]): readonly GameEvent[] {
  const homeless = returning.filter(
    ({ teamNumber }) => (state.teams.get(teamNumber ?? 0)?.foldedAt ?? null) !== null,
  );
  const assigns = state.settings.joinTeams === 'assign';
  const places = assigns ? evenPlaces(state, playingTeams(state), homeless.length) : [];
  return homeless.flatMap(({ id, teamNumber }, index) =>
    teamNumber === null ? [] : [putOut(id, places[index] ?? null, teamNumber)],
  );
}

function destinations(
  state: GameState,
  others: readonly number[],
  playersTo: FoldDestination,
  count: number,
): readonly (number | null)[] {
  return playersTo === 'evenly'
    ? evenPlaces(state, others, count)
    : Array.from({ length: count }, () => playersTo);
}

/** The player may have left the team before, and the challenge stayed: then it goes to where they are. */
function teamAfter(
  state: GameState,
  newTeams: ReadonlyMap<number, number | null>,
  playerId: number,
): number | null {
  const newTeam = newTeams.get(playerId);
  return newTeam === undefined ? (state.participants.get(playerId)?.teamNumber ?? null) : newTeam;
}

function putOut(id: number, teamNumber: number | null, foldedFrom: number): GameEvent {
  return { type: 'participant_changed', id, change: { teamNumber, foldedFrom } };
}

function moveEvents(id: number, teamNumber: number | null): readonly GameEvent[] {
  return teamNumber === null ? [] : [{ type: 'challenge_moved', id, teamNumber }];
}
