/** Turns every failure into an RFC 9457 problem, whose detail says what to do. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Missing, Moment, Rejection } from '../../game/commands.ts';
import type { GameState } from '../../game/state.ts';
import { presentPrivateChallenge } from '../../protocol/present.ts';
import {
  REASON_CODES,
  type PlainReason,
  type ProblemReason,
  type Why,
} from '../../protocol/problem-reasons.ts';
import { PROBLEM_STATUS } from '../../protocol/problem-status.ts';
import type { LockHolder, Problem, ProblemCode } from '../../protocol/problems.ts';
import { KeyReusedError } from '../rooms/room.ts';
import { RestoreError } from '../storage/backups/restore.ts';
import { errorKindOf, errorSentence } from '../storage/error-kind.ts';
import {
  RoomClosedError,
  NoRoomError,
  StorageError,
  UnfinishedWipeError,
  NewerGameError,
  UnopenableGameError,
} from '../storage/event-store.ts';
import { ImportError } from '../storage/export/import-error.ts';
import { isForPerson, plainPage, sendPlainPage, wayToDoor } from './plain-page.ts';
import type { PlainPageKey } from './plain-words.ts';
import type { Services } from './services.ts';

/** A browser keeps 150 to 180 cookies of an address, whichever program there set them. A connection holds no more than this. */
export const MAX_HEADER_BYTES = 64 * 1024;
/** So much is read of them, to know whether to refuse a page or a program. */
export const READ_HEADER_BYTES = 2 * MAX_HEADER_BYTES;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const TITLES: Readonly<Record<ProblemCode, string>> = {
  bad_request: 'Bad request',
  which_seat: 'Several seats in this browser',
  no_right: 'Not authorised',
  not_yours: 'Not allowed',
  bad_origin: 'Wrong origin',
  not_found: 'Not found',
  game_not_started: 'The game has not started',
  game_over: 'The game is over',
  game_status: 'Not at this stage of the game',
  end_time: 'Not a time to end at',
  no_team: 'No team yet',
  challenge_open: 'The player has a challenge running',
  team_changed: 'The player is in another team',
  name_changed: 'Another name',
  changed_meanwhile: 'Changed meanwhile',
  team_folded: 'The team is folded',
  team_not_folded: 'The team is not folded',
  fold_destination: 'No team for its players to go to',
  team_limit: 'As many teams as a game can have',
  last_team: 'The last team',
  team_locked: 'The team has a challenge running',
  player_limit: 'The player has a challenge running',
  challenge_status: 'Not at this stage of the challenge',
  no_clock: 'No time to add to',
  undo_too_late: 'Too late to undo',
  undo_not_last: 'Nothing to undo',
  redo_not_last: 'Nothing to redo',
  room_locked: 'The room is locked',
  game_full: 'The game is full',
  removed: 'Removed from the game',
  too_large: 'Too large',
  key_reused: 'Key used before',
  too_many: 'Too many attempts',
  too_fast: 'Too much at once',
  headers_too_large: 'Too many cookies',
  storage: 'The laptop could not save this',
  busy: 'The laptop is busy',
};

const REJECTION_DETAILS: Readonly<Record<Exclude<Rejection['code'], 'not_found'>, string>> = {
  game_not_started: 'The game has not started yet. Wait until the banker starts it.',
  game_over: 'The game is over. The banker can reopen it.',
  game_status: 'The game is at a different stage, so this cannot be done now. Check its status.',
  end_time: 'The end has to be within the next 24 hours. Choose a time that is still to come.',
  no_team: 'The player has no team yet. Choose a team first.',
  challenge_open: 'Nobody changes teams with a challenge running. Finish or cancel it first.',
  team_changed: 'The player is in another team by now. Ask again for that one.',
  name_changed: 'The name has changed in the meantime, so nothing was done. Look at the new one first.',
  changed_meanwhile:
    'Another desk has changed this in the meantime, so nothing was saved. Look at it again first.',
  team_folded: 'This team is folded already, so nobody plays for it. Choose another one, or unfold it first.',
  team_not_folded: 'This team is not folded, so nothing was changed. Its players are where they were.',
  fold_destination:
    'The players of a folded team cannot go to that same team, nor to another folded one. Choose a team that is played for, "evenly" or null.',
  team_limit: 'A game has 12 teams at most, folded ones included. Unfold one instead.',
  last_team: 'Somebody has to be left to play for. Add another team before you fold this one.',
  team_locked: 'A player of this team has a challenge running. Wait until it is done.',
  player_limit: 'This player has as many challenges running as allowed. Finish one first.',
  challenge_status: 'The challenge has moved on, so this cannot be done now. Check its status.',
  no_clock: 'This challenge has no time limit, so there is none to extend. Turn timers on for those to come.',
  undo_too_late: 'Its time to be undone has passed. Ask the banker to undo it.',
  undo_not_last: 'The last step was a different one, or has already been undone.',
  redo_not_last: 'The last step was no undo, or a different one, or an expiry, which only time brings about.',
  room_locked: 'The banker has locked the room. Ask at the desk to be let in.',
  game_full: 'The game has as many players as the banker allows. Ask at the desk.',
  removed: 'This player was removed from the game. The banker can bring the player back.',
};

