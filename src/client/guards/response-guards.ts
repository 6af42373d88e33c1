/** Guards for the responses of REST calls about a game. */
import { EXERCISE_UNITS, VARIANTS } from '../../game/enums.ts';
import { PROBLEM_CODES } from '../../protocol/problem-codes.ts';
import type { LockHolder, Problem } from '../../protocol/problems.ts';
import type * as bodies from '../../protocol/rest-schemas.ts';
import { isChallenge, isGame, isPlayer, isRole, isTeam } from './entity-guards.ts';
import {
  anything,
  array,
  boolean,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  record,
  string,
  union,
} from './wire-guards.ts';

export const isPingResponse = object<bodies.PingResponse>({ server_time: integer });
export const isCreateGameResponse = object<bodies.CreateGameResponse>({
  game_code: string,
  game_id: integer,
  banker_id: integer,
  game: isGame,
});
export const isCreateRehearsalResponse = object<bodies.CreateRehearsalResponse>({ game_code: string });
const isNotOpenedGame = object<bodies.NotOpenedGame>({
  game_code: string,
  reason: oneOf('damaged', 'newer'),
  may_be_wiped: boolean,
});
export const isGamesResponse = object<bodies.GamesResponse>({
  items: array(isGame),
  not_opened: optional(array(isNotOpenedGame)),
});
export const isJoinResponse = object<bodies.JoinResponse>({
  player_id: integer,
  player_name: string,
  team_number: nullable(integer),
  token: optional(string),
  seat_pin: optional(string),
  game: isGame,
});
export const isPlayersResponse = object<bodies.PlayersResponse>({ items: array(isPlayer) });
export const isAddSeveralResponse = object<bodies.AddSeveralResponse>({ items: array(isPlayer) });
export const isRemovePlayersResponse = object<bodies.RemovePlayersResponse>({
  removed: integer,
  removed_at: integer,
});
export const isRestorePlayersResponse = object<bodies.RestorePlayersResponse>({ restored: integer });
export const isMovePlayersResponse = object<bodies.MovePlayersResponse>({
  done: array(isPlayer),
  skipped: array(isPlayer),
});
export const isTeamsResponse = object<bodies.TeamsResponse>({ items: array(isTeam) });
const isTeamMember = object<bodies.TeamMember>({
  player_id: integer,
  player_name: nullable(string),
  team_number: nullable(integer),
});
export const isTeamMembersResponse = object<bodies.TeamMembersResponse>({
  seq: integer,
  items: array(isTeamMember),
});
export const isIssueTicketResponse = object<bodies.IssueTicketResponse>({ ticket: string, url: string });
export const isSeatCardsResponse = object<bodies.SeatCardsResponse>({
  items: array(object<bodies.SeatCard>({ player_id: integer, ticket: string })),
});
export const isRedeemTicketResponse = object<bodies.RedeemTicketResponse>({
  participant_id: integer,
  role: isRole,
  game_code: nullable(string),
  token: string,
});
export const isNextGameResponse = object<bodies.NextGameResponse>({
  game_code: string,
  game_id: integer,
  game: isGame,
});
export const isNextSeatResponse = object<bodies.NextSeatResponse>({
  participant_id: integer,
  role: isRole,
  game_code: string,
  player_name: nullable(string),
  token: optional(string),
  seat_pin: optional(string),
});
const isHeldSeat = object<bodies.HeldSeat>({
  participant_id: integer,
  role: isRole,
  game_code: nullable(string),
  player_name: nullable(string),
  removed: boolean,
});
export const isHeldSeatsResponse = object<bodies.HeldSeatsResponse>({ items: array(isHeldSeat) });
export const isSeatProofResponse = object<bodies.SeatProofResponse>({
  origin: string,
  at: integer,
  proof: string,
});
export const isOwnOffersResponse = object<bodies.OwnOffersResponse>({
  items: array(
    object<bodies.OwnOffersResponse['items'][number]>({
      library_id: nullable(integer),
      challenge_description: string,
      target_number: integer,
      unit: optional(oneOf(...EXERCISE_UNITS)),
      variant: nullable(oneOf(...VARIANTS)),
      how: nullable(string),
    }),
  ),
});
export const isChallenges = array(isChallenge);
export const isSeveralResponse = object<bodies.SeveralResponse>({
  done: isChallenges,
  skipped: isChallenges,
});
export const isHistoryResponse = object<bodies.HistoryResponse>({
  items: isChallenges,
  next: nullable(string),
});
const isAuditEntry = object<bodies.AuditEntry>({
  seq: integer,
  at: string,
  play_ms: integer,
  by: integer,
  by_name: nullable(string),
  type: string,
  body: record(anything),
});
export const isAuditLogResponse = object<bodies.AuditLogResponse>({
  items: array(isAuditEntry),
  next: nullable(string),
});

const isLockHolder = object<LockHolder>({
  challenge_id: integer,
  player_id: integer,
  player_name: string,
  connected: boolean,
  last_seen: nullable(integer),
});
/** Whether a response body is one of the host's problems. */
export const isProblem = object<Problem>({
  type: string,
  title: string,
  status: integer,
  detail: string,
  code: oneOf(...PROBLEM_CODES),
  reason: optional(string),
  params: optional(record(union(string, integer))),
  challenge: optional(isChallenge),
  holder: optional(isLockHolder),
});
