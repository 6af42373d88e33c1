/**
 * Every event with every field, declared once: types, validation of stored events, limits and new ids on import, and
 * pseudonyms in exports all follow from here. Pages import only its types.
 *
 * A new field's third argument is its value in older events. A field or event that is removed or changes its meaning needs
 * an upcaster in `upcasters.ts`.
 */
import Type from 'typebox';
import { isCatalogueWording } from './catalogue-words.ts';
import { BUILDINGS, MAX_TEAMS, TEAM_SHAPES } from './catalogue.ts';
import {
  COMPLETIONS,
  EXERCISE_TIERS,
  EXERCISE_UNITS,
  ENDED_REASONS,
  FINALE_STEPS,
  JOIN_TEAMS,
  LANGUAGE_TAGS,
  NEEDS,
  PAUSED_REASONS,
  REDOABLE_STEPS,
  ROLES,
  VARIANTS,
} from './enums.ts';
import {
  derivedField,
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
  MAX_TIMESTAMP_MS,
  MIN_TIMESTAMP_MS,
  MAX_TYPED_LENGTH,
  MIN_DURATION_SECONDS,
  MIN_TARGET,
  MAX_ACTIVE_PER_PLAYER,
  MAX_PLAYERS,
  DEFAULT_MAX_PLAYERS,
} from './limits.ts';

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const TeamNumber = Type.Integer({ minimum: 1, maximum: MAX_TEAMS });
const NullableTeamNumber = Type.Union([TeamNumber, Type.Null()]);
/** Text before cleaning; each kind of text has stricter limits of its own. */
const TypedText = Type.String({ minLength: 1, maxLength: MAX_TYPED_LENGTH });
/** A challenge's time, or an extension, with room for a player's extra time. */
const Seconds = Type.Integer({ minimum: 0, maximum: 100_000 });
const NullableSeconds = Type.Union([Seconds, Type.Null()]);
const Bool = Type.Boolean();
const Generation = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Code = Type.String({ pattern: CODE_PATTERN });
const Timestamp = Type.Integer({ minimum: MIN_TIMESTAMP_MS, maximum: MAX_TIMESTAMP_MS });
const Milliseconds = Type.Integer({ minimum: 0, maximum: MAX_TIMESTAMP_MS });
const Needs = Type.Array(Type.Enum(NEEDS), { uniqueItems: true, maxItems: NEEDS.length });

/** Another way of doing one of the banker's own exercises, in the banker's words. */
export const OwnWay = Type.Object({ variant: Type.Enum(VARIANTS), meets: Needs, how: TypedText });

export const RoleSchema = Type.Enum(ROLES);
export const PausedReasonSchema = Type.Enum(PAUSED_REASONS);
export const EndedReasonSchema = Type.Enum(ENDED_REASONS);
export const RedoableStepSchema = Type.Enum(REDOABLE_STEPS);
export const FinaleStepSchema = Type.Enum(FINALE_STEPS);

export const SETTINGS_FIELDS = {
  /** Time for a challenge unless the banker says otherwise, seconds of play. */
  durationSeconds: requiredField(
    Type.Integer({ minimum: MIN_DURATION_SECONDS, maximum: MAX_DURATION_SECONDS }),
    'plain',
  ),
  /** Who completes a challenge: the player alone, or the banker after the player's claim. */
  completion: requiredField(Type.Enum(COMPLETIONS), 'plain'),
  /** How many open challenges a player of a team with a school may have. */
  maxActivePerPlayer: requiredField(Type.Integer({ minimum: 1, maximum: MAX_ACTIVE_PER_PLAYER }), 'plain'),
  /** Whether newcomers choose a team or are assigned to the smallest one. */
  joinTeams: requiredField(Type.Enum(JOIN_TEAMS), 'plain'),
  /** Nobody can join. */
  locked: requiredField(Bool, 'plain'),
  /** Names wait for the banker's approval before the board shows them. */
  approveNames: requiredField(Bool, 'plain'),
  /** Off: challenges have no deadline. */
  timers: requiredField(Bool, 'plain'),
  /** Nobody else can join while so many players are in the game. */
  maxPlayers: requiredField(Type.Integer({ minimum: 1, maximum: MAX_PLAYERS }), 'plain', DEFAULT_MAX_PLAYERS),
  /** The board shows during play what each team has built. */
  showStandings: requiredField(Bool, 'plain', true),
  /** The amounts of the built-in exercises that are suggested and offered. */
  exerciseTier: requiredField(Type.Enum(EXERCISE_TIERS), 'plain', 'usual'),
  /** Players may correct their own name also after the start. */
  ownNameInPlay: requiredField(Bool, 'plain', false),
  /** Players may change their team also after the start, where they choose it. */
  ownTeamInPlay: requiredField(Bool, 'plain', false),
  /** In which the host words buildings and exercises for whoever has no words of their own. */
  language: requiredField(Type.Enum(LANGUAGE_TAGS), 'plain', 'en'),
  /** Players may say what suits them, and do another exercise of equal value. */
  ownNeeds: requiredField(Bool, 'plain', true),
  /** The board shows how much time everybody has left. */
  boardTimes: requiredField(Bool, 'plain', true),
} satisfies EventFields;

