/** Converts the state of a game to its form on the wire. The only place where the two vocabularies meet. */
import { buildingName } from '../game/catalogue-words.ts';
import { MESSAGE_MS } from '../game/limits.ts';
import { timeLeftMs } from '../game/play-time.ts';
import type * as rules from '../game/state.ts';
import { ownWayOf } from '../game/worded-exercise.ts';
import type { Challenge, Game, Message, Player, Settings, Team } from './entity-schemas.ts';

/** Host ms to the wire's format: the first design's, in whole seconds, with `Z`. */
function toInstant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

const toInstantOrNull = (ms: number | null) => (ms === null ? null : toInstant(ms));

/** The challenge as of `playMs`. Throws if its player does not exist, which `evolve` rules out. */
export function presentChallenge(
  state: rules.GameState,
  challenge: rules.ChallengeState,
  playMs: number,
): Challenge {
  const player = state.participants.get(challenge.playerId);
  if (player === undefined) throw new Error(`challenge ${challenge.id} has no player`);
  const remaining = challenge.status === 'assigned' ? timeLeftMs(challenge, playMs) : null;
  return {
    id: challenge.id,
    game_session_id: state.gameId,
    player_id: challenge.playerId,
    player_name: player.name,
    building_type: challenge.building,
    building_name: buildingName(state.settings.language, challenge.building),
    team_number: challenge.teamNumber,
    has_school: challenge.hasSchool,
    challenge_type: challenge.exercise?.type ?? null,
    challenge_description: challenge.exercise?.description ?? null,
    target_number: challenge.exercise?.target ?? null,
    ...(challenge.exercise?.fromCatalogue === true && { from_catalogue: true }),
    ...(challenge.exercise?.unit !== undefined && { unit: challenge.exercise.unit }),
    status: challenge.status,
    requested_at: toInstant(challenge.requestedAt),
    assigned_at: toInstantOrNull(challenge.assignedAt),
    completed_at: toInstantOrNull(challenge.completedAt),
    completed_play_ms: challenge.completedPlayMs === null ? null : Math.floor(challenge.completedPlayMs),
    timestamp: toInstant(challenge.changedAt),
    start_time: challenge.assignedAt,
    time_remaining_seconds: remaining === null ? null : Math.max(0, Math.ceil(remaining / 1000)),
    version: challenge.version,
    claimed_at: challenge.status === 'assigned' ? toInstantOrNull(challenge.claimedAt) : null,
    ended_at: challenge.status === 'completed' ? null : toInstantOrNull(challenge.endedAt),
    ended_reason: challenge.endedReason,
    duration_seconds: challenge.durationSeconds,
    deadline_play_ms: challenge.deadlinePlayMs,
  };
}

/** With what bankers and its player may see. */
export function presentPrivateChallenge(
  state: rules.GameState,
  challenge: rules.ChallengeState,
  playMs: number,
): Challenge {
  const { exercise } = challenge;
  const presented = presentChallenge(state, challenge, playMs);
  if (exercise?.variant === undefined) return presented;
  const { variant, meets = [] } = exercise;
  const how = ownWayOf(exercise);
  return { ...presented, variant, ...(how !== undefined && { how, meets }) };
}

/** As this caller may see it. */
export function presentChallengeTo(
  { id, role }: Pick<rules.Participant, 'id' | 'role'>,
  state: rules.GameState,
  challenge: rules.ChallengeState,
  playMs: number,
): Challenge {
  const isConcerned = role === 'banker' || id === challenge.playerId;
  return (isConcerned ? presentPrivateChallenge : presentChallenge)(state, challenge, playMs);
}

export function presentSettings(settings: rules.GameSettings): Settings {
  return {
    duration_seconds: settings.durationSeconds,
    completion: settings.completion,
    max_active_per_player: settings.maxActivePerPlayer,
    join_teams: settings.joinTeams,
    locked: settings.locked,
    approve_names: settings.approveNames,
    timers: settings.timers,
    max_players: settings.maxPlayers,
    show_standings: settings.showStandings,
    exercise_tier: settings.exerciseTier,
    own_name_in_play: settings.ownNameInPlay,
    own_team_in_play: settings.ownTeamInPlay,
    language: settings.language,
    own_needs: settings.ownNeeds,
    board_times: settings.boardTimes,
  };
}

