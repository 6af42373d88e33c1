/** The entities on the wire, as JSON Schemas that provide both types and validation. Times end in `Z`. */
import Type, { type Static, type TSchema } from 'typebox';
import { BUILDINGS, TEAM_SHAPES } from '../game/catalogue.ts';
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
  ROLES,
  VARIANTS,
  type ExerciseUnit,
  type Variant,
} from '../game/enums.ts';
import {
  MAX_ACTIVE_PER_PLAYER,
  MAX_DURATION_SECONDS,
  MAX_PLAYERS,
  MIN_DURATION_SECONDS,
} from '../game/limits.ts';
import { CHALLENGE_STATUSES, GAME_STATUSES } from './wire-enums.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** A string enum, typed as the union of its values. */
export const stringEnum = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });

const Instant = Type.String({ format: 'date-time', description: 'ISO 8601 in UTC, with Z' });
const Milliseconds = Type.Integer({ description: 'ms since 1970, host clock' });

export const BuildingType = stringEnum(BUILDINGS);
export const TeamShapeName = stringEnum(TEAM_SHAPES);
const GameStatusName = stringEnum(GAME_STATUSES);
export const ChallengeStatusName = stringEnum(CHALLENGE_STATUSES);
export const RoleName = stringEnum(ROLES);
export const NeedName = stringEnum(NEEDS);
export const VariantName = stringEnum(VARIANTS);
export const OwnUnit = Type.Unsafe<ExerciseUnit>({
  ...stringEnum(EXERCISE_UNITS),
  description: "of a banker's own exercise: what its target counts; absent: repetitions",
});
export const FinaleStepName = stringEnum(FINALE_STEPS);

export const Challenge = Type.Object(
  {
    id: Type.Integer(),
    game_session_id: Type.Integer(),
    player_id: Type.Integer(),
    player_name: Type.String(),
    building_type: BuildingType,
    building_name: Type.String(),
    team_number: Type.Integer(),
    has_school: Type.Boolean({ description: 'whether the team had a school when it asked' }),
    challenge_type: nullable(Type.String()),
    challenge_description: nullable(Type.String()),
    target_number: nullable(Type.Integer()),
    status: ChallengeStatusName,
    requested_at: Instant,
    assigned_at: nullable(Instant),
    completed_at: nullable(Instant),
    completed_play_ms: nullable(Type.Integer({ description: 'the play clock then, ms' })),
    timestamp: Instant,
    start_time: nullable(Milliseconds),
    time_remaining_seconds: nullable(
      Type.Integer({ description: 'as of the message; rounded up; null unless assigned with a timer' }),
    ),
    version: Type.Integer({ description: '+1 a change; a client ignores what is lower than what it holds' }),
    claimed_at: nullable(
      Type.String({ format: 'date-time', description: 'set while a claim waits for the banker' }),
    ),
    ended_at: nullable(
      Type.String({ format: 'date-time', description: 'when it ended without being completed' }),
    ),
    ended_reason: nullable(stringEnum(ENDED_REASONS)),
    duration_seconds: nullable(Type.Integer()),
    deadline_play_ms: nullable(
      Type.Integer({ description: 'play time at which it expires; null while claimed' }),
    ),
    from_catalogue: Type.Optional(
      Type.Boolean({
        description:
          'true, or absent: challenge_description says no more than challenge_type and target_number, so clients word it in their own language',
      }),
    ),
    unit: Type.Optional(OwnUnit),
    variant: Type.Optional(
      Type.Unsafe<Variant>({
        ...VariantName,
        description: 'to bankers and the player concerned: how it is done; absent: as it is',
      }),
    ),
    how: Type.Optional(
      Type.String({
        description: "with `variant`, of a banker's own exercise: that way in the banker's words",
      }),
    ),
    meets: Type.Optional(
      Type.Array(NeedName, {
        description: "with `variant`, of a banker's own exercise: the needs that it meets as it is",
        maxItems: NEEDS.length,
      }),
    ),
  },
  { $id: 'Challenge', title: 'Challenge' },
);
export type Challenge = Static<typeof Challenge>;

