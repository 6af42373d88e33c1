/** Who may do what: each check answers with the caller, or rejects in the contract's order 401, 403, 404. */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../game/commands.ts';
import { HOST_ACTOR_ID, type ChallengeState, type Participant } from '../../game/state.ts';
import { ProblemError } from '../http/problems.ts';
import type { Services } from '../http/services.ts';
import { claimedPlayerId, parseGameCode, parseId } from '../http/validation.ts';
import type { Room } from '../rooms/room.ts';
import type { Right } from './authentication.ts';

/** Somebody with a right in a room. `participant` is null for the owner. */
export interface Caller {
  readonly room: Room;
  readonly actor: Actor;
  readonly participant: Participant | null;
}

export interface Callers {
  right(request: FastifyRequest): Promise<Right>;
  owner(request: FastifyRequest): Promise<void>;
  /** The owner, or a banker or board of any game. */
  ownerBankerOrBoard(request: FastifyRequest): Promise<void>;
  /** Anyone with a seat in the game, boards included. */
  participant(request: FastifyRequest, code: string): Promise<Caller>;
  /** A player or a banker. */
  playerOrBanker(request: FastifyRequest, code: string): Promise<Caller>;
  banker(request: FastifyRequest, code: string): Promise<Caller>;
}

const OWNER: Actor = { id: HOST_ACTOR_ID, role: 'banker' };

export function createCallers({
  access,
  rooms,
  rateLimits,
}: Pick<Services, 'access' | 'rooms' | 'rateLimits'>): Callers {
  const right = (request: FastifyRequest) =>
    access.resolveRight({
      authorization: request.headers.authorization,
      cookieHeader: request.headers.cookie,
      seat: namedSeat(request.headers.seat),
      bodyPlayerId: claimedPlayerId(request.body),
    });

  const held = async (request: FastifyRequest) => {
    const found = await right(request);
    if (found.kind === 'none') {
      if (found.presented) rateLimits.failedAuth(request.ip);
      throw noRight();
    }
    if (found.kind === 'which_seat') {
      throw new ProblemError(
        'which_seat',
        'This browser holds several seats. Say which one acts with the header Seat: <participant id>.',
      );
    }
    return found;
  };

  const participant = async (request: FastifyRequest, typedCode: string): Promise<Caller> => {
    const found = await held(request);
    const code = parseGameCode(typedCode);
    if (found.kind === 'owner') {
      const room = await rooms.byCode(code);
      if (room === null) throw notFound('There is no game with this code.');
      return { room, actor: OWNER, participant: null };
    }
    if (found.room.state.code !== code) throw noRight();
    const { id, role } = found.participant;
    return { room: found.room, actor: { id, role }, participant: found.participant };
  };

  return {
    right,
    participant,
    async owner(request) {
      const found = await held(request);
      if (found.kind !== 'owner') throw notYours('Only the owner of this laptop may do this.');
    },
    async ownerBankerOrBoard(request) {
      const found = await held(request);
      if (found.kind === 'seat' && found.participant.role === 'player') throw bankersOnly();
    },
    async playerOrBanker(request, code) {
      const caller = await participant(request, code);
      if (caller.actor.role === 'board') throw notYours('A board only shows; it changes nothing.');
      return caller;
    },
    async banker(request, code) {
      const caller = await participant(request, code);
      if (caller.actor.role !== 'banker') throw bankersOnly();
      return caller;
    },
  };
}

/** The challenge in a path. Throws 404, and 403 where a player means another's. */
export function challengeFor({ room, actor }: Caller, typedId: string): ChallengeState {
  const challenge = room.state.challenges.get(parseId(typedId) ?? 0);
  if (challenge === undefined) throw notFound('There is no such challenge in this game.');
  if (actor.role === 'player' && challenge.playerId !== actor.id) {
    throw notYours('This challenge belongs to another player.');
  }
  return challenge;
}

/** The participant in a path. Throws 404. */
export function participantIn({ room }: Caller, typedId: string): Participant {
  const participant = room.state.participants.get(parseId(typedId) ?? 0);
  if (participant === undefined) throw notFound('There is no such player in this game.');
  return participant;
}

export function notFound(detail: string): ProblemError {
  return new ProblemError('not_found', detail);
}

export function notYours(detail: string): ProblemError {
  return new ProblemError('not_yours', detail);
}

export function noRight(): ProblemError {
  return new ProblemError(
    'no_right',
    'This needs a seat in this game. Join with the code, or open your link again.',
  );
}

export function bankersOnly(): ProblemError {
  return notYours('Only a banker of this game may do this.');
}

/** -1 for a header that names no seat: no cookie belongs to it. */
function namedSeat(header: string | string[] | undefined): number | null {
  if (header === undefined) return null;
  return typeof header === 'string' ? (parseId(header.trim()) ?? -1) : -1;
}
