/** Who is calling: from token or cookies to a right. REST and the upgrade ask the same. docs/protocol.md, "Rights". */
import type { Participant } from '../../game/state.ts';
import { OWNER_SEAT_ID } from '../../protocol/seat.ts';
import type { Room } from '../room.ts';
import type { Rooms } from '../rooms.ts';
import type { Seats } from '../seats.ts';
import { isAllowedHost, isAllowedOrigin } from './origin.ts';

export type Right =
  | { readonly kind: 'owner' }
  | SeatRight
  /** `presented`: something was shown that opens nothing here; such calls count as failures. */
  | { readonly kind: 'none'; readonly presented: boolean }
  | { readonly kind: 'which_seat' };

interface SeatRight {
  readonly kind: 'seat';
  readonly room: Room;
  readonly participant: Participant;
  /** The seat that the token is for; another one than `participant`'s where that seat was merged. */
  readonly claimedId: number;
}

interface Credentials {
  /** The Authorization header. */
  readonly authorization: string | undefined;
  readonly cookieHeader: string | undefined;
  /** The `Seat` header, or the id in a socket's path. */
  readonly seat: number | null;
  /** `player_id` of the body; counts only where a cookie for it is there. */
  readonly bodyPlayerId: number | null;
}

export interface Access {
  /** Whether Host and Origin are ours. False: 403 `bad_origin`. */
  isOwnPage(headers: { readonly host?: string | undefined; readonly origin?: string | undefined }): boolean;
  resolveRight(credentials: Credentials): Right;
}

export interface AccessOptions {
  readonly rooms: Pick<Rooms, 'bySeat'>;
  readonly seats: Seats;
  /** Names besides IP literals and `localhost`: the host's own `.local` name, `--allow-host`. */
  readonly hosts: readonly string[];
}

export function createAccess({ rooms, seats, hosts }: AccessOptions): Access {
  const names = hosts.map((name) => name.toLowerCase());

  /** The right that one token gives; null: it opens nothing. */
  const opens = (token: string): Right | null => {
    if (seats.isOwnerToken(token)) return { kind: 'owner' };
    const claimed = rooms.bySeat(seats.claimedId(token) ?? OWNER_SEAT_ID);
    if (claimed === null || !seats.isTokenOf(claimed.participant, token)) return null;
    const participant = finalSeat(claimed.room, claimed.participant);
    if (participant.blocked) return null;
    return { kind: 'seat', room: claimed.room, participant, claimedId: claimed.participant.id };
  };

  /** The owner's cookie also opens bankers' and boards' seats, but a player's page acts for its player alone. */
  const ownerMayTake = (seat: number) =>
    seat === OWNER_SEAT_ID || rooms.bySeat(seat)?.participant.role !== 'player';

  const byCookie = ({ cookieHeader, seat, bodyPlayerId }: Credentials): Right => {
    const tokens = seatCookies(cookieHeader ?? '', seats);
    const none = { kind: 'none', presented: tokens.size > 0 } as const;
    const openedBy = (id: number) => {
      const token = tokens.get(id);
      return token === undefined ? null : opens(token);
    };
    if (seat !== null) return openedBy(seat) ?? (ownerMayTake(seat) ? openedBy(OWNER_SEAT_ID) : null) ?? none;
    const named = bodyPlayerId === null ? null : openedBy(bodyPlayerId);
    if (named !== null) return named;
    const rights = [...tokens.values()].map(opens).filter((right) => right !== null);
    return rights.length > 1 ? { kind: 'which_seat' } : (rights[0] ?? none);
  };

  return {
    isOwnPage: ({ host, origin }) => isAllowedHost(host, names) && isAllowedOrigin(origin, host),
    resolveRight(credentials) {
      const { authorization } = credentials;
      if (authorization === undefined) return byCookie(credentials);
      const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
      return (token === undefined ? null : opens(token)) ?? { kind: 'none', presented: true };
    },
  };
}

/** The seat that a seat turned out to be in the end ("Anna 2 is Anna"). */
export function finalSeat(room: Room, participant: Participant): Participant {
  const next = room.state.participants.get(participant.mergedInto ?? OWNER_SEAT_ID);
  return next === undefined ? participant : finalSeat(room, next);
}

/** This host's cookies: participant id -> token. */
function seatCookies(header: string, seats: Seats): ReadonlyMap<number, string> {
  const tokens = new Map<number, string>();
  for (const pair of header.split(';')) {
    const [name = '', value = ''] = pair.split('=', 2).map((part) => part.trim());
    const seat = seats.seatOfCookie(name);
    if (seat !== null && !tokens.has(seat)) tokens.set(seat, value);
  }
  return tokens;
}
