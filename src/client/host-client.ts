/**
 * The host's REST routes about a game, one method each; those about the laptop are in `host-admin-client.ts`. Bodies and answers are those
 * of docs/protocol.md, "Routes"; errors are `HostError`.
 * Others build on: `createHostClient` (with `HostClientOptions`), `HostClient`, `HostError`, `newIdempotencyKey`, `CallOptions`,
 * `CommandOptions`.
 */
import type * as bodies from '../protocol/rest-schemas.ts';
import { isChallenge, isGame, isMessage, isPlayer, isTeam } from './guards/entity-guards.ts';
import * as reads from './guards/response-guards.ts';
import { anything } from './guards/wire-guards.ts';
import type { CallOptions } from './http-call.ts';
import {
  type CommandOptions,
  createHttpMethods,
  type HostClientOptions,
  queryString,
} from './http-methods.ts';
import { UNTIL_ANSWERED } from './pending-keys.ts';

export { HostError } from './host-error.ts';
export { newIdempotencyKey } from './idempotency-key.ts';
export type { CallOptions } from './http-call.ts';
export type { CommandOptions, HostClientOptions, SpareRight } from './http-methods.ts';

/** The same name, PIN, link or card on the same phone is the same way in, however much later. */
const WAY_IN = { keyLifetimeMs: UNTIL_ANSWERED };

export type HostClient = ReturnType<typeof createHostClient>;