export const EXERCISE_FIELDS = {
  type: requiredField(Type.String({ pattern: EXERCISE_TYPE_PATTERN }), 'exercise_type'),
  description: requiredField(TypedText, 'exercise_words'),
  target: requiredField(Type.Integer({ minimum: MIN_TARGET, maximum: MAX_TARGET }), 'plain'),
  /** The description says no more than type and target, so every page words it in its own language. Older events did not say. */
  fromCatalogue: derivedField(Bool, 'exercise_wording', ({ type, target, description }) =>
    isCatalogueWording({ type: String(type), target: Number(target), description: String(description) }),
  ),
  /** How its player does it, if otherwise than usual. */
  variant: optionalField(Type.Enum(VARIANTS), 'private'),
  /** Of the banker's own, where that is known: the needs that it meets as it is, and other ways of doing it. */
  meets: optionalField(Needs, 'private'),
  ways: optionalField(Type.Array(OwnWay, { maxItems: VARIANTS.length }), 'exercise_ways'),
  /** Of the banker's own: what the target counts; absent: repetitions, as in older events. */
  unit: optionalField(Type.Enum(EXERCISE_UNITS), 'plain'),
} satisfies EventFields;

export const PARTICIPANT_CHANGE_FIELDS = {
  name: optionalField(TypedText, 'participant_name'),
  teamNumber: optionalField(NullableTeamNumber, 'team_number'),
  /** The team out of which its fold put the player. */
  foldedFrom: optionalField(TeamNumber, 'team_number'),
  /** Says something about a person's body. */
  extraTimeFactor: optionalField(Type.Number({ minimum: 1, maximum: MAX_EXTRA_TIME_FACTOR }), 'private'),
  /** Likewise: what an exercise has to be like. */
  needs: optionalField(Needs, 'private'),
  blocked: optionalField(Bool, 'plain'),
  approved: optionalField(Bool, 'plain'),
} satisfies EventFields;

export const TEAM_CHANGE_FIELDS = {
  name: optionalField(TypedText, 'team_name'),
  colour: optionalField(Type.String({ pattern: COLOUR_PATTERN }), 'plain'),
  shape: optionalField(Type.Enum([...TEAM_SHAPES]), 'plain'),
  hasSchool: optionalField(Bool, 'plain'),
} satisfies EventFields;

const OTHER_GAME_FIELDS = {
  gameId: optionalField(Id, 'elsewhere'),
  code: optionalField(Code, 'elsewhere'),
} satisfies EventFields;

/** The seat of the earlier game that this one goes on from: whoever holds that one gets this one. */
const CONTINUED_SEAT_FIELDS = {
  id: optionalField(Id, 'elsewhere'),
  /** As it was when the game was made: a seat that moves to another phone later does not come along. */
  generation: optionalField(Generation, 'elsewhere'),
  /** The seat, maybe of a still earlier game, whose PIN is this one's too. */
  pinId: optionalField(Id, 'elsewhere'),
  pinGeneration: optionalField(Generation, 'elsewhere'),
} satisfies EventFields;

const PARTICIPANT_ID = { id: requiredField(Id, 'participant_id') };
const CHALLENGE_ID = { id: requiredField(Id, 'challenge_id') };

