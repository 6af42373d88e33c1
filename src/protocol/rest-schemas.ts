/** Bodies, queries and responses of REST calls. The limits keep an event on the wire within `MAX_EVENT_BYTES`. */
import Type, { type Static } from 'typebox';
import { MAX_TEAMS, DEFAULT_TEAM_COUNT } from '../game/catalogue.ts';
import { MAX_SIMULATED_PLAYERS } from '../game/limits.ts';
import type { FinaleStep, GameStatus } from '../game/state.ts';
import { CHALLENGE_PATTERN } from './carried-seat.ts';
import {
  Challenge,
  ChallengeStatusName,
  FinaleStepName,
  Game,
  stringEnum,
  Player,
  RoleName,
  Settings,
  Team,
} from './entity-schemas.ts';
import { MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE } from './page-size.ts';
import { seenSeq, TeamNumber, TIME_RANGE, TypedName } from './typed-fields.ts';
import { GAME_STATUSES } from './wire-enums.ts';

export * from './challenge-schemas.ts';
export * from './player-schemas.ts';
export * from './roster-schemas.ts';
export * from './team-schemas.ts';

const PlayerId = Type.Integer({ minimum: 1 });

export const CreateGameBody = Type.Object({
  name: TypedName,
  team_count: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_TEAMS, default: DEFAULT_TEAM_COUNT })),
  settings: Type.Optional(Type.Partial(Settings)),
  template_id: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'teams and settings of this template; `settings` go before its own, `team_count` is not used',
    }),
  ),
});
export const ChangeGameBody = Type.Object({
  name: Type.Optional(TypedName),
  settings: Type.Optional(Type.Partial(Settings)),
  end_time: Type.Optional(
    Type.Union([Type.Integer(TIME_RANGE), Type.Null()], {
      description: 'ms since 1970, host clock, within the next 24 hours; null: whenever the banker ends it',
    }),
  ),
  ends_by_itself: Type.Optional(Type.Boolean()),
  expected_end_time: Type.Optional(
    Type.Union([Type.Integer(TIME_RANGE), Type.Null()], {
      description: 'the `end_time` of the planned end that is meant: refused if it is another one by now',
    }),
  ),
  expected_ends_by_itself: Type.Optional(Type.Boolean({ description: 'the same of `ends_by_itself`' })),
  seen_seq: seenSeq('no end is planned if the game was reopened since'),
});
export const SendMessageBody = Type.Object({ text: TypedName });
export const RemoveMessageQuery = Type.Object({
  expected_at: Type.Optional(
    Type.Integer({
      ...TIME_RANGE,
      description: 'the `at` of the message that is meant: another one that was sent since stays',
    }),
  ),
});
export const UndoNextGameQuery = Type.Object({
  expected_next: Type.Optional(
    Type.String({ description: 'the code of the game that is meant: another next game stays' }),
  ),
});
const ExpectedEnd = Type.Optional(
  Type.String({
    format: 'date-time',
    description:
      'the `ended_at` of the game that is meant: refused once it has been reopened, and has ended again',
  }),
);
const ExpectedStatus = Type.Optional(
  Type.Unsafe<GameStatus>({
    ...stringEnum(GAME_STATUSES),
    description:
      'the `status` of the game that is meant: refused if it has another one by now, unless what is wanted is true already',
  }),
);
const SeenStatus = seenSeq(
  'refused if the game has been given another status since, even if it has this one again, unless what is wanted is true already',
);
export const ExpectedGameBody = Type.Object({
  expected_status: ExpectedStatus,
  expected_ended_at: ExpectedEnd,
  seen_seq: SeenStatus,
});
export const PlayAgainBody = Type.Object({ expected_ended_at: ExpectedEnd });
export const WipeGameQuery = Type.Object({
  expected_status: Type.Optional(
    Type.Unsafe<GameStatus | 'damaged'>({
      ...stringEnum([...GAME_STATUSES, 'damaged']),
      description:
        'the `status` of the game that is meant, or that it cannot be opened: one that is otherwise by now stays',
    }),
  ),
  expected_ended_at: ExpectedEnd,
});
export const EndGameBody = Type.Object({
  expected_status: ExpectedStatus,
  seen_seq: SeenStatus,
  keep_results: Type.Optional(
    Type.Boolean({ description: 'the results wait for the finale, which is at its opening then' }),
  ),
  count_claims: Type.Optional(
    Type.Boolean({
      description: 'what players say is done counts, and is not cancelled with what else is open',
    }),
  ),
});
export const ShowFinaleBody = Type.Object({
  step: FinaleStepName,
  from: Type.Optional(
    Type.Union([FinaleStepName, Type.Null()], {
      description:
        'the step that the caller saw, null for none: nothing is shown if another desk has stepped since',
    }),
  ),
  expected_ended_at: ExpectedEnd,
});
export const CloseFinaleQuery = Type.Object({
  from: Type.Optional(
    Type.Unsafe<FinaleStep>({
      ...FinaleStepName,
      description: 'the step that the caller saw: another one that is shown since stays',
    }),
  ),
  expected_ended_at: ExpectedEnd,
});
export const CreateGameResponse = Type.Object({
  game_code: Type.String(),
  game_id: Type.Integer(),
  banker_id: Type.Integer(),
  game: Game,
});

