/** Who is calling: from token or cookies to a right. REST and the upgrade ask the same. docs/protocol.md, "Rights". */
import type { Participant } from '../../game/state.ts';
import { OWNER_SEAT_ID } from '../../protocol/seat.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms, Seated } from '../rooms/rooms.ts';
import type { Seats } from './credentials.ts';
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
  /** Rejects with `StorageError`. */
  resolveRight(credentials: Credentials): Promise<Right>;
  /** The same as far as one game knows, from what its room holds in memory just now: no store is asked. */
  rightIn(room: Room, credentials: Credentials): Right;
}

export interface AccessOptions {
  readonly rooms: Pick<Rooms, 'bySeat'>;
  readonly seats: Seats;
  /** Names besides IP literals and `localhost`: the host's own `.local` name, `--allow-host`. */
  readonly hosts: readonly string[];
}

/** What credentials show for themselves. */
type Shown =
  | { readonly bearer: string | null }
  | {
      /** This host's cookies: participant id -> token. */
      readonly tokens: ReadonlyMap<number, string>;
      readonly seat: number | null;
      readonly bodyPlayerId: number | null;
    };

type Find = (participantId: number) => Seated | null;

export function createAccess({ rooms, seats, hosts }: AccessOptions): Access {
  const names = hosts.map((name) => name.toLowerCase());

  const read = ({ authorization, cookieHeader, seat, bodyPlayerId }: Credentials): Shown =>
    authorization === undefined
      ? { tokens: seatCookies(cookieHeader ?? '', seats), seat, bodyPlayerId }
      : { bearer: /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? null };

  /** Whom it takes to know in order to judge. */
  const participantsOf = (shown: Shown): ReadonlySet<number> => {
    const tokens = 'bearer' in shown ? [shown.bearer ?? ''] : tokensThatCount(shown);
    const named = 'bearer' in shown ? null : shown.seat;
    const ids = [named, ...tokens.map((token) => seats.claimedId(token))];
    return new Set(ids.flatMap((id) => (id !== null && id > OWNER_SEAT_ID ? id : [])));
  };

  /** The right that one token gives; null: it opens nothing. */
  const opens = (token: string, find: Find): Right | null => {
    if (seats.isOwnerToken(token)) return { kind: 'owner' };
    const claimed = find(seats.claimedId(token) ?? OWNER_SEAT_ID);
    if (claimed === null || !seats.isTokenOf(claimed.participant, token)) return null;
    const participant = finalSeat(claimed.room, claimed.participant);
    if (participant.blocked) return null;
    return { kind: 'seat', room: claimed.room, participant, claimedId: claimed.participant.id };
  };

  const judge = (shown: Shown, find: Find): Right => {
    if ('bearer' in shown) {
      const right = shown.bearer === null ? null : opens(shown.bearer, find);
      return right ?? { kind: 'none', presented: true };
    }
    const { tokens, seat, bodyPlayerId } = shown;
    const none = { kind: 'none', presented: tokens.size > 0 } as const;
    const openedBy = (id: number) => {
      const token = tokens.get(id);
      return token === undefined ? null : opens(token, find);
    };
    /** The owner's cookie also opens bankers' and boards' seats, but a player's page acts for its player alone. */
    const ownerMayTake = (id: number) => id === OWNER_SEAT_ID || find(id)?.participant.role !== 'player';
    if (seat !== null) return openedBy(seat) ?? (ownerMayTake(seat) ? openedBy(OWNER_SEAT_ID) : null) ?? none;
    const named = bodyPlayerId === null ? null : openedBy(bodyPlayerId);
    if (named !== null) return named;
    const rights = [...tokens.values()].map((token) => opens(token, find)).filter((right) => right !== null);
    return rights.length > 1 ? { kind: 'which_seat' } : (rights[0] ?? none);
  };

  return {
    isOwnPage: ({ host, origin }) => isAllowedHost(host, names) && isAllowedOrigin(origin, host),
    async resolveRight(credentials) {
      const shown = read(credentials);
      const found = new Map<number, Seated | null>();
      for (const id of participantsOf(shown)) found.set(id, await rooms.bySeat(id));
      return judge(shown, (id) => found.get(id) ?? null);
    },
    rightIn: (room, credentials) =>
      judge(read(credentials), (id) => {
        const participant = room.state.participants.get(id);
        return participant === undefined ? null : { room, participant };
      }),
  };
}

/** Where a seat is named, other seats' cookies say nothing. */
function tokensThatCount({ tokens, seat }: Exclude<Shown, { bearer: string | null }>): readonly string[] {
  if (seat === null) return [...tokens.values()];
  return [tokens.get(seat) ?? [], tokens.get(OWNER_SEAT_ID) ?? []].flat();
}

/** The seat that a seat turned out to be in the end ("Anna 2 is Anna"). */
export function finalSeat(room: Room, participant: Participant): Participant {
  const next = room.state.participants.get(participant.mergedInto ?? OWNER_SEAT_ID);
  return next === undefined ? participant : finalSeat(room, next);
}

function seatCookies(header: string, seats: Seats): ReadonlyMap<number, string> {
  const tokens = new Map<number, string>();
  for (const pair of header.split(';')) {
    const [name = '', value = ''] = pair.split('=', 2).map((part) => part.trim());
    const seat = seats.seatOfCookie(name);
    if (seat !== null && !tokens.has(seat)) tokens.set(seat, value);
  }
  return tokens;
}
