/** What REST calls may carry. Limits keep an event on the wire at or under `MAX_EVENT_BYTES`. */
import Type, { type Static } from 'typebox';
import { MAX_TEAMS, DEFAULT_TEAM_COUNT } from '../game/catalogue.ts';
import {
  COLOUR_PATTERN,
  EXERCISE_TYPE_PATTERN,
  MAX_DURATION_SECONDS,
  MAX_EXTRA_TIME_FACTOR,
  MAX_TARGET,
  MAX_TYPED_LENGTH,
  MIN_DURATION_SECONDS,
  MIN_TARGET,
  MAX_SIMULATED_PLAYERS,
} from '../game/limits.ts';
import {
  BuildingType,
  Challenge,
  ChallengeStatusName,
  Game,
  oneOf,
  Player,
  RoleName,
  Settings,
  Team,
  TeamShapeName,
} from './entity-schemas.ts';
import { LONGEST_PAGE, USUAL_PAGE } from './page-size.ts';

/** Raw text before cleaning; what is left afterwards is checked by `cleanText` and its limits. */
const TypedName = Type.String({ minLength: 1, maxLength: MAX_TYPED_LENGTH });
const PlayerId = Type.Integer({ minimum: 1 });
const TeamNumber = Type.Integer({ minimum: 1, maximum: MAX_TEAMS });

export const NewGame = Type.Object({
  name: TypedName,
  team_count: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_TEAMS, default: DEFAULT_TEAM_COUNT })),
  settings: Type.Optional(Type.Partial(Settings)),
});
export const GameChange = Type.Object({
  name: Type.Optional(TypedName),
  settings: Type.Optional(Type.Partial(Settings)),
});
export const NewGameAnswer = Type.Object({
  game_code: Type.String(),
  game_id: Type.Integer(),
  banker_id: Type.Integer(),
  game: Game,
});

/** A game with simulated players and, if wished, a simulated banker. */
export const NewRehearsal = Type.Object({
  players: Type.Integer({ minimum: 1, maximum: MAX_SIMULATED_PLAYERS }),
  banker: Type.Optional(Type.Boolean({ default: false })),
});
export const RehearsalAnswer = Type.Object({ game_code: Type.String() });

export const Join = Type.Object({
  player_name: TypedName,
  team_number: Type.Optional(Type.Union([TeamNumber, Type.Null()])),
});
/** Without token and seat_pin when a banker adds a player without a phone. */
export const JoinAnswer = Type.Object({
  player_id: Type.Integer(),
  player_name: Type.String(),
  team_number: Type.Union([Type.Integer(), Type.Null()]),
  token: Type.Optional(Type.String()),
  seat_pin: Type.Optional(Type.String()),
  game: Game,
});
export const Recover = Type.Object({
  player_name: TypedName,
  seat_pin: Type.String({ minLength: 1, maxLength: 20 }),
});

export const PlayerChange = Type.Object({
  player_name: Type.Optional(TypedName),
  team_number: Type.Optional(Type.Union([TeamNumber, Type.Null()])),
  extra_time_factor: Type.Optional(Type.Number({ minimum: 1, maximum: MAX_EXTRA_TIME_FACTOR })),
  blocked: Type.Optional(Type.Boolean()),
  approved: Type.Optional(Type.Boolean()),
});
export const Merge = Type.Object({ into: PlayerId });

export const TeamChange = Type.Object({
  name: Type.Optional(TypedName),
  colour: Type.Optional(Type.String({ pattern: COLOUR_PATTERN })),
  shape: Type.Optional(TeamShapeName),
  has_school: Type.Optional(Type.Boolean()),
});

export const NewTicket = Type.Object({
  for: oneOf(['banker', 'board', 'seat']),
  player_id: Type.Optional(PlayerId),
});
export const TicketAnswer = Type.Object({ ticket: Type.String(), url: Type.String() });
export const RedeemTicket = Type.Object({ ticket: Type.String({ minLength: 1, maxLength: 200 }) });
/** A desk ticket is not for one game: `participant_id` is 0 (the owner's seat), `game_code` null, `role` banker. */
export const RedeemAnswer = Type.Object({
  participant_id: Type.Integer(),
  role: RoleName,
  game_code: Type.Union([Type.String(), Type.Null()]),
  token: Type.String(),
});