/** Converts the wire's settings, all or some of them, to those of the rules. */
export function readSettings(settings: Partial<Settings>): Partial<rules.GameSettings> {
  const { duration_seconds, completion, max_active_per_player, join_teams, locked, approve_names, timers } =
    settings;
  const { max_players, show_standings, exercise_tier, own_name_in_play, own_team_in_play, language } =
    settings;
  const { own_needs, board_times } = settings;
  return {
    ...(duration_seconds !== undefined && { durationSeconds: duration_seconds }),
    ...(completion !== undefined && { completion }),
    ...(max_active_per_player !== undefined && { maxActivePerPlayer: max_active_per_player }),
    ...(join_teams !== undefined && { joinTeams: join_teams }),
    ...(locked !== undefined && { locked }),
    ...(approve_names !== undefined && { approveNames: approve_names }),
    ...(timers !== undefined && { timers }),
    ...(max_players !== undefined && { maxPlayers: max_players }),
    ...(show_standings !== undefined && { showStandings: show_standings }),
    ...(exercise_tier !== undefined && { exerciseTier: exercise_tier }),
    ...(own_name_in_play !== undefined && { ownNameInPlay: own_name_in_play }),
    ...(own_team_in_play !== undefined && { ownTeamInPlay: own_team_in_play }),
    ...(language !== undefined && { language }),
    ...(own_needs !== undefined && { ownNeeds: own_needs }),
    ...(board_times !== undefined && { boardTimes: board_times }),
  };
}

/** The game itself, without teams, participants and challenges. */
export type GameSummary = Pick<
  rules.GameState,
  | 'gameId'
  | 'code'
  | 'name'
  | 'status'
  | 'pausedReason'
  | 'teamCount'
  | 'settings'
  | 'createdAt'
  | 'startedAt'
  | 'endedAt'
  | 'endAt'
  | 'endsByItself'
  | 'finale'
  | 'continues'
  | 'next'
>;

/** A copy that is safe to keep: a whole state would keep every challenge in memory. */
export function gameSummaryOf(state: rules.GameState): GameSummary {
  const { gameId, code, name, status, pausedReason, teamCount, settings } = state;
  const { createdAt, startedAt, endedAt, endAt, endsByItself, finale, continues, next } = state;
  return {
    gameId,
    code,
    name,
    status,
    pausedReason,
    teamCount,
    settings,
    createdAt,
    startedAt,
    endedAt,
    endAt,
    endsByItself,
    finale,
    continues,
    next,
  };
}

/** `clock`: the play clock's reading, ms, and when it was taken, host ms. */
export function presentGame(state: GameSummary, clock: { playMs: number; at: number }): Game {
  return {
    game_code: state.code,
    game_id: state.gameId,
    name: state.name,
    status: state.status,
    paused_reason: state.pausedReason,
    play_ms: Math.floor(clock.playMs),
    as_of: clock.at,
    team_count: state.teamCount,
    settings: presentSettings(state.settings),
    created_at: toInstant(state.createdAt),
    started_at: toInstantOrNull(state.startedAt),
    ended_at: toInstantOrNull(state.endedAt),
    start_time: state.startedAt,
    end_time: state.endAt,
    ends_by_itself: state.endsByItself,
    finale: state.finale,
    previous_game_code: state.continues?.code ?? null,
    next_game_code: state.next?.code ?? null,
  };
}

/** The game for those who were removed from it: they do not come along to the next one. */
export function presentGameToRemoved(state: GameSummary, clock: { playMs: number; at: number }): Game {
  return { ...presentGame(state, clock), next_game_code: null };
}

/** The fields of a participant that everyone may see. */
export function presentPlayer(participant: rules.Participant): Player {
  return {
    player_id: participant.id,
    role: participant.role,
    player_name: participant.name,
    team_number: participant.teamNumber,
    approved: participant.approved,
    removed: participant.removed,
    without_phone: participant.withoutPhone,
    joined_at: toInstant(participant.joinedAt),
  };
}

/** The fields that bankers and the participant may see. `pin` is null for a seat without one (boards, bankers, no phone). */
export function presentPrivatePlayer(participant: rules.Participant, pin: string | null): Player {
  return {
    ...presentPlayer(participant),
    extra_time_factor: participant.extraTimeFactor,
    needs: [...participant.needs],
    blocked: participant.blocked,
    seat_pin: pin,
    merged_into: participant.mergedInto,
    removed_at: participant.removedAt,
  };
}

export function presentTeam(team: rules.TeamState): Team {
  return {
    team_number: team.number,
    name: team.name,
    colour: team.colour,
    shape: team.shape,
    has_school: team.hasSchool,
    folded_at: team.foldedAt,
    tally: Object.fromEntries(team.tally),
  };
}

export function presentMessage({ text, at }: rules.Message): Message {
  return { text, at, until: at + MESSAGE_MS };
}