export const Settings = Type.Object(
  {
    duration_seconds: Type.Integer({ minimum: MIN_DURATION_SECONDS, maximum: MAX_DURATION_SECONDS }),
    completion: stringEnum(COMPLETIONS),
    max_active_per_player: Type.Integer({ minimum: 1, maximum: MAX_ACTIVE_PER_PLAYER }),
    join_teams: stringEnum(JOIN_TEAMS),
    locked: Type.Boolean(),
    approve_names: Type.Boolean(),
    timers: Type.Boolean(),
    max_players: Type.Integer({ minimum: 1, maximum: MAX_PLAYERS }),
    show_standings: Type.Boolean({ description: 'the board shows in play what each team has built' }),
    exercise_tier: stringEnum(EXERCISE_TIERS),
    own_name_in_play: Type.Boolean({ description: 'players may correct their name after the start, too' }),
    own_team_in_play: Type.Boolean({ description: 'where they choose it, also their team' }),
    language: stringEnum(LANGUAGE_TAGS),
    own_needs: Type.Boolean({ description: 'players may say what suits them, and swap an exercise' }),
    board_times: Type.Boolean({ description: 'the board shows how much time everybody has left' }),
  },
  { title: 'Settings' },
);
export type Settings = Static<typeof Settings>;

export const Game = Type.Object(
  {
    game_code: Type.String(),
    game_id: Type.Integer(),
    name: Type.String(),
    status: GameStatusName,
    paused_reason: nullable(stringEnum(PAUSED_REASONS)),
    play_ms: Type.Integer({ description: 'the play clock, ms, at as_of' }),
    as_of: Milliseconds,
    team_count: Type.Integer(),
    settings: Settings,
    created_at: Instant,
    started_at: nullable(Instant),
    ended_at: nullable(Instant),
    start_time: nullable(
      Type.Integer({
        description: 'ms since 1970, host clock: when it started; every screen counts 3, 2, 1 from then on',
      }),
    ),
    end_time: nullable(
      Type.Integer({ description: 'ms since 1970, host clock: when it is to end; pauses do not move it' }),
    ),
    ends_by_itself: Type.Boolean({ description: 'whether the host ends it then' }),
    finale: nullable(stringEnum(FINALE_STEPS)),
    previous_game_code: nullable(
      Type.String({ description: 'the game whose people play again in this one' }),
    ),
    next_game_code: nullable(
      Type.String({ description: 'the game in which its people play again; null to those who were removed' }),
    ),
  },
  { $id: 'Game', title: 'Game' },
);
export type Game = Static<typeof Game>;

export const Player = Type.Object(
  {
    player_id: Type.Integer(),
    role: RoleName,
    player_name: Type.String(),
    team_number: nullable(Type.Integer()),
    approved: Type.Boolean(),
    removed: Type.Boolean(),
    without_phone: Type.Boolean(),
    joined_at: Type.Optional(Instant),
    extra_time_factor: Type.Optional(Type.Number({ description: 'to bankers and the player concerned' })),
    needs: Type.Optional(
      Type.Array(NeedName, { description: 'to bankers and the player concerned', maxItems: NEEDS.length }),
    ),
    blocked: Type.Optional(Type.Boolean({ description: 'to bankers and the player concerned' })),
    seat_pin: Type.Optional(nullable(Type.String({ description: 'to bankers and the player concerned' }))),
    removed_at: Type.Optional(
      nullable(
        Type.Integer({
          description:
            'to bankers and the player concerned: ms since 1970, the same for all who were removed in one step',
        }),
      ),
    ),
    merged_into: Type.Optional(
      nullable(
        Type.Integer({
          description: 'to bankers and the player concerned: the seat this one turned out to be',
        }),
      ),
    ),
  },
  { $id: 'Player', title: 'Player' },
);
export type Player = Static<typeof Player>;

export const Team = Type.Object(
  {
    team_number: Type.Integer(),
    name: Type.String(),
    colour: Type.String({ description: '#RRGGBB' }),
    shape: TeamShapeName,
    has_school: Type.Boolean(),
    folded_at: nullable(
      Type.Integer({
        description: 'ms since 1970, host clock: since when nobody plays for it; null: it plays',
      }),
    ),
    tally: Type.Record(Type.String(), Type.Integer(), {
      description: 'building_type -> how often completed',
    }),
  },
  { $id: 'Team', title: 'Team' },
);
export type Team = Static<typeof Team>;

export const Message = Type.Object(
  {
    text: nullable(Type.String({ description: 'null once it was taken away' })),
    at: Milliseconds,
    until: Type.Integer({ description: 'ms since 1970, host clock: until when it is shown' }),
  },
  { $id: 'Message', title: 'Message' },
);
export type Message = Static<typeof Message>;

export const Snapshot = Type.Object(
  {
    game: Game,
    message: nullable(Message),
    me: Player,
    teams: Type.Array(Team),
    challenges: Type.Array(Challenge, { description: 'requested and assigned, newest request first' }),
    players: Type.Array(Player, {
      description: 'bankers: all; boards: all who are not removed; players: their own team, likewise',
    }),
  },
  { title: 'Snapshot' },
);
export type Snapshot = Static<typeof Snapshot>;
