/** Runs commands and sends their responses: stored under the caller's idempotency key, secrets added only when sent. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Check } from 'typebox/value';
import type { Command, Moment } from '../../game/commands.ts';
import type { GameEvent } from '../../game/events.ts';
import type { GameState, Participant } from '../../game/state.ts';
import { Player } from '../../protocol/entity-schemas.ts';
import { REPEAT_HEADER } from '../../protocol/repeat-header.ts';
import { OWNER_SEAT_ID } from '../../protocol/seat.ts';
import { type Caller, noRight } from '../auth/authorization.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { Execution } from '../rooms/room.ts';
import type { StoredResponse } from '../storage/event-store.ts';
import { presentRejection, PROBLEM_TYPE } from './problems.ts';
import type { Services } from './services.ts';
import { readIdempotencyKey } from './validation.ts';

const COOKIE_SECONDS = 30 * 24 * 60 * 60;

/** An outcome without secrets, stored and sent as it is. */
export function jsonOutcome(status: number, body: object): StoredResponse {
  return { status, body: JSON.stringify(body), secretsOf: null };
}

/** Turns a rejection by the rules into a response. */
export function presentRefusal(presence: Services['presence']): Execution['refuse'] {
  return (state, rejection, moment) => {
    const body = presentRejection(state, rejection, moment, presence);
    return jsonOutcome(body.status, body);
  };
}

export interface CommandRequest {
  readonly command: Command;
  /** As how many commands it counts. Default 1. */
  readonly count?: number;
  /** Default 200. */
  readonly status?: number;
  /**
   * From what is in these alone: an id that this very request has for something new is another one where it repeats what its events have
   * done already.
   */
  readonly present: (state: GameState, moment: Moment, events: readonly GameEvent[]) => object;
  /** The player whose `seat_pin` is added when the response is sent. It is never stored. */
  readonly withPinOf?: number;
  /** It was done under this key before, as something tells that is no answer and no event of this game. */
  readonly isRepeat?: true;
}

/** Runs a command and replies with its outcome. Rejects with `too_fast` for more commands than a seat may give. */
export async function executeAndReply(
  { presence, credentials, rateLimits }: Pick<Services, 'presence' | 'credentials' | 'rateLimits'>,
  caller: Caller,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { command, count = 1, status = 200, present, withPinOf, isRepeat }: CommandRequest,
): Promise<FastifyReply> {
  const { room, actor } = caller;
  await rateLimits.takeCommand(request.ip, actor, count);
  const executed = await room.execute({
    actor,
    command,
    key: readIdempotencyKey(request, actor.id),
    answer: (state, moment, events) => ({
      ...jsonOutcome(status, present(state, moment, events)),
      secretsOf: withPinOf ?? null,
    }),
    refuse: presentRefusal(presence),
    requireRight: stillHeldBy(caller),
  });
  const result = { ...executed, ...(isRepeat && { isRepeat }) };
  // What was done is told in any case. But a PIN is that of now: whoever has lost the right since learns nothing new of the seat.
  return sendOutcome(
    reply,
    result.secretsOf !== null && caller.holdsRight(room.state)
      ? addPin(result, requireParticipant(room.state, result.secretsOf), credentials)
      : result,
  );
}

/** For what is decided after a wait: throws `no_right` where the right that the caller came with has ended meanwhile. */
export function stillHeldBy({ holdsRight }: Pick<Caller, 'holdsRight'>): (state: GameState) => void {
  return (state) => {
    if (!holdsRight(state)) throw noRight();
  };
}

export function sendOutcome(reply: FastifyReply, { status, body, isRepeat }: StoredResponse): FastifyReply {
  const type = status >= 400 ? PROBLEM_TYPE : 'application/json; charset=utf-8';
  return markRepeat(reply, isRepeat).code(status).type(type).send(body);
}

/** Says so where the answer is that to an earlier request with the same key: docs/protocol.md, "Idempotency". */
export function markRepeat(reply: FastifyReply, isRepeat: true | undefined): FastifyReply {
  return isRepeat === undefined ? reply : reply.header(REPEAT_HEADER, 'true');
}

/** Lets this browser act for the seat, by an HttpOnly cookie. */
export function setSeatCookie(
  reply: FastifyReply,
  credentials: Credentials,
  participantId: number,
  token: string,
): void {
  reply.setCookie(credentials.cookieName(participantId), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    // As the balancer says that it came. Browsers would keep none of these from an unencrypted page.
    secure: reply.request.protocol === 'https',
    maxAge: COOKIE_SECONDS,
    encode: (value) => value,
  });
}

/** This browser no longer acts for an owner. */
export function clearOwnerCookie(reply: FastifyReply, credentials: Credentials): void {
  reply.clearCookie(credentials.cookieName(OWNER_SEAT_ID), {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: reply.request.protocol === 'https',
  });
}

/** A participant that must exist, because a command has just created or changed it. */
export function requireParticipant(state: GameState, id: number): Participant {
  const participant = state.participants.get(id);
  if (participant === undefined)
    throw new Error(`participant ${id} is missing from the game it was added to`);
  return participant;
}

/** The participants whom these events have added, as this state has them. */
export function joinedIn(state: GameState, events: readonly GameEvent[]): readonly Participant[] {
  return events.flatMap((event) =>
    event.type === 'participant_joined' ? requireParticipant(state, event.id) : [],
  );
}

function addPin(stored: StoredResponse, participant: Participant, credentials: Credentials): StoredResponse {
  const player: unknown = JSON.parse(stored.body);
  if (!Check(Player, player)) throw new Error('a stored player does not match its schema');
  return { ...stored, body: JSON.stringify({ ...player, seat_pin: credentials.pinOf(participant) }) };
}