/** The seed's body; all but player_id and building_type are hints, the host's record counts. */
export const ChallengeRequest = Type.Object({
  player_id: PlayerId,
  building_type: BuildingType,
  building_name: Type.Optional(Type.String({ maxLength: MAX_TYPED_LENGTH })),
  team_number: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  has_school: Type.Optional(Type.Boolean()),
});
const ChallengeType = Type.String({ pattern: EXERCISE_TYPE_PATTERN });
const Description = Type.String({ minLength: 1, maxLength: 300 });
const Target = Type.Integer({ minimum: MIN_TARGET, maximum: MAX_TARGET });
export const Assign = Type.Object({
  challenge_type: ChallengeType,
  challenge_description: Description,
  target_number: Target,
  duration_seconds: Type.Optional(
    Type.Integer({ minimum: MIN_DURATION_SECONDS, maximum: MAX_DURATION_SECONDS }),
  ),
});
export const ChallengeChange = Type.Object({
  challenge_type: Type.Optional(ChallengeType),
  challenge_description: Type.Optional(Description),
  target_number: Type.Optional(Target),
  extend_seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_DURATION_SECONDS })),
});

export const HistoryQuery = Type.Object({
  status: Type.Optional(ChallengeStatusName),
  team: Type.Optional(TeamNumber),
  player: Type.Optional(PlayerId),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LONGEST_PAGE, default: USUAL_PAGE })),
  before: Type.Optional(
    Type.Integer({ minimum: 1, description: 'from `next`: challenges older than this id' }),
  ),
});
export const ActiveQuery = Type.Object({
  include_time_remaining: Type.Optional(Type.Boolean({ default: true })),
});

const Next = Type.Union([Type.String(), Type.Null()], { description: 'path of the next page, or null' });
export const History = Type.Object({ items: Type.Array(Challenge), next: Next });
export const Players = Type.Object({ items: Type.Array(Player) });
export const Teams = Type.Object({ items: Type.Array(Team) });
export const Games = Type.Object({ items: Type.Array(Game) });

/** One line of the audit log: what happened, who did it, when, in the words of the log. */
export const AuditItem = Type.Object({
  seq: Type.Integer(),
  at: Type.String(),
  play_ms: Type.Integer(),
  by: Type.Integer({ description: 'participant id; 0: the host or its owner' }),
  by_name: Type.Union([Type.String(), Type.Null()]),
  type: Type.String(),
  body: Type.Record(Type.String(), Type.Unknown()),
});
export const AuditLog = Type.Object({ items: Type.Array(AuditItem), next: Next });
export const AuditQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LONGEST_PAGE, default: USUAL_PAGE })),
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});

export type NewGame = Static<typeof NewGame>;
export type GameChange = Static<typeof GameChange>;
export type NewGameAnswer = Static<typeof NewGameAnswer>;
export type NewRehearsal = Static<typeof NewRehearsal>;
export type RehearsalAnswer = Static<typeof RehearsalAnswer>;
export type Join = Static<typeof Join>;
export type JoinAnswer = Static<typeof JoinAnswer>;
export type Recover = Static<typeof Recover>;
export type PlayerChange = Static<typeof PlayerChange>;
export type Merge = Static<typeof Merge>;
export type TeamChange = Static<typeof TeamChange>;
export type NewTicket = Static<typeof NewTicket>;
export type TicketAnswer = Static<typeof TicketAnswer>;
export type RedeemTicket = Static<typeof RedeemTicket>;
export type RedeemAnswer = Static<typeof RedeemAnswer>;
export type ChallengeRequest = Static<typeof ChallengeRequest>;
export type Assign = Static<typeof Assign>;
export type ChallengeChange = Static<typeof ChallengeChange>;
export type HistoryQuery = Static<typeof HistoryQuery>;
export type ActiveQuery = Static<typeof ActiveQuery>;
export type History = Static<typeof History>;
export type Players = Static<typeof Players>;
export type Teams = Static<typeof Teams>;
export type Games = Static<typeof Games>;
export type AuditItem = Static<typeof AuditItem>;
export type AuditLog = Static<typeof AuditLog>;

export type AuditQuery = Static<typeof AuditQuery>;
