/** Decides whether an upgrade may open the socket that it asks for. docs/protocol.md, "Rights". */
import type { IncomingHttpHeaders } from 'node:http';
import { isGameOf } from '../../game/game-owner.ts';
import type { Participant } from '../../game/state.ts';
import {
  SHARED_HEADER,
  SHARED_SUBPROTOCOL_PREFIX,
  TOKEN_SUBPROTOCOL_PREFIX,
} from '../../protocol/connection.ts';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import { type Authentication, finalSeat, type Identity } from '../auth/authentication.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { UpgradeRequest } from './upgrade-request.ts';

export interface AuthorizeUpgradeOptions {
  readonly rooms: Pick<Rooms, 'byCode'>;
  readonly access: Pick<Authentication, 'identityIn' | 'ownCookies' | 'ownTokens' | 'playersOf'>;
  /** The build of the pages that this host serves; null: unknown, so every page is welcome. */
  readonly pageId: string | null;
}

interface AcceptedUpgrade {
  readonly room: Room;
  readonly pathId: number;
  /**
   * The seat that the socket acts for now: the one in the path, or the one it was merged into. Null: its credentials are no longer
   * valid. Only looks at the room.
   */
  readonly currentSeat: () => Participant | null;
  /** Whose seats the same browser opens in this game, the socket's own among them. Only looks at the room. */
  readonly heldPlayers: () => readonly number[];
}

export type UpgradeDecision = AcceptedUpgrade | { readonly closeCode: number };

/** Rejects with `StorageError`. */
export async function authorizeUpgrade(
  { rooms, access: authentication, pageId }: AuthorizeUpgradeOptions,
  headers: IncomingHttpHeaders,
  { code, participantId, page }: UpgradeRequest,
): Promise<UpgradeDecision> {
  const room = code === null ? null : await rooms.byCode(code);
  if (room === null || participantId === null) return { closeCode: CLOSE_CODES.unauthorised };
  // Kept for the life of the socket; the rest of its request can be collected.
  const credentials = {
    authorization: headers.authorization ?? bearerOffered(headers),
    cookieHeader: authentication.ownCookies(headers.cookie),
    seat: participantId,
    bodyPlayerId: null,
  };
  const currentSeat = () => seatFor(authentication.identityIn(room, credentials), room, participantId);
  if (currentSeat() === null) return { closeCode: CLOSE_CODES.unauthorised };
  if (page !== null && pageId !== null && page !== pageId) return { closeCode: CLOSE_CODES.pageOutdated };
  const shared = authentication.ownTokens(sharedTokens(headers));
  const heldPlayers = () => authentication.playersOf(room, credentials.cookieHeader, shared);
  return { room, pathId: participantId, currentSeat, heldPlayers };
}

/** A page in a browser that keeps no cookies offers its token as a subprotocol. */
function bearerOffered(headers: IncomingHttpHeaders): string | undefined {
  const [token] = tokensOffered(headers, TOKEN_SUBPROTOCOL_PREFIX);
  return token === undefined ? undefined : `Bearer ${token}`;
}

/** What such a page says of the other seats that it opens. */
function sharedTokens(headers: IncomingHttpHeaders): readonly string[] {
  const sent = headers[SHARED_HEADER.toLowerCase()];
  return [
    ...(typeof sent === 'string' ? sent.split(' ') : []),
    ...tokensOffered(headers, SHARED_SUBPROTOCOL_PREFIX),
  ];
}

function tokensOffered(headers: IncomingHttpHeaders, prefix: string): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol.startsWith(prefix))
    .map((protocol) => protocol.slice(prefix.length));
}

function seatFor(right: Identity, room: Room, participantId: number): Participant | null {
  const named = room.state.participants.get(participantId);
  if (named === undefined) return null;
  const seat = finalSeat(room, named);
  switch (right.kind) {
    case 'owner':
      return seat.role === 'player' || !isGameOf(right.owner.id, room.state) ? null : seat;
    case 'seat':
      return right.room === room && right.participant.id === seat.id ? seat : null;
    case 'none':
    case 'which_seat':
      return null;
    default:
      return right satisfies never;
  }
}