const MISSING_REASONS: Readonly<Record<Missing, PlainReason>> = {
  team: 'no_such_team',
  player: 'no_such_player',
  other_player: 'two_players_needed',
  source: 'joins_forgotten',
  exercise: 'no_such_library_item',
};

const MISSING_DETAILS: Readonly<Record<Missing, string>> = {
  team: 'There is no such team in this game, so nothing was changed. Choose one that is there, or add it first.',
  player:
    'There is no such player in this game, so nothing was changed. Choose one who is; bankers and boards are none.',
  other_player: 'This takes two players of this game, so nothing was changed. Choose another one.',
  source: 'The host no longer knows who joined from there. Remove the players one by one.',
  exercise: 'The library does not offer this exercise any more, so nothing was changed. Choose another one.',
};

/** A failure to report to the caller. `detail` is one or two plain sentences; pages word it by its code and its reason. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  /** Null: the code says all. */
  readonly why: Why | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ProblemCode,
    detail: string,
    why: Why | null = null,
    retryAfterSeconds: number | null = null,
  ) {
    super(detail);
    this.code = code;
    this.why = why;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A failure whose code leaves open why. */
export function refusal(why: Why, detail: string, retryAfterSeconds: number | null = null): ProblemError {
  return new ProblemError(REASON_CODES[reasonOf(why)], detail, why, retryAfterSeconds);
}

/** For a repeated call: its answer names a game that has been taken back or wiped since. */
export const madeGameGone = (): ProblemError =>
  refusal(
    'made_game_gone',
    'The game that this call made is gone: it was taken back or wiped. Ask for a new one under another key.',
  );

const reasonOf = (why: Why): ProblemReason => (typeof why === 'string' ? why : why.reason);

export function buildProblem(
  code: ProblemCode,
  detail: string,
  why: Why | null = null,
  details: Pick<Problem, 'challenge' | 'holder'> = {},
): Problem {
  return {
    type: `urn:trading-game:problem:${code}`,
    title: TITLES[code],
    status: PROBLEM_STATUS[code],
    detail,
    code,
    ...(why !== null && { reason: reasonOf(why), params: typeof why === 'string' ? {} : { ...why.params } }),
    ...details,
  };
}

/**
 * A rejection by the rules as a 409, with the challenge as it is now and who holds the lock. Whoever gave the command is a banker, or its
 * player. Throws `not_found`.
 */
export function presentRejection(
  state: GameState,
  { code, missing, challengeId, holderId }: Rejection,
  { playMs }: Moment,
  presence: Services['presence'],
): Problem {
  if (code === 'not_found')
    throw missing === undefined
      ? new ProblemError(
          'not_found',
          'The request names something that is not in this game. Check what it names.',
        )
      : refusal(MISSING_REASONS[missing], MISSING_DETAILS[missing]);
  const challenge = state.challenges.get(challengeId ?? 0);
  const holder = lockHolder(state, holderId ?? 0, presence);
  return buildProblem(code, REJECTION_DETAILS[code], null, {
    ...(challenge !== undefined && { challenge: presentPrivateChallenge(state, challenge, playMs) }),
    ...(holder !== null && { holder }),
  });
}

function lockHolder(
  state: GameState,
  challengeId: number,
  presence: Services['presence'],
): LockHolder | null {
  const held = state.challenges.get(challengeId);
  const player = state.participants.get(held?.playerId ?? 0);
  if (held === undefined || player === undefined) return null;
  const { connected, lastSeen } = presence(player.id);
  return {
    challenge_id: held.id,
    player_id: player.id,
    player_name: player.name,
    connected,
    last_seen: lastSeen,
  };
}

/** The one error handler: known failures keep their own wording; everything else is our fault, and is logged. */
export function handleError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const known = toProblemError(error);
  if (known === null) {
    request.log.error({ err: error }, 'a request failed');
    const detail = 'Something went wrong in the host; its log says more. Try again.';
    if (isForPerson(request)) sendPlainPage(reply, 500, pageOf('failed', request));
    else sendProblem(reply, { type: 'about:blank', title: 'Internal error', status: 500, detail });
    return;
  }
  if (known.why === 'closing') request.log.info({ err: error }, 'a request came to nothing');
  else if (known.code === 'storage') request.log.error({ err: error }, 'the store failed');
  if (known.retryAfterSeconds !== null) reply.header('retry-after', String(known.retryAfterSeconds));
  if (isForPerson(request)) {
    const status = PROBLEM_STATUS[known.code];
    sendPlainPage(reply, status, pageOf(plainKeyOf(known, status), request));
  } else sendProblem(reply, buildProblem(known.code, known.message, known.why));
}