export function createHostClient(options: HostClientOptions = {}) {
  const { get, post, patch, remove, getPath } = createHttpMethods(options);
  const game = (code: string) => `/games/${encodeURIComponent(code)}`;
  const players = (code: string) => `${game(code)}/players`;
  const challenges = (code: string) => `/challenges/${encodeURIComponent(code)}`;
  const challenge = (code: string, id: number) => `${challenges(code)}/${id}`;

  return {
    createGame: (body: bodies.CreateGameBody, o?: CommandOptions) =>
      post(reads.isCreateGameResponse, '/games', body, o),
    games: (o?: CallOptions) => get(reads.isGamesResponse, '/games', o),
    game: (code: string, o?: CallOptions) => get(isGame, game(code), o),
    changeGame: (code: string, body: bodies.ChangeGameBody, o?: CommandOptions) =>
      patch(isGame, game(code), body, o),
    /** Removes every trace of the game, also from backups. */
    wipeGame: (code: string, query: bodies.WipeGameQuery, o?: CommandOptions) =>
      remove(anything, `${game(code)}${queryString(query)}`, o),
    start: (code: string, body: bodies.ExpectedGameBody, o?: CommandOptions) =>
      post(isGame, `${game(code)}/start`, body, o),
    pause: (code: string, body: bodies.ExpectedGameBody, o?: CommandOptions) =>
      post(isGame, `${game(code)}/pause`, body, o),
    /** Also reopens a game that ended. */
    resume: (code: string, body: bodies.ExpectedGameBody, o?: CommandOptions) =>
      post(isGame, `${game(code)}/resume`, body, o),
    end: (code: string, body: bodies.EndGameBody = {}, o?: CommandOptions) =>
      post(isGame, `${game(code)}/end`, body, o),

    /** What the board reveals of the results, once the game is over; phones say less until then. */
    showFinale: (code: string, body: bodies.ShowFinaleBody, o?: CommandOptions) =>
      post(isGame, `${game(code)}/finale`, body, o),
    /** All screens show all results. */
    closeFinale: (code: string, query: bodies.CloseFinaleQuery, o?: CommandOptions) =>
      remove(isGame, `${game(code)}/finale${queryString(query)}`, o),

    /** A new game with the same people; the one there is, if there is one. */
    playAgain: (code: string, body: bodies.PlayAgainBody, o?: CommandOptions) =>
      post(reads.isNextGameResponse, `${game(code)}/next`, body, o),
    /** Takes everybody back from the next game, which has not started and is gone then. */
    undoPlayAgain: (code: string, query: bodies.UndoNextGameQuery, o?: CommandOptions) =>
      remove(isGame, `${game(code)}/next${queryString(query)}`, o),
    /** The caller's own seat in the next game. */
    nextSeat: (code: string, o?: CallOptions) => get(reads.isNextSeatResponse, `${game(code)}/next`, o),

    /** Says something on all phones and the board. */
    sendMessage: (code: string, text: string, o?: CommandOptions) =>
      post(isMessage, `${game(code)}/message`, { text } satisfies bodies.SendMessageBody, o),
    /** Takes away what was said. */
    removeMessage: (code: string, query: bodies.RemoveMessageQuery, o?: CommandOptions) =>
      remove(isMessage, `${game(code)}/message${queryString(query)}`, o),

    /** A game with simulated players, who leave when it ends or is wiped. */
    rehearse: (body: bodies.CreateRehearsalBody, o?: CommandOptions) =>
      post(reads.isCreateRehearsalResponse, '/rehearsals', body, o),

    join: (code: string, body: bodies.JoinBody, o?: CommandOptions) =>
      post(reads.isJoinResponse, players(code), body, { ...WAY_IN, ...o }),
    /** For a banker: adds a player without a phone. The same route as joining, with a banker's credentials. */
    addPlayer: (code: string, body: bodies.JoinBody, o?: CommandOptions) =>
      post(reads.isJoinResponse, players(code), body, o),
    /** Adds several players without a phone: all of them or none. */
    addSeveral: (code: string, body: bodies.AddSeveralBody, o?: CommandOptions) =>
      post(reads.isAddSeveralResponse, `${players(code)}/several`, body, o),
    players: (code: string, o?: CallOptions) => get(reads.isPlayersResponse, players(code), o),
    teams: (code: string, o?: CallOptions) => get(reads.isTeamsResponse, `${game(code)}/teams`, o),
    me: (code: string, o?: CallOptions) => get(isPlayer, `${game(code)}/me`, o),
    /** The seats that this browser's cookies open, whichever seat this client names; the newest first. */
    heldSeats: (o?: CallOptions) => get(reads.isHeldSeatsResponse, '/seats', o),
    changePlayer: (code: string, id: number, body: bodies.ChangePlayerBody, o?: CommandOptions) =>
      patch(isPlayer, `${players(code)}/${id}`, body, o),
    removePlayer: (code: string, id: number, body: bodies.RemovePlayerBody, o?: CommandOptions) =>
      remove(isPlayer, `${players(code)}/${id}`, o, body),
    restorePlayer: (code: string, id: number, body: bodies.RestorePlayerBody, o?: CommandOptions) =>
      post(isPlayer, `${players(code)}/${id}/restore`, body, o),
    /** Removes everybody who joined from one address, or those who are named; `restorePlayers` brings them back. */
    removePlayers: (code: string, body: bodies.RemovePlayersBody, o?: CommandOptions) =>
      post(reads.isRemovePlayersResponse, `${players(code)}/remove`, body, o),
    /** Brings back everybody who was removed in one step. */
    restorePlayers: (code: string, body: bodies.RestorePlayersBody, o?: CommandOptions) =>
      post(reads.isRestorePlayersResponse, `${players(code)}/restore`, body, o),
    /** To other teams, in one act: each who is still where the call expects it. */
    movePlayers: (code: string, body: bodies.MovePlayersBody, o?: CommandOptions) =>
      post(reads.isMovePlayersResponse, `${players(code)}/move`, body, o),
    /** The newcomer `id` ("Anna 2") takes the seat `into`. */
    mergePlayer: (code: string, id: number, body: bodies.MergePlayerBody, o?: CommandOptions) =>
      post(isPlayer, `${players(code)}/${id}/merge`, body, o),
    changeTeam: (code: string, number: number, body: bodies.ChangeTeamBody, o?: CommandOptions) =>
      patch(isTeam, `${game(code)}/teams/${number}`, body, o),
    addTeam: (code: string, body: bodies.AddTeamBody, o?: CommandOptions) =>
      post(isTeam, `${game(code)}/teams`, body, o),
    foldTeam: (code: string, number: number, body: bodies.FoldTeamBody, o?: CommandOptions) =>
      post(isTeam, `${game(code)}/teams/${number}/fold`, body, o),
    unfoldTeam: (code: string, number: number, body: bodies.UnfoldTeamBody, o?: CommandOptions) =>
      post(isTeam, `${game(code)}/teams/${number}/unfold`, body, o),
    /** Who is where, for a player who may choose a team. */
    teamMembers: (code: string, o?: CallOptions) =>
      get(reads.isTeamMembersResponse, `${game(code)}/teams/members`, o),

    issueTicket: (code: string, body: bodies.IssueTicketBody, o?: CommandOptions) =>
      post(reads.isIssueTicketResponse, `${game(code)}/tickets`, body, o),
    /** The tickets to print on the players' cards. */
    seatCards: (code: string, o?: CallOptions) =>
      get(reads.isSeatCardsResponse, `${game(code)}/seat-cards`, o),
    redeemTicket: (ticket: string, o?: CommandOptions) =>
      post(reads.isRedeemTicketResponse, '/tickets/redeem', { ticket } satisfies bodies.RedeemTicketBody, {
        ...WAY_IN,
        ...o,
      }),
    recover: (code: string, body: bodies.RecoverSeatBody, o?: CommandOptions) =>
      post(reads.isJoinResponse, `${game(code)}/seats/recover`, body, { ...WAY_IN, ...o }),

    request: (code: string, body: bodies.RequestChallengeBody, o?: CommandOptions) =>
      post(isChallenge, `${challenges(code)}/request`, body, o),
    assign: (code: string, id: number, body: bodies.AssignChallengeBody, o?: CommandOptions) =>
      post(isChallenge, `${challenge(code, id)}/assign`, body, o),
    /** Changes or extends a running challenge. */
    changeChallenge: (code: string, id: number, body: bodies.ChangeChallengeBody, o?: CommandOptions) =>
      patch(isChallenge, challenge(code, id), body, o),
    /** What of the banker's own may be done instead, besides the built-in exercises. */
    offers: (code: string, id: number, o?: CallOptions) =>
      get(reads.isOwnOffersResponse, `${challenge(code, id)}/offers`, o),
    /** Another exercise of equal value, or the same in another way. */
    swap: (code: string, id: number, body: bodies.SwapExerciseBody, o?: CommandOptions) =>
      post(isChallenge, `${challenge(code, id)}/swap`, body, o),
    /** When a player calls it and the banker confirms completions: a claim. */
    complete: (code: string, id: number, body: bodies.ExpectedExerciseBody, o?: CommandOptions) =>
      post(isChallenge, `${challenge(code, id)}/complete`, body, o),
    /** "Not yet": takes a claim back. */
    reject: (code: string, id: number, body: bodies.ExpectedExerciseBody, o?: CommandOptions) =>
      post(isChallenge, `${challenge(code, id)}/reject`, body, o),
    cancel: (code: string, id: number, body: bodies.ExpectedExerciseBody, o?: CommandOptions) =>
      post(isChallenge, `${challenge(code, id)}/cancel`, body, o),
    undo: (code: string, id: number, body: bodies.UndoBody, o?: CommandOptions) =>
      post(isChallenge, `${challenge(code, id)}/undo`, body, o),
    /** Undoes the step that made the challenge this version, or does that which was undone by it again. */
    undoOrRedo: (code: string, id: number, way: 'undo' | 'redo', version: number, o?: CommandOptions) =>
      post(isChallenge, `${challenge(code, id)}/${way}`, { version }, o),

    /** Gives exercises to several challenges in one act; those that no longer wait are skipped. */
    assignSeveral: (code: string, body: bodies.AssignSeveralBody, o?: CommandOptions) =>
      post(reads.isSeveralResponse, `${challenges(code)}/assign-several`, body, o),
    /** Undoes or redoes, in one act, the steps that made the challenges these versions; those that have moved on are skipped. */
    undoOrRedoSeveral: (
      code: string,
      way: 'undo' | 'redo',
      body: bodies.UndoSeveralBody,
      o?: CommandOptions,
    ) => post(reads.isSeveralResponse, `${challenges(code)}/${way}-several`, body, o),

    /** Open challenges, newest request first, as the bare array of the first design. */
    active: (code: string, query: bodies.ActiveChallengesQuery = {}, o?: CallOptions) =>
      get(reads.isChallenges, `${challenges(code)}/active${queryString(query)}`, o),
    history: (code: string, query: bodies.HistoryQuery = {}, o?: CallOptions) =>
      get(reads.isHistoryResponse, `${challenges(code)}/history${queryString(query)}`, o),
    /** The audit log, newest first. */
    events: (code: string, query: { limit?: number; before?: number } = {}, o?: CallOptions) =>
      get(reads.isAuditLogResponse, `${game(code)}/events${queryString(query)}`, o),
    /** The page that a history's `next` names. */
    nextPage: (path: string, o?: CallOptions) => getPath(reads.isHistoryResponse, path, o),
    /** The page that an audit log's `next` names. */
    nextEvents: (path: string, o?: CallOptions) => getPath(reads.isAuditLogResponse, path, o),
  };
}
