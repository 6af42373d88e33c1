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
import {
  requiredField,
  optionalField,
  partialGroup,
  fullGroup,
  type EventFields,
} from './field-definitions.ts';
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
  MAX_ACTIVE_PER_PLAYER,
} from './limits.ts';

/** The last millisecond whose date every screen can show: the year 2096. */
export const MAX_TIMESTAMP_MS = 4_000_000_000_000;
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const TeamNumber = Type.Integer({ minimum: 1, maximum: MAX_TEAMS });
const NullableTeamNumber = Type.Union([TeamNumber, Type.Null()]);
/** Before it is cleaned; each kind of words has its own limits besides. */
const TypedText = Type.String({ minLength: 1, maxLength: MAX_TYPED_LENGTH });
/** A challenge's time or an extension of it, with room for a player's extra time. */
const Seconds = Type.Integer({ minimum: 0, maximum: 100_000 });
const NullableSeconds = Type.Union([Seconds, Type.Null()]);
const Bool = Type.Boolean();

export const RoleSchema = Type.Enum(ROLES);
export const PausedReasonSchema = Type.Enum(PAUSED_REASONS);
export const EndedReasonSchema = Type.Enum(ENDED_REASONS);

export const SETTINGS_FIELDS = {
  /** Time for a challenge unless the banker says otherwise, seconds of play. */
  durationSeconds: requiredField(
    Type.Integer({ minimum: MIN_DURATION_SECONDS, maximum: MAX_DURATION_SECONDS }),
    'plain',
  ),
  /** Who says that a challenge is done: the player alone, or the banker after the player's claim. */
  completion: requiredField(Type.Enum(COMPLETIONS), 'plain'),
  /** How many open challenges a player of a team with a school may have. */
  maxActivePerPlayer: requiredField(Type.Integer({ minimum: 1, maximum: MAX_ACTIVE_PER_PLAYER }), 'plain'),
  /** Whether newcomers choose a team or are put into the smallest one. */
  joinTeams: requiredField(Type.Enum(JOIN_TEAMS), 'plain'),
  /** No newcomers. */
  locked: requiredField(Bool, 'plain'),
  /** Names wait for the banker's approval before the board shows them. */
  approveNames: requiredField(Bool, 'plain'),
  /** Off: challenges have no deadline. */
  timers: requiredField(Bool, 'plain'),
} satisfies EventFields;

export const EXERCISE_FIELDS = {
  type: requiredField(Type.String({ pattern: EXERCISE_TYPE_PATTERN }), 'exercise_type'),
  description: requiredField(TypedText, 'exercise_words'),
  target: requiredField(Type.Integer({ minimum: MIN_TARGET, maximum: MAX_TARGET }), 'plain'),
} satisfies EventFields;

export const PARTICIPANT_CHANGE_FIELDS = {
  name: optionalField(TypedText, 'participant_name'),
  teamNumber: optionalField(NullableTeamNumber, 'team_number'),
  /** Tells of a body. */
  extraTimeFactor: optionalField(Type.Number({ minimum: 1, maximum: MAX_EXTRA_TIME_FACTOR }), 'private'),
  blocked: optionalField(Bool, 'plain'),
  approved: optionalField(Bool, 'plain'),
} satisfies EventFields;

export const TEAM_CHANGE_FIELDS = {
  name: optionalField(TypedText, 'team_name'),
  colour: optionalField(Type.String({ pattern: COLOUR_PATTERN }), 'plain'),
  shape: optionalField(Type.Enum([...TEAM_SHAPES]), 'plain'),
  hasSchool: optionalField(Bool, 'plain'),
} satisfies EventFields;

const PARTICIPANT_ID = { id: requiredField(Id, 'participant_id') };
const CHALLENGE_ID = { id: requiredField(Id, 'challenge_id') };

export const EVENT_FIELDS = {
  game_created: {
    gameId: requiredField(Id, 'game_id'),
    code: requiredField(Type.String({ pattern: CODE_PATTERN }), 'game_code'),
    name: requiredField(TypedText, 'game_name'),
    teamCount: requiredField(TeamNumber, 'plain'),
    settings: fullGroup(SETTINGS_FIELDS),
  },
  game_changed: { name: optionalField(TypedText, 'game_name'), settings: partialGroup(SETTINGS_FIELDS) },
  game_started: {},
  game_paused: { reason: requiredField(PausedReasonSchema, 'plain') },
  game_resumed: {},
  game_ended: {},
  game_reopened: {},
  /** The host slept or crashed: this much time did not count. Tells every screen to read the play clock anew. */
  clock_adjusted: { lostMs: requiredField(Type.Integer({ minimum: 0, maximum: MAX_TIMESTAMP_MS }), 'plain') },
  participant_joined: {
    id: requiredField(Id, 'new_participant_id'),
    role: requiredField(RoleSchema, 'plain'),
    name: requiredField(TypedText, 'participant_name'),
    teamNumber: requiredField(NullableTeamNumber, 'team_number'),
    approved: requiredField(Bool, 'plain'),
    withoutPhone: requiredField(Bool, 'plain'),
  },
  participant_changed: { ...PARTICIPANT_ID, change: fullGroup(PARTICIPANT_CHANGE_FIELDS) },
  participant_removed: PARTICIPANT_ID,
  participant_restored: PARTICIPANT_ID,
  participant_merged: { ...PARTICIPANT_ID, into: requiredField(Id, 'participant_id') },
  /** The seat moved to another device: one more generation, so the old device's token opens nothing. */
  seat_moved: PARTICIPANT_ID,
  team_changed: { number: requiredField(TeamNumber, 'team_number'), change: fullGroup(TEAM_CHANGE_FIELDS) },
  challenge_requested: {
    id: requiredField(Id, 'new_challenge_id'),
    playerId: requiredField(Id, 'participant_id'),
    teamNumber: requiredField(TeamNumber, 'team_number'),
    building: requiredField(Type.Enum([...BUILDINGS]), 'plain'),
    hasSchool: requiredField(Bool, 'plain'),
  },
  challenge_assigned: {
    ...CHALLENGE_ID,
    exercise: fullGroup(EXERCISE_FIELDS),
    durationSeconds: requiredField(NullableSeconds, 'plain'),
  },
  challenge_changed: {
    ...CHALLENGE_ID,
    exercise: fullGroup(EXERCISE_FIELDS),
    extendSeconds: requiredField(Seconds, 'plain'),
  },
  challenge_claimed: CHALLENGE_ID,
  challenge_rejected: CHALLENGE_ID,
  challenge_completed: { ...CHALLENGE_ID, builtSchool: requiredField(Bool, 'plain') },
  challenge_cancelled: { ...CHALLENGE_ID, reason: requiredField(EndedReasonSchema, 'plain') },
  challenge_expired: CHALLENGE_ID,
  challenge_undone: CHALLENGE_ID,
} satisfies Readonly<Record<string, EventFields>>;