const pageOf = (key: PlainPageKey, { headers }: FastifyRequest): string =>
  plainPage(key, headers['accept-language']);

/** People are told less than programs: what to do next. */
function plainKeyOf({ code, why }: ProblemError, status: number): PlainPageKey {
  if (why === 'pages_missing') return 'not_built';
  if (code === 'bad_origin') return 'not_ours';
  if (code === 'too_many') return 'busy';
  if (code === 'headers_too_large') return 'headers_too_large';
  return status >= 500 ? 'failed' : 'not_understood';
}

/** For addresses that Fastify cannot read: people are led to the door, as from any other address that leads nowhere. */
export function handleUnreadableAddress(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (isForPerson(request)) reply.redirect(wayToDoor(request.url));
  else handleError(error, request, reply);
}

/** A problem that no client needs to tell apart: it has no code, because the list of codes is closed. */
export type UncodedProblem = Omit<Problem, 'code'>;

export function sendProblem(reply: FastifyReply, body: Problem | UncodedProblem): void {
  reply.code(body.status).header('cache-control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(body));
}

/** For a connection with too many unanswered requests: the earlier ones are answered, then it is closed. */
export function answerTooManyAhead(response: ServerResponse): void {
  const body = buildProblem(
    'too_many',
    'Too many requests at once on one connection. Wait for their answers.',
    'requests_at_once',
  );
  response
    .writeHead(body.status, {
      connection: 'close',
      'retry-after': '1',
      'cache-control': 'no-store',
      'content-type': PROBLEM_TYPE,
    })
    .end(JSON.stringify(body));
}

/** Nothing can be expected of us but to wait for the body: the rest of the connection is not read. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const problem: UncodedProblem = {
    type: 'about:blank',
    title: 'Expectation failed',
    status: 417,
    detail: 'The host knows no other expectation than 100-continue. Send the request without it.',
  };
  const body = JSON.stringify(problem);
  response
    .writeHead(problem.status, {
      connection: 'close',
      'cache-control': 'no-store',
      'content-type': PROBLEM_TYPE,
      'content-length': Buffer.byteLength(body),
    })
    .end(body);
}

function toProblemError(error: FastifyError | Error): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof KeyReusedError) {
    return new ProblemError(
      'key_reused',
      'This Idempotency-Key has already been used for a different request. Use a new key for each request.',
    );
  }
  if (error instanceof RestoreError || error instanceof ImportError) return refusal(error.why, error.message);
  if (error instanceof StorageError) return storageProblem(error);
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return new ProblemError('too_large', 'The request is too large. Send less.');
  if (status === 404) return refusal('no_such_address', 'There is nothing at this address.');
  if (status !== undefined && status >= 400 && status < 500) {
    return refusal('malformed', 'The request could not be read. Check its headers and body.');
  }
  return null;
}

function storageProblem(error: StorageError): ProblemError {
  if (error instanceof RoomClosedError) return refusal('closing', error.message);
  if (error instanceof UnopenableGameError) {
    const reason = error instanceof NewerGameError ? 'game_newer' : 'game_impossible';
    return refusal({ reason, params: { game_code: error.code } }, error.message);
  }
  if (error instanceof NoRoomError)
    return refusal(
      { reason: 'no_room', params: { megabytes: error.missingMegabytes } },
      `${error.message} Nothing was changed.`,
    );
  const kind = errorKindOf(error);
  if (error instanceof UnfinishedWipeError)
    return refusal({ reason: 'wipe_unfinished', params: { error: kind } }, error.message);
  const because = kind === 'other' ? 'Check its disk, then try again.' : errorSentence(kind);
  return refusal(
    { reason: 'not_saved', params: { error: kind } },
    `The laptop could not save this, so nothing was changed. ${because}`,
  );
}
