/**
 * Every event with every field, each declared once: types, the check of the log's rows, the import's limits, stand-ins in exports
 * and new ids at an import all follow from here. Pages import types of it only.
 *
 * A field that is added says with its third argument what the events before it meant. A field or event that is taken away or
 * changes its meaning needs a step in `upcasters.ts`.
 */
import Type from 'typebox';
import { BUILDINGS, MAX_TEAMS, TEAM_SHAPES } from './catalogue.ts';
import { COMPLETIONS, ENDED_REASONS, JOIN_TEAMS, PAUSED_REASONS, ROLES } from './enums.ts';
import { field, optional, part, whole, type Fields } from './field-definitions.ts';
import {
  CODE_PATTERN,
  COLOUR_PATTERN,
  EXERCISE_TYPE_PATTERN,
  MAX_DURATION_SECONDS,
  MAX_EXTRA_TIME_FACTOR,
  MAX_TARGET,
  MAX_TYPED_LENGTH,
  MIN_DURATION_SECONDS,
  MIN_TARGET,
  MOST_ACTIVE_PER_PLAYER,
} from './limits.ts';

/** The last millisecond whose date every screen can show: the year 2096. */
export const LATEST = 4_000_000_000_000;
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const TeamNumber = Type.Integer({ minimum: 1, maximum: MAX_TEAMS });
const MaybeTeamNumber = Type.Union([TeamNumber, Type.Null()]);
/** Before it is cleaned; each kind of words has its own limits besides. */
const Words = Type.String({ minLength: 1, maxLength: MAX_TYPED_LENGTH });
/** A challenge's time or an extension of it, with room for a player's extra time. */
const Seconds = Type.Integer({ minimum: 0, maximum: 100_000 });
const MaybeSeconds = Type.Union([Seconds, Type.Null()]);
const Truth = Type.Boolean();

export const Role = Type.Enum(ROLES);
export const PausedReason = Type.Enum(PAUSED_REASONS);
export const EndedReason = Type.Enum(ENDED_REASONS);

export const SETTINGS = {
  /** Time for a challenge unless the banker says otherwise, seconds of play. */
  durationSeconds: field(
    Type.Integer({ minimum: MIN_DURATION_SECONDS, maximum: MAX_DURATION_SECONDS }),
    'plain',
  ),
  /** Who says that a challenge is done: the player alone, or the banker after the player's claim. */
  completion: field(Type.Enum(COMPLETIONS), 'plain'),
  /** How many open challenges a player of a team with a school may have. */
  maxActivePerPlayer: field(Type.Integer({ minimum: 1, maximum: MOST_ACTIVE_PER_PLAYER }), 'plain'),
  /** Whether newcomers choose a team or are put into the smallest one. */
  joinTeams: field(Type.Enum(JOIN_TEAMS), 'plain'),
  /** No newcomers. */
  locked: field(Truth, 'plain'),
  /** Names wait for the banker's approval before the board shows them. */
  approveNames: field(Truth, 'plain'),
  /** Off: challenges have no deadline. */
  timers: field(Truth, 'plain'),
} satisfies Fields;

export const EXERCISE = {
  type: field(Type.String({ pattern: EXERCISE_TYPE_PATTERN }), 'exercise_type'),
  description: field(Words, 'exercise_words'),
  target: field(Type.Integer({ minimum: MIN_TARGET, maximum: MAX_TARGET }), 'plain'),
} satisfies Fields;

export const PARTICIPANT_CHANGE = {
  name: optional(Words, 'participant_name'),
  teamNumber: optional(MaybeTeamNumber, 'team_number'),
  /** Tells of a body. */
  extraTimeFactor: optional(Type.Number({ minimum: 1, maximum: MAX_EXTRA_TIME_FACTOR }), 'private'),
  blocked: optional(Truth, 'plain'),
  approved: optional(Truth, 'plain'),
} satisfies Fields;

export const TEAM_CHANGE = {
  name: optional(Words, 'team_name'),
  colour: optional(Type.String({ pattern: COLOUR_PATTERN }), 'plain'),
  shape: optional(Type.Enum([...TEAM_SHAPES]), 'plain'),
  hasSchool: optional(Truth, 'plain'),
} satisfies Fields;

const aboutParticipant = { id: field(Id, 'participant_id') };
const aboutChallenge = { id: field(Id, 'challenge_id') };

export const EVENTS = {
  game_created: {
    gameId: field(Id, 'game_id'),
    code: field(Type.String({ pattern: CODE_PATTERN }), 'game_code'),
    name: field(Words, 'game_name'),
    teamCount: field(TeamNumber, 'plain'),
    settings: whole(SETTINGS),
  },
  game_changed: { name: optional(Words, 'game_name'), settings: part(SETTINGS) },
  game_started: {},
  game_paused: { reason: field(PausedReason, 'plain') },
  game_resumed: {},
  game_ended: {},
  game_reopened: {},
  /** The host slept or crashed: this much time did not count. Tells every screen to read the play clock anew. */
  clock_adjusted: { lostMs: field(Type.Integer({ minimum: 0, maximum: LATEST }), 'plain') },
  participant_joined: {
    id: field(Id, 'new_participant_id'),
    role: field(Role, 'plain'),
    name: field(Words, 'participant_name'),
    teamNumber: field(MaybeTeamNumber, 'team_number'),
    approved: field(Truth, 'plain'),
    withoutPhone: field(Truth, 'plain'),
  },
  participant_changed: { ...aboutParticipant, change: whole(PARTICIPANT_CHANGE) },
  participant_removed: aboutParticipant,
  participant_restored: aboutParticipant,
  participant_merged: { ...aboutParticipant, into: field(Id, 'participant_id') },
  /** The seat moved to another device: one more generation, so the old device's token opens nothing. */
  seat_moved: aboutParticipant,
  team_changed: { number: field(TeamNumber, 'team_number'), change: whole(TEAM_CHANGE) },
  challenge_requested: {
    id: field(Id, 'new_challenge_id'),
    playerId: field(Id, 'participant_id'),
    teamNumber: field(TeamNumber, 'team_number'),
    building: field(Type.Enum([...BUILDINGS]), 'plain'),
    hasSchool: field(Truth, 'plain'),
  },
  challenge_assigned: {
    ...aboutChallenge,
    exercise: whole(EXERCISE),
    durationSeconds: field(MaybeSeconds, 'plain'),
  },
  challenge_changed: { ...aboutChallenge, exercise: whole(EXERCISE), extendSeconds: field(Seconds, 'plain') },
  challenge_claimed: aboutChallenge,
  challenge_rejected: aboutChallenge,
  challenge_completed: { ...aboutChallenge, builtSchool: field(Truth, 'plain') },
  challenge_cancelled: { ...aboutChallenge, reason: field(EndedReason, 'plain') },
  challenge_expired: aboutChallenge,
  challenge_undone: aboutChallenge,
} satisfies Readonly<Record<string, Fields>>;