export const PingResponse = Type.Object({
  /** Host ms. */
  server_time: Type.Integer(),
});

/** A game with simulated players and, optionally, a simulated banker. */
export const CreateRehearsalBody = Type.Object({
  players: Type.Integer({ minimum: 1, maximum: MAX_SIMULATED_PLAYERS }),
  banker: Type.Optional(Type.Boolean({ default: false })),
});
export const CreateRehearsalResponse = Type.Object({ game_code: Type.String() });

export const JoinBody = Type.Object({
  player_name: TypedName,
  team_number: Type.Optional(Type.Union([TeamNumber, Type.Null()])),
});
/** No token and seat_pin when a banker adds a player without a phone. */
export const JoinResponse = Type.Object({
  player_id: Type.Integer(),
  player_name: Type.String(),
  team_number: Type.Union([Type.Integer(), Type.Null()]),
  token: Type.Optional(Type.String()),
  seat_pin: Type.Optional(Type.String()),
  game: Game,
});
export const RecoverSeatBody = Type.Object({
  player_name: TypedName,
  seat_pin: Type.String({ minLength: 1 }),
});

export const IssueTicketBody = Type.Object({
  for: stringEnum(['banker', 'board', 'seat']),
  player_id: Type.Optional(PlayerId),
});
export const IssueTicketResponse = Type.Object({ ticket: Type.String(), url: Type.String() });
export const RedeemTicketBody = Type.Object({ ticket: Type.String({ minLength: 1, maxLength: 200 }) });
/** A desk ticket is not for one game: `participant_id` is 0 (the owner's seat), `game_code` null, `role` banker. */
export const RedeemTicketResponse = Type.Object({
  participant_id: Type.Integer(),
  role: RoleName,
  game_code: Type.Union([Type.String(), Type.Null()]),
  token: Type.String(),
});

/** The game in which everybody plays again. */
export const NextGameResponse = Type.Object({
  game_code: Type.String(),
  game_id: Type.Integer(),
  game: Game,
});

/** The caller's seat in the next game. The owner, who has none, gets neither token nor PIN. */
export const NextSeatResponse = Type.Object({
  /** 0 for the owner. */
  participant_id: Type.Integer(),
  role: RoleName,
  game_code: Type.String(),
  player_name: Type.Union([Type.String(), Type.Null()]),
  token: Type.Optional(Type.String()),
  seat_pin: Type.Optional(Type.String()),
});

export const DeskLinkBody = Type.Object({ secret: Type.String({ minLength: 1, maxLength: 200 }) });
export const DeskLinkResponse = Type.Object({ url: Type.String() });

/** A seat that this browser's cookies open. */
export const HeldSeat = Type.Object({
  /** 0 for the owner. */
  participant_id: Type.Integer(),
  role: RoleName,
  /** Null for the owner. */
  game_code: Type.Union([Type.String(), Type.Null()]),
  /** Null for the owner. */
  player_name: Type.Union([Type.String(), Type.Null()]),
  removed: Type.Boolean(),
});
export const HeldSeatsResponse = Type.Object({ items: Type.Array(HeldSeat) });

export const SeatProofQuery = Type.Object({
  challenge: Type.String({ pattern: CHALLENGE_PATTERN, description: '128 random bits in hex' }),
});
/** The same for every id: only who knows the seat's secret can tell whether the proof is right. */
export const SeatProofResponse = Type.Object({
  origin: Type.String({ description: 'where the laptop was reached; empty: nowhere that a seat may go' }),
  at: Type.Integer({ description: 'ms since 1970, host clock' }),
  proof: Type.String({ description: "HMAC-SHA-256 with the seat's secret, in hex" }),
});

export const HistoryQuery = Type.Object({
  status: Type.Optional(ChallengeStatusName),
  team: Type.Optional(TeamNumber),
  player: Type.Optional(PlayerId),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE })),
  before: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'from `next`: those asked for before the challenge with this id',
    }),
  ),
});
export const ActiveChallengesQuery = Type.Object({
  include_time_remaining: Type.Optional(Type.Boolean({ default: true })),
});