export const EVENT_FIELDS = {
  game_created: {
    gameId: requiredField(Id, 'game_id'),
    code: requiredField(Code, 'game_code'),
    name: requiredField(TypedText, 'game_name'),
    teamCount: requiredField(TeamNumber, 'plain'),
    settings: fullGroup(SETTINGS_FIELDS),
    /** The game whose people play again in this one. */
    continues: partialGroup(OTHER_GAME_FIELDS),
    /** Whose it is, where an installation has several owners; absent: the host's owner's. */
    ownerId: optionalField(Id, 'elsewhere'),
  },
  game_changed: {
    name: optionalField(TypedText, 'game_name'),
    settings: partialGroup(SETTINGS_FIELDS),
    /** When the game is to end, host time, ms; null: whenever the banker ends it. */
    endAt: optionalField(Type.Union([Timestamp, Type.Null()]), 'plain'),
    /** The host ends the game then; otherwise it only says so, and the banker ends it. */
    endsByItself: optionalField(Bool, 'plain'),
  },
  game_started: {},
  game_paused: { reason: requiredField(PausedReasonSchema, 'plain') },
  game_resumed: {},
  game_ended: {},
  game_reopened: {},
  /** Its people play again in another game: phones and boards follow. In a game from a file, nobody knows which. */
  game_continued: { into: partialGroup(OTHER_GAME_FIELDS) },
  /** The next game is gone: everybody is back. */
  game_continuation_undone: {},
  /** The host slept or crashed, and this much time did not count. Makes every screen read the play clock again. */
  clock_adjusted: { lostMs: requiredField(Milliseconds, 'plain') },
  /** The banker tells everybody something; it takes the place of what was said before. */
  message_sent: { text: requiredField(TypedText, 'message') },
  message_removed: {},
  /** The board reveals the results, and this is how far it has come. */
  finale_shown: { step: requiredField(FinaleStepSchema, 'plain') },
  finale_closed: {},
  participant_joined: {
    id: requiredField(Id, 'new_participant_id'),
    role: requiredField(RoleSchema, 'plain'),
    name: requiredField(TypedText, 'participant_name'),
    teamNumber: requiredField(NullableTeamNumber, 'team_number'),
    approved: requiredField(Bool, 'plain'),
    withoutPhone: requiredField(Bool, 'plain'),
    continues: partialGroup(CONTINUED_SEAT_FIELDS),
  },
  participant_changed: { ...PARTICIPANT_ID, change: fullGroup(PARTICIPANT_CHANGE_FIELDS) },
  participant_removed: PARTICIPANT_ID,
  participant_restored: PARTICIPANT_ID,
  participant_merged: { ...PARTICIPANT_ID, into: requiredField(Id, 'participant_id') },
  /**
   * The seat moved to another device: its generation goes up, which revokes the old device's token, and those of the seats that were
   * merged into it. Earlier versions left the latter as they were. The PIN changes too, unless the seat moved by its card, on which that
   * is printed.
   */
  seat_moved: {
    ...PARTICIPANT_ID,
    withMerged: requiredField(Bool, 'plain', false),
    keepsPin: requiredField(Bool, 'plain', false),
  },
  team_changed: { number: requiredField(TeamNumber, 'team_number'), change: fullGroup(TEAM_CHANGE_FIELDS) },
  team_added: {
    number: requiredField(TeamNumber, 'team_number'),
    name: requiredField(TypedText, 'team_name'),
    colour: requiredField(Type.String({ pattern: COLOUR_PATTERN }), 'plain'),
    shape: requiredField(Type.Enum([...TEAM_SHAPES]), 'plain'),
  },
  /** Nobody plays for it any more; its players and open challenges have just been put elsewhere. */
  team_folded: { number: requiredField(TeamNumber, 'team_number') },
  team_unfolded: { number: requiredField(TeamNumber, 'team_number') },
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
  /** It goes with its player, whose team is folded or unfolded. */
  challenge_moved: { ...CHALLENGE_ID, teamNumber: requiredField(TeamNumber, 'team_number') },
  challenge_claimed: CHALLENGE_ID,
  challenge_rejected: CHALLENGE_ID,
  challenge_completed: { ...CHALLENGE_ID, builtSchool: requiredField(Bool, 'plain') },
  challenge_cancelled: { ...CHALLENGE_ID, reason: requiredField(EndedReasonSchema, 'plain') },
  challenge_expired: CHALLENGE_ID,
  challenge_undone: CHALLENGE_ID,
  /** The step that was just undone is done again. */
  challenge_redone: {
    ...CHALLENGE_ID,
    step: requiredField(RedoableStepSchema, 'plain'),
    builtSchool: requiredField(Bool, 'plain'),
  },
} satisfies Readonly<Record<string, EventFields>>;
