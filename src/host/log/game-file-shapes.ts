/** What a line of a game's file may hold: a file comes from anywhere, so every field has its limits. */
import Type, { type TSchema } from 'typebox';
import { BUILDINGS, TEAM_SHAPES } from '../../game/catalogue.ts';
import { oneOf } from '../../protocol/shapes.ts';

/** The last millisecond whose date every screen can show: the year 2096. */
const LATEST = 4_000_000_000_000;
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const TeamNumber = Type.Integer({ minimum: 1, maximum: 12 });
const Text = Type.String({ minLength: 1, maxLength: 200 });
const Seconds = Type.Integer({ minimum: 0, maximum: 100_000 });
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };

const settings = {
  durationSeconds: Type.Integer({ minimum: 10, maximum: 7_200 }),
  completion: oneOf(['player', 'banker']),
  maxActivePerPlayer: Type.Integer({ minimum: 1, maximum: 8 }),
  joinTeams: oneOf(['choose', 'assign']),
  locked: Type.Boolean(),
  approveNames: Type.Boolean(),
  timers: Type.Boolean(),
};
const Settings = Type.Object(settings, closed);
const Exercise = Type.Object(
  {
    type: Type.String({ pattern: '^[a-z0-9_]{1,14}$' }),
    description: Text,
    target: Type.Integer({ minimum: 1, maximum: 100_000 }),
  },
  closed,
);
const id = { id: Id };

const FIELDS: Readonly<Record<string, Readonly<Record<string, TSchema>>>> = {
  game_created: {
    gameId: Id,
    code: Type.String({ pattern: '^[A-HJKMNP-Z2-9]{6}$' }),
    name: Text,
    teamCount: TeamNumber,
    settings: Settings,
  },
  game_changed: { name: Type.Optional(Text), settings: Type.Optional(Type.Partial(Settings)) },
  game_started: {},
  game_paused: { reason: oneOf(['banker', 'host_away']) },
  game_resumed: {},
  game_ended: {},
  game_reopened: {},
  clock_adjusted: { lostMs: Type.Integer({ minimum: 0, maximum: LATEST }) },
  participant_joined: {
    ...id,
    role: oneOf(['banker', 'player', 'board']),
    name: Text,
    teamNumber: nullable(TeamNumber),
    approved: Type.Boolean(),
    withoutPhone: Type.Boolean(),
  },
  participant_changed: {
    ...id,
    change: Type.Object(
      {
        name: Type.Optional(Text),
        teamNumber: Type.Optional(nullable(TeamNumber)),
        extraTimeFactor: Type.Optional(Type.Number({ minimum: 1, maximum: 4 })),
        blocked: Type.Optional(Type.Boolean()),
        approved: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
  },
  participant_removed: id,
  participant_restored: id,
  participant_merged: { ...id, into: Id },
  seat_moved: id,
  team_changed: {
    number: TeamNumber,
    change: Type.Object(
      {
        name: Type.Optional(Text),
        colour: Type.Optional(Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' })),
        shape: Type.Optional(oneOf(TEAM_SHAPES)),
        hasSchool: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
  },
  challenge_requested: {
    ...id,
    playerId: Id,
    teamNumber: TeamNumber,
    building: oneOf(BUILDINGS),
    hasSchool: Type.Boolean(),
  },
  challenge_assigned: { ...id, exercise: Exercise, durationSeconds: nullable(Seconds) },
  challenge_changed: { ...id, exercise: Exercise, extendSeconds: Seconds },
  challenge_claimed: id,
  challenge_rejected: id,
  challenge_completed: { ...id, builtSchool: Type.Boolean() },
  challenge_cancelled: {
    ...id,
    reason: oneOf(['player', 'banker', 'time', 'undone', 'game_ended', 'removed', 'merged']),
  },
  challenge_expired: id,
  challenge_undone: id,
};

/** What an event of this type may hold; absent: there is no such event. */
export const EVENT_SCHEMAS: ReadonlyMap<string, TSchema> = new Map(
  Object.entries(FIELDS).map(([type, fields]) => [
    type,
    Type.Object({ type: Type.Literal(type), ...fields }, closed),
  ]),
);

/** A line, its event left open. */
export const EventLine = Type.Object(
  {
    seq: Id,
    at: Type.Integer({ minimum: 0, maximum: LATEST }),
    play_ms: Type.Integer({ minimum: 0, maximum: LATEST }),
    by: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    event: Type.Unknown(),
  },
  closed,
);
