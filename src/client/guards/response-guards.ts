import { PROBLEM_CODES } from '../../protocol/problem-codes.ts';
import type { Holder, Problem } from '../../protocol/problems.ts';
/** Guards of what REST calls about a game answer. */
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
} from './wire-guards.ts';

export const isNewGameAnswer = object<bodies.NewGameAnswer>({
  game_code: string,
  game_id: integer,
  banker_id: integer,
  game: isGame,
});
export const isRehearsalAnswer = object<bodies.RehearsalAnswer>({ game_code: string });
export const isGames = object<bodies.Games>({ items: array(isGame) });
export const isJoinAnswer = object<bodies.JoinAnswer>({
  player_id: integer,
  player_name: string,
  team_number: nullable(integer),
  token: optional(string),
  seat_pin: optional(string),
  game: isGame,
});
export const isPlayers = object<bodies.Players>({ items: array(isPlayer) });
export const isTeams = object<bodies.Teams>({ items: array(isTeam) });
export const isTicketAnswer = object<bodies.TicketAnswer>({ ticket: string, url: string });
export const isRedeemAnswer = object<bodies.RedeemAnswer>({
  participant_id: integer,
  role: isRole,
  game_code: nullable(string),
  token: string,
});
export const isChallenges = array(isChallenge);
export const isHistory = object<bodies.History>({ items: isChallenges, next: nullable(string) });
const isAuditItem = object<bodies.AuditItem>({
  seq: integer,
  at: string,
  play_ms: integer,
  by: integer,
  by_name: nullable(string),
  type: string,
  body: record(anything),
});
export const isAuditLog = object<bodies.AuditLog>({ items: array(isAuditItem), next: nullable(string) });

const isHolder = object<Holder>({
  challenge_id: integer,
  player_id: integer,
  player_name: string,
  connected: boolean,
  last_seen: nullable(integer),
});
/** Whether an answer's body is one of the host's problems. */
export const isProblem = object<Problem>({
  type: string,
  title: string,
  status: integer,
  detail: string,
  code: oneOf(...PROBLEM_CODES),
  challenge: optional(isChallenge),
  holder: optional(isHolder),
});
