/** Who may do what. Each check resolves with the caller, or rejects with 401, 403 or 404, in that order of precedence. */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../game/commands.ts';
import { HOST_OWNER_ID, isGameOf } from '../../game/game-owner.ts';
import { HOST_ACTOR_ID, type ChallengeState, type GameState, type Participant } from '../../game/state.ts';
import { ProblemError, refusal } from '../http/problems.ts';
import type { Services } from '../http/services.ts';
import { claimedPlayerId, parseGameCode, parseId } from '../http/validation.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { UnopenableGameError } from '../storage/event-store.ts';
import type { Identity } from './authentication.ts';
import { callerIdOf, type Owner } from './owners.ts';

type Found<Right> = Right extends { readonly holdsIn: unknown } ? Omit<Right, 'holdsIn'> : never;

/** A caller with some right. */
export type AuthorizedIdentity = Found<Identity>;

/** An authorised caller in a room. `participant` is null for an owner, `owner` for everybody else. */
export interface Caller {
  readonly room: Room;
  readonly actor: Actor;
  readonly participant: Participant | null;
  readonly owner: Owner | null;
  /** Whoever asks, for what is counted for each caller: a participant's id, or what stands for an owner. */
  readonly callerId: number;
  /**
   * Whether the right that was found is still there in this state of the game: whatever waits after it was found has to ask again before
   * it does or tells something.
   */
  readonly holdsRight: (state: GameState) => boolean;
}

export interface Authorization {
  identityOf(request: FastifyRequest): Promise<Identity>;
  /** The owner's game with this code. Rejects with 404, also for another owner's, as if there were none. */
  requireOwnGame(owner: Owner, code: string): Promise<Room>;
  /** Any owner. */
  requireOwner(request: FastifyRequest): Promise<Owner>;
  /** Whoever runs the host: for what concerns all of it. */
  requireHostOwner(request: FastifyRequest): Promise<Owner>;
  /** An owner, or a banker or board of any game. */
  requireOwnerBankerOrBoard(request: FastifyRequest): Promise<AuthorizedIdentity>;
  /** An owner, or a banker of any game. Resolves with the id of the owner, or of the owner of that game. */
  requireOwnerOrAnyBanker(request: FastifyRequest): Promise<number>;
  /** The owner, or anyone with a seat in the game, boards included. */
  requireParticipant(request: FastifyRequest, code: string): Promise<Caller>;
  /** The same, but for players who were removed: they see only themselves and that the game goes on. */
  requireReader(request: FastifyRequest, code: string): Promise<Caller>;
  /** A player or a banker. */
  requirePlayerOrBanker(request: FastifyRequest, code: string): Promise<Caller>;
  requireBanker(request: FastifyRequest, code: string): Promise<Caller>;
}

const OWNER: Actor = { id: HOST_ACTOR_ID, role: 'banker' };

