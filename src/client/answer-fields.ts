/** Hand-written checks of what REST calls answer, as `frame-fields.ts` has them for the live connection. */
import type * as bodies from '../protocol/bodies.ts';
import {
  hasFields,
  integer,
  isChallenge,
  isGame,
  isObject,
  isPlayer,
  isTeam,
  list,
  optional,
  orNull,
  text,
  word,
} from './frame-fields.ts';
import type { Reading } from './http-call.ts';

export const isAnything: Reading<unknown> = (value): value is unknown => value !== undefined;
export const isNewGameAnswer = hasFields<bodies.NewGameAnswer>({
  game_code: text,
  game_id: integer,
  banker_id: integer,
  game: isGame,
});
export const isRehearsalAnswer = hasFields<bodies.RehearsalAnswer>({ game_code: text });
export const isGames = hasFields<bodies.Games>({ items: list(isGame) });
export const isJoinAnswer = hasFields<bodies.JoinAnswer>({
  player_id: integer,
  player_name: text,
  team_number: orNull(integer),
  token: optional(text),
  seat_pin: optional(text),
  game: isGame,
});
export const isPlayers = hasFields<bodies.Players>({ items: list(isPlayer) });
export const isTeams = hasFields<bodies.Teams>({ items: list(isTeam) });
export const isTicketAnswer = hasFields<bodies.TicketAnswer>({ ticket: text, url: text });
export const isRedeemAnswer = hasFields<bodies.RedeemAnswer>({
  participant_id: integer,
  role: word('banker', 'player', 'board'),
  game_code: orNull(text),
  token: text,
});
export const isChallenges = (value: unknown): value is bodies.History['items'] => list(isChallenge)(value);
export const isHistory = hasFields<bodies.History>({ items: list(isChallenge), next: orNull(text) });
export const isAuditLog = hasFields<bodies.AuditLog>({
  items: list(
    hasFields<bodies.AuditItem>({
      seq: integer,
      at: text,
      play_ms: integer,
      by: integer,
      by_name: orNull(text),
      type: text,
      body: isObject,
    }),
  ),
  next: orNull(text),
});
