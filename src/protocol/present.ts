/** Converts the state of a game to its form on the wire. The only place where the two vocabularies meet. */
import { BUILDING_NAMES } from '../game/catalogue.ts';
import type { GameEvent, LoggedEvent } from '../game/events.ts';
import { MESSAGE_MS } from '../game/limits.ts';
import { timeLeftMs } from '../game/play-time.ts';
import type * as rules from '../game/state.ts';
import type { Challenge, Game, Message, Player, Settings, Team } from './entity-schemas.ts';
import type { WireEventType } from './frames.ts';

/** Host ms to the wire's format: the first design's, in whole seconds, with `Z`. */
function toInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
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
    building_name: BUILDING_NAMES[challenge.building],
    team_number: challenge.teamNumber,
    has_school: challenge.hasSchool,
    challenge_type: challenge.exercise?.type ?? null,
    challenge_description: challenge.exercise?.description ?? null,
    target_number: challenge.exercise?.target ?? null,
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
  };
}

/** Converts the wire's settings, all or some of them, to those of the rules. */
export function readSettings(settings: Partial<Settings>): Partial<rules.GameSettings> {
  const { duration_seconds, completion, max_active_per_player, join_teams, locked, approve_names, timers } =
    settings;
  const { max_players, show_standings, exercise_tier, own_name_in_play, own_team_in_play } = settings;
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
  };
}

/** The fields that bankers and the participant may see. `pin` is null for a seat without one (boards, bankers, no phone). */
export function presentPrivatePlayer(participant: rules.Participant, pin: string | null): Player {
  return {
    ...presentPlayer(participant),
    extra_time_factor: participant.extraTimeFactor,
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

/** The entity in an event's frame, and the frame's event type. */
export type EventSubject =
  | { readonly kind: 'challenge'; readonly id: number; readonly eventType: WireEventType }
  | { readonly kind: 'player'; readonly id: number; readonly eventType: WireEventType }
  | { readonly kind: 'team'; readonly id: number; readonly eventType: 'team_updated' }
  | { readonly kind: 'message'; readonly eventType: 'message_updated' }
  | { readonly kind: 'game'; readonly eventType: 'game_updated' };

const challengeSubject = (event: { id: number }, eventType: WireEventType) =>
  ({ kind: 'challenge', id: event.id, eventType }) as const;
const playerSubject = (event: { id: number }, eventType: WireEventType) =>
  ({ kind: 'player', id: event.id, eventType }) as const;

/** A step that is done again is sent as the step that it is. */
const REDONE_AS: Readonly<Record<rules.RedoableStep, WireEventType>> = {
  request: 'challenge_request',
  assign: 'challenge_assigned',
  change: 'challenge_updated',
  claim: 'challenge_updated',
  reject: 'challenge_updated',
  complete: 'challenge_completed',
  cancel: 'challenge_cancelled',
};

/** The entity that a logged event's frame carries, and its event type on the wire. */
export function subjectOf(event: GameEvent): EventSubject {
  switch (event.type) {
    case 'game_created':
    case 'game_changed':
    case 'game_started':
    case 'game_paused':
    case 'game_resumed':
    case 'game_ended':
    case 'game_reopened':
    case 'game_continued':
    case 'game_continuation_undone':
    case 'clock_adjusted':
    case 'finale_shown':
    case 'finale_closed':
      return { kind: 'game', eventType: 'game_updated' };
    case 'message_sent':
    case 'message_removed':
      return { kind: 'message', eventType: 'message_updated' };
    case 'participant_joined':
      return playerSubject(event, 'player_joined');
    case 'participant_changed':
    case 'participant_restored':
    case 'seat_moved':
      return playerSubject(event, 'player_updated');
    case 'participant_removed':
    case 'participant_merged':
      return playerSubject(event, 'player_removed');
    case 'team_added':
    case 'team_changed':
    case 'team_folded':
    case 'team_unfolded':
      return { kind: 'team', id: event.number, eventType: 'team_updated' };
    case 'challenge_requested':
      return challengeSubject(event, 'challenge_request');
    case 'challenge_assigned':
      return challengeSubject(event, 'challenge_assigned');
    case 'challenge_changed':
    case 'challenge_moved':
    case 'challenge_claimed':
    case 'challenge_rejected':
      return challengeSubject(event, 'challenge_updated');
    case 'challenge_completed':
      return challengeSubject(event, 'challenge_completed');
    case 'challenge_cancelled':
      return challengeSubject(event, 'challenge_cancelled');
    case 'challenge_expired':
      return challengeSubject(event, 'challenge_expired');
    case 'challenge_undone':
      return challengeSubject(event, 'challenge_undone');
    case 'challenge_redone':
      return challengeSubject(event, REDONE_AS[event.step]);
    default:
      return event satisfies never;
  }
}

/** An event's frames: `privateFrame` for bankers and for participant `subjectId`, `publicFrame` for everyone else. */
export function presentEvent(
  state: rules.GameState,
  logged: LoggedEvent,
  pinOf: (participant: rules.Participant) => string | null,
) {
  const subject = subjectOf(logged.event);
  const frame = (data: Challenge | Player | Team | Game | Message) => ({
    type: 'event' as const,
    event_type: subject.eventType,
    data,
    seq: logged.seq,
    at: logged.at,
    play_ms: Math.floor(logged.playMs),
  });
  switch (subject.kind) {
    case 'challenge': {
      const challenge = required(state.challenges.get(subject.id), subject);
      return {
        publicFrame: frame(presentChallenge(state, challenge, logged.playMs)),
        privateFrame: null,
        subjectId: null,
      };
    }
    case 'player': {
      const participant = required(state.participants.get(subject.id), subject);
      return {
        publicFrame: frame(presentPlayer(participant)),
        privateFrame: frame(presentPrivatePlayer(participant, pinOf(participant))),
        subjectId: participant.id,
      };
    }
    case 'team':
      return {
        publicFrame: frame(presentTeam(required(state.teams.get(subject.id), subject))),
        privateFrame: null,
        subjectId: null,
      };
    case 'message': {
      const message = required(state.message ?? undefined, subject);
      return { publicFrame: frame(presentMessage(message)), privateFrame: null, subjectId: null };
    }
    case 'game':
      return { publicFrame: frame(presentGame(state, logged)), privateFrame: null, subjectId: null };
    default:
      return subject satisfies never;
  }
}

/** The frame that a removed player gets instead of an event: only the game as it was then. */
export function presentRedacted(game: GameSummary, { seq, at, playMs }: Omit<LoggedEvent, 'by' | 'event'>) {
  const data = presentGameToRemoved(game, { at, playMs });
  return { type: 'event', event_type: 'game_updated', data, seq, at, play_ms: Math.floor(playMs) } as const;
}

function required<T>(entity: T | undefined, subject: EventSubject): T {
  if (entity === undefined) throw new Error(`an event refers to a ${subject.kind} that does not exist`);
  return entity;
}
