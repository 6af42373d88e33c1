/** Whether an upgrade opens the socket it asks for. docs/protocol.md, "Rights". */
import type { IncomingHttpHeaders } from 'node:http';
import type { Participant } from '../../game/state.ts';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import { type Access, finalSeat } from '../http/access.ts';
import type { Room } from '../room.ts';
import type { Rooms } from '../rooms.ts';
import type { UpgradeRequest } from './upgrade-request.ts';

export interface AuthorizationOptions {
  readonly rooms: Pick<Rooms, 'byCode'>;
  readonly access: Pick<Access, 'resolveRight'>;
  /** The build of the pages that this host serves; null: not known, every page is welcome. */
  readonly pageId: string | null;
}

interface Admitted {
  readonly room: Room;
  readonly pathId: number;
  /** Whom the socket acts for: the seat in the path, or the one it was merged into. Null: its right is gone. */
  readonly seatNow: () => Participant | null;
}

export type Admission = Admitted | { readonly refusal: number };

/** What a socket shows for itself, kept as long as it lives; the rest of its request is let go. */
interface Shown {
  readonly authorization: string | undefined;
  readonly cookieHeader: string | undefined;
}

export async function authorizeUpgrade(
  options: AuthorizationOptions,
  headers: IncomingHttpHeaders,
  asked: UpgradeRequest,
): Promise<Admission> {
  const { code, participantId, page } = asked;
  const shown = { authorization: headers.authorization, cookieHeader: headers.cookie };
  const room = code === null ? null : options.rooms.byCode(code);
  const seatNow = () =>
    room === null || participantId === null ? null : seatOf(options.access, shown, room, participantId);
  if (room === null || participantId === null || seatNow() === null)
    return { refusal: CLOSE_CODES.unauthorised };
  if (page !== null && options.pageId !== null && page !== options.pageId)
    return { refusal: CLOSE_CODES.pageOutdated };
  return { room, pathId: participantId, seatNow };
}

function seatOf(
  access: Pick<Access, 'resolveRight'>,
  shown: Shown,
  room: Room,
  participantId: number,
): Participant | null {
  const named = room.state.participants.get(participantId);
  if (named === undefined) return null;
  const seat = finalSeat(room, named);
  const right = access.resolveRight({ ...shown, seat: participantId, bodyPlayerId: null });
  switch (right.kind) {
    case 'owner':
      return seat.role === 'player' ? null : seat;
    case 'seat':
      return right.room === room && right.participant.id === seat.id ? seat : null;
    case 'none':
    case 'which_seat':
      return null;
    default:
      return right satisfies never;
  }
}