const NextPagePath = Type.Union([Type.String(), Type.Null()], {
  description: 'path of the next page, or null',
});
export const HistoryResponse = Type.Object({ items: Type.Array(Challenge), next: NextPagePath });
export const PlayersResponse = Type.Object({ items: Type.Array(Player) });
export const TeamsResponse = Type.Object({ items: Type.Array(Team) });
/** A game of the owner's that has no room. */
export const NotOpenedGame = Type.Object({
  game_code: Type.String(),
  /** It contradicts itself or is damaged; or a newer version, on another host, has written it. */
  reason: stringEnum(['damaged', 'newer']),
  may_be_wiped: Type.Boolean({
    description: 'unread; false: a backup has to bring it back, or a newer version plays it',
  }),
});
export const GamesResponse = Type.Object({
  items: Type.Array(Game),
  not_opened: Type.Optional(
    Type.Array(NotOpenedGame, {
      description:
        'those that were found to be such as cannot be opened; a host that is not updated yet does not say',
    }),
  ),
});

/** One entry of the audit log: what happened, who did it, and when. */
export const AuditEntry = Type.Object({
  seq: Type.Integer(),
  at: Type.String(),
  play_ms: Type.Integer(),
  by: Type.Integer({ description: 'participant id; 0: the host or its owner' }),
  by_name: Type.Union([Type.String(), Type.Null()]),
  type: Type.String(),
  body: Type.Record(Type.String(), Type.Unknown()),
});
export const AuditLogResponse = Type.Object({ items: Type.Array(AuditEntry), next: NextPagePath });
export const AuditLogQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE })),
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});
export const AuditTableQuery = Type.Object({
  lang: Type.Optional(Type.String({ maxLength: 100, description: 'for headings in words' })),
});

export type PingResponse = Static<typeof PingResponse>;
export type CreateGameBody = Static<typeof CreateGameBody>;
export type ChangeGameBody = Static<typeof ChangeGameBody>;
export type SendMessageBody = Static<typeof SendMessageBody>;
export type RemoveMessageQuery = Static<typeof RemoveMessageQuery>;
export type PlayAgainBody = Static<typeof PlayAgainBody>;
export type UndoNextGameQuery = Static<typeof UndoNextGameQuery>;
export type WipeGameQuery = Static<typeof WipeGameQuery>;
export type EndGameBody = Static<typeof EndGameBody>;
export type ExpectedGameBody = Static<typeof ExpectedGameBody>;
export type CloseFinaleQuery = Static<typeof CloseFinaleQuery>;
export type ShowFinaleBody = Static<typeof ShowFinaleBody>;
export type CreateGameResponse = Static<typeof CreateGameResponse>;
export type CreateRehearsalBody = Static<typeof CreateRehearsalBody>;
export type CreateRehearsalResponse = Static<typeof CreateRehearsalResponse>;
export type JoinBody = Static<typeof JoinBody>;
export type JoinResponse = Static<typeof JoinResponse>;
export type RecoverSeatBody = Static<typeof RecoverSeatBody>;
export type IssueTicketBody = Static<typeof IssueTicketBody>;
export type IssueTicketResponse = Static<typeof IssueTicketResponse>;
export type RedeemTicketBody = Static<typeof RedeemTicketBody>;
export type RedeemTicketResponse = Static<typeof RedeemTicketResponse>;
export type NextGameResponse = Static<typeof NextGameResponse>;
export type NextSeatResponse = Static<typeof NextSeatResponse>;
export type HeldSeat = Static<typeof HeldSeat>;
export type HeldSeatsResponse = Static<typeof HeldSeatsResponse>;
export type SeatProofResponse = Static<typeof SeatProofResponse>;
export type HistoryQuery = Static<typeof HistoryQuery>;
export type ActiveChallengesQuery = Static<typeof ActiveChallengesQuery>;
export type HistoryResponse = Static<typeof HistoryResponse>;
export type PlayersResponse = Static<typeof PlayersResponse>;
export type TeamsResponse = Static<typeof TeamsResponse>;
export type NotOpenedGame = Static<typeof NotOpenedGame>;
export type GamesResponse = Static<typeof GamesResponse>;
export type AuditEntry = Static<typeof AuditEntry>;
export type AuditLogResponse = Static<typeof AuditLogResponse>;

export type AuditLogQuery = Static<typeof AuditLogQuery>;
export type AuditTableQuery = Static<typeof AuditTableQuery>;