export function createAuthorization({
  authentication,
  rooms,
  rateLimits,
  connections,
}: Pick<Services, 'authentication' | 'rooms' | 'rateLimits' | 'connections'>): Authorization {
  const identityOf = (request: FastifyRequest) =>
    authentication.authenticate({
      authorization: request.headers.authorization,
      cookieHeader: request.headers.cookie,
      seat: namedSeat(request.headers.seat),
      bodyPlayerId: claimedPlayerId(request.body),
    });

  const requireIdentity = async (request: FastifyRequest) => {
    const identity = await identityOf(request);
    if (identity.kind === 'none') {
      if (identity.presented) await rateLimits.failedAuth(request.ip);
      throw noRight();
    }
    if (identity.kind === 'which_seat') {
      throw new ProblemError(
        'which_seat',
        'This browser holds several seats. Say which one acts with the header Seat: <participant id>.',
      );
    }
    connections.grant(
      request.raw.socket,
      identity.kind === 'owner' ? callerIdOf(identity.owner) : identity.participant.id,
    );
    return identity;
  };

  const requireOwnGame = async ({ id }: Owner, code: string): Promise<Room> => {
    const room = await findOwnGame(rooms, id, code);
    if (room === null) throw refusal('no_such_game', 'There is no game with this code.');
    return room;
  };

  const requireOwner = async (request: FastifyRequest): Promise<Owner> => {
    const identity = await requireIdentity(request);
    if (identity.kind !== 'owner') throw ownerOnly();
    return identity.owner;
  };

  const participant = async (request: FastifyRequest, typedCode: string): Promise<Caller> => {
    const identity = await requireIdentity(request);
    const code = parseGameCode(typedCode);
    const { holdsIn: holdsRight } = identity;
    if (identity.kind === 'owner') {
      const { owner } = identity;
      const room = await requireOwnGame(owner, code);
      return { room, actor: OWNER, participant: null, owner, callerId: callerIdOf(owner), holdsRight };
    }
    if (identity.room.state.code !== code) throw noRight();
    const { id, role } = identity.participant;
    return {
      room: identity.room,
      actor: { id, role },
      participant: identity.participant,
      owner: null,
      callerId: id,
      holdsRight,
    };
  };

  return {
    identityOf,
    requireParticipant: participant,
    requireOwnGame,
    requireOwner,
    async requireHostOwner(request) {
      const owner = await requireOwner(request);
      if (owner.id !== HOST_OWNER_ID) throw ownerOnly();
      return owner;
    },
    async requireOwnerBankerOrBoard(request) {
      const identity = await requireIdentity(request);
      if (identity.kind === 'seat' && identity.participant.role === 'player') throw bankersOnly();
      return identity;
    },
    async requireOwnerOrAnyBanker(request) {
      const identity = await requireIdentity(request);
      if (identity.kind === 'seat' && identity.participant.role !== 'banker') {
        throw refusal('bankers_only', 'Only a banker, or the owner of this laptop, may see this.');
      }
      return ownerIdOf(identity);
    },
    async requireReader(request, code) {
      const caller = await participant(request, code);
      if (caller.actor.role === 'player' && caller.participant?.removed === true)
        throw refusal(
          'seat_removed',
          'You were removed from this game, so it shows you nothing more. Ask at the desk.',
        );
      return caller;
    },
    async requirePlayerOrBanker(request, code) {
      const caller = await participant(request, code);
      if (caller.actor.role === 'board')
        throw refusal('board_only_shows', 'A board only shows; it changes nothing.');
      return caller;
    },
    async requireBanker(request, code) {
      const caller = await participant(request, code);
      if (caller.actor.role !== 'banker') throw bankersOnly();
      return caller;
    },
  };
}

/** Null also for another owner's game, even if that cannot be opened. */
async function findOwnGame(
  rooms: Pick<Rooms, 'byCode'>,
  ownerId: number,
  code: string,
): Promise<Room | null> {
  try {
    const room = await rooms.byCode(code);
    return room !== null && isGameOf(ownerId, room.state) ? room : null;
  } catch (error) {
    if (error instanceof UnopenableGameError && !isGameOf(ownerId, error)) return null;
    throw error;
  }
}

/** An owner's own id, or that of the owner of the game that a seat is in. */
export function ownerIdOf(identity: AuthorizedIdentity): number {
  return identity.kind === 'owner' ? identity.owner.id : identity.room.state.ownerId;
}

const ownerOnly = () => refusal('owner_only', 'Only the owner of this laptop may do this.');

/** The challenge named in a path. Throws 404, or 403 if it belongs to another player. */
export function challengeFor({ room, actor }: Caller, typedId: string): ChallengeState {
  const challenge = room.state.challenges.get(parseId(typedId) ?? 0);
  if (challenge === undefined) throw noSuchChallenge();
  if (actor.role === 'player' && challenge.playerId !== actor.id) {
    throw refusal('challenge_of_another', 'This challenge belongs to another player.');
  }
  return challenge;
}

/** The participant named in a path. Throws 404. */
export function participantIn({ room }: Caller, typedId: string): Participant {
  const participant = room.state.participants.get(parseId(typedId) ?? 0);
  if (participant === undefined) throw noSuchPlayer();
  return participant;
}

export function noSuchPlayer(): ProblemError {
  return refusal('no_such_player', 'There is no such player in this game.');
}

export function noSuchChallenge(): ProblemError {
  return refusal('no_such_challenge', 'There is no such challenge in this game.');
}

export function noRight(): ProblemError {
  return new ProblemError(
    'no_right',
    'This needs a seat in this game. Join with the code, or open your link again.',
  );
}

export function bankersOnly(): ProblemError {
  return refusal('bankers_only', 'Only a banker of this game may do this.');
}

/** -1 for a malformed header, since no cookie has that id. */
function namedSeat(header: string | string[] | undefined): number | null {
  if (header === undefined) return null;
  return typeof header === 'string' ? (parseId(header.trim()) ?? -1) : -1;
}
