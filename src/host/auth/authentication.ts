/** Identifies the caller by token or cookies, for REST calls and upgrades alike. docs/protocol.md, "Rights". */
import { isGameOf } from '../../game/game-owner.ts';
import type { GameState, Participant } from '../../game/state.ts';
import { OWNER_SEAT_ID } from '../../protocol/seat.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms, SeatedParticipant } from '../rooms/rooms.ts';
import { UnopenableGameError } from '../storage/event-store.ts';
import type { Credentials } from './credentials.ts';
import { isAllowedHost, isAllowedOrigin } from './origin.ts';
import { createOwners, type Owner, type Owners } from './owners.ts';

export type Identity =
  | OwnerIdentity
  | SeatIdentity
  /** `presented`: credentials were sent, but they are not valid here. Such requests count as failed attempts. */
  | { readonly kind: 'none'; readonly presented: boolean }
  | { readonly kind: 'which_seat' };

/** What was found may end while something is waited for: a seat moves or is removed, an owner is no longer listed. */
interface FoundRight {
  /** Whether the same credentials give the same right in this state of the game. */
  readonly holdsIn: (state: GameState) => boolean;
}

interface OwnerIdentity extends FoundRight {
  readonly kind: 'owner';
  readonly owner: Owner;
}

interface SeatIdentity extends FoundRight {
  readonly kind: 'seat';
  readonly room: Room;
  readonly participant: Participant;
  /** The id in the token; differs from `participant.id` if that seat was merged into another. */
  readonly claimedId: number;
}

interface RequestCredentials {
  /** The Authorization header. */
  readonly authorization: string | undefined;
  readonly cookieHeader: string | undefined;
  /** The `Seat` header, or the id in a socket's path. */
  readonly seat: number | null;
  /** `player_id` from the body; used only if there is a cookie for it. */
  readonly bodyPlayerId: number | null;
}

export interface Authentication {
  /** Whether the Host and Origin headers are this host's. If not: 403 `bad_origin`. */
  isTrustedOrigin(headers: {
    readonly host?: string | undefined;
    readonly origin?: string | undefined;
  }): boolean;
  /** Rejects with `StorageError`. */
  authenticate(presented: RequestCredentials): Promise<Identity>;
  /** The identity within one game, from the room's state in memory alone; the store is not read. */
  identityIn(room: Room, presented: RequestCredentials): Identity;
  /** The players of one game whose seats these cookies and tokens open: more than one where a phone is shared. */
  playersOf(room: Room, cookieHeader: string | undefined, tokens: readonly string[]): readonly number[];
  /** Those that can be tokens of this host at all, few enough to keep for as long as a socket is open. */
  ownTokens(tokens: readonly string[]): readonly string[];
  /** A cookie header with this host's cookies alone: small, and safe to keep for as long as a socket is open. */
  ownCookies(cookieHeader: string | undefined): string;
}

export interface AuthenticationOptions {
  readonly rooms: Pick<Rooms, 'bySeat' | 'isSeatAtHand'>;
  readonly credentials: Credentials;
  /** Absent: there is none but the host's owner. */
  readonly owners?: Pick<Owners, 'byToken'>;
  /** Names accepted besides IP literals and `localhost`: the host's own `.local` name and `--allow-host`. */
  readonly hosts: readonly string[];
  /** Where a balancer passes requests on from: `https://night.example`; null or absent: there is none. */
  readonly publicOrigin?: string | null;
}

/** No browser keeps more cookies of one address; each may need a look into the store. */
const MAX_TOKENS = 180;
/**
 * What no seat of this host has ever had is nothing that its pages send: after so many in a request, others are not looked at. Each costs
 * a MAC for every generation that is tried.
 */
const MAX_FORGED = 2;

/** The credentials as read from the headers, not yet checked. */
type ParsedCredentials =
  | { readonly bearer: string | null }
  | {
      /** From this host's cookies: participant id -> tokens. A browser sends all the cookies that it has of one name. */
      readonly tokens: SeatTokens;
      readonly seat: number | null;
      readonly bodyPlayerId: number | null;
    };

type SeatTokens = ReadonlyMap<number, readonly string[]>;
type FindSeat = (participantId: number) => SeatedParticipant | null;

export function createAuthentication({
  rooms,
  credentials,
  owners = createOwners(credentials),
  hosts,
  publicOrigin = null,
}: AuthenticationOptions): Authentication {
  const publicNames = publicOrigin === null ? [] : [new URL(publicOrigin).hostname];
  const names = [...hosts.map((name) => name.toLowerCase()), ...publicNames];

  const parseCredentials = ({
    authorization,
    cookieHeader,
    seat,
    bodyPlayerId,
  }: RequestCredentials): ParsedCredentials =>
    authorization === undefined
      ? { tokens: seatCookies(cookieHeader ?? '', credentials), seat, bodyPlayerId }
      : { bearer: /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? null };

  /**
   * The participants that must be looked up to identify the caller. A game that is not open is opened for a token that a seat has had alone,
   * or for the owner: anybody can name seats, and each might be in another game.
   */
  const participantsOf = (parsed: ParsedCredentials): ReadonlySet<number> => {
    const tokens = 'bearer' in parsed ? [parsed.bearer ?? ''] : relevantTokens(parsed);
    const named = 'bearer' in parsed ? null : parsed.seat;
    const ids = new Set<number>();
    let forged = 0;
    for (const token of tokens) {
      const id = credentials.claimedId(token);
      if (id === null || id === OWNER_SEAT_ID || ids.has(id)) continue;
      if (rooms.isSeatAtHand(id)) ids.add(id);
      else if (forged < MAX_FORGED && credentials.isTokenOfSome(token)) ids.add(id);
      else forged += 1;
    }
    if (named === null || named === OWNER_SEAT_ID) return ids;
    const isOwner = tokens.some((token) => owners.byToken(token) !== null);
    return isOwner || rooms.isSeatAtHand(named) ? ids.add(named) : ids;
  };

  /** Null if the token is not valid. */
  const identityOf = (token: string, find: FindSeat): Identity | null => {
    const owner = owners.byToken(token);
    if (owner !== null) {
      const holdsIn = (state: GameState) => owners.byToken(token) !== null && isGameOf(owner.id, state);
      return { kind: 'owner', owner, holdsIn };
    }
    const claimed = find(credentials.claimedId(token) ?? OWNER_SEAT_ID);
    if (claimed === null || !credentials.isTokenOf(claimed.participant, token)) return null;
    const participant = finalSeat(claimed.room, claimed.participant);
    if (participant.blocked) return null;
    const claimedId = claimed.participant.id;
    const holdsIn = (state: GameState) => {
      const holder = state.participants.get(claimedId);
      if (holder === undefined || !credentials.isTokenOf(holder, token)) return false;
      const seat = finalSeat({ state }, holder);
      return seat.id === participant.id && !seat.blocked;
    };
    return { kind: 'seat', room: claimed.room, participant, claimedId, holdsIn };
  };

  const identify = (parsed: ParsedCredentials, find: FindSeat): Identity => {
    if ('bearer' in parsed) {
      const identity = parsed.bearer === null ? null : identityOf(parsed.bearer, find);
      return identity ?? { kind: 'none', presented: true };
    }
    const { tokens, seat, bodyPlayerId } = parsed;
    const none = { kind: 'none', presented: tokens.size > 0 } as const;
    const identityBySeat = (id: number) => {
      for (const token of tokens.get(id) ?? []) {
        const identity = identityOf(token, find);
        if (identity !== null) return identity;
      }
      return null;
    };
    /** The owner may also act as a banker or board, but a player's page acts for that player alone. */
    const ownerMayActAs = (id: number) => id === OWNER_SEAT_ID || find(id)?.participant.role !== 'player';
    if (seat !== null)
      return identityBySeat(seat) ?? (ownerMayActAs(seat) ? identityBySeat(OWNER_SEAT_ID) : null) ?? none;
    const named = bodyPlayerId === null ? null : identityBySeat(bodyPlayerId);
    if (named !== null) return named;
    const identities = [...tokens.keys()].map(identityBySeat).filter((identity) => identity !== null);
    return identities.length > 1 ? { kind: 'which_seat' } : (identities[0] ?? none);
  };

  return {
    isTrustedOrigin: ({ host, origin }) =>
      isAllowedHost(host, names) && isAllowedOrigin(origin, host, publicOrigin),
    async authenticate(presented) {
      const parsed = parseCredentials(presented);
      const found = new Map<number, SeatedParticipant | UnopenableGameError | null>();
      for (const id of participantsOf(parsed)) found.set(id, await rooms.bySeat(id).catch(asUnopenable));
      return identify(parsed, (id) => {
        const seated = found.get(id) ?? null;
        // A browser may also have a seat in another game, which its request is not about.
        if (seated instanceof UnopenableGameError) throw seated;
        return seated;
      });
    },
    ownCookies(cookieHeader = '') {
      const tokens = [...seatCookies(cookieHeader, credentials)];
      const pairs = tokens.flatMap(([seat, ofSeat]) =>
        ofSeat.map((token) => `${credentials.cookieName(seat)}=${token}`),
      );
      // A copy: a part of a string would keep the whole of it in memory.
      return Buffer.from(pairs.join('; ')).toString();
    },
    ownTokens: (tokens) =>
      tokens
        .filter((token) => credentials.claimedId(token) !== null)
        .slice(0, MAX_TOKENS)
        // A copy: a part of a header would keep the whole of it in memory.
        .map((token) => Buffer.from(token).toString()),
    playersOf(room, cookieHeader = '', tokens) {
      const find = (id: number) => {
        const participant = room.state.participants.get(id);
        return participant === undefined ? null : { room, participant };
      };
      const held = [...[...seatCookies(cookieHeader, credentials).values()].flat(), ...tokens];
      const identities = held.map((token) => identityOf(token, find));
      const players = identities.flatMap((identity) =>
        identity?.kind === 'seat' && identity.participant.role === 'player' ? identity.participant.id : [],
      );
      return [...new Set(players)];
    },
    identityIn: (room, presented) =>
      identify(parseCredentials(presented), (id) => {
        const participant = room.state.participants.get(id);
        return participant === undefined ? null : { room, participant };
      }),
  };
}

/** If the request names a seat, other seats' cookies are ignored. */
function relevantTokens({
  tokens,
  seat,
}: Exclude<ParsedCredentials, { bearer: string | null }>): readonly string[] {
  if (seat === null) return [...tokens.values()].flat();
  return [tokens.get(seat) ?? [], tokens.get(OWNER_SEAT_ID) ?? []].flat();
}

/**
 * Follows merges to the seat that is in use now ("Anna 2 is Anna"). No rule merges in a circle; in a game from elsewhere, the walk
 * ends before it would repeat.
 */
export function finalSeat(room: Pick<Room, 'state'>, participant: Participant): Participant {
  const visited = new Set<number>();
  let seat = participant;
  for (;;) {
    visited.add(seat.id);
    const next = room.state.participants.get(seat.mergedInto ?? OWNER_SEAT_ID);
    if (next === undefined || visited.has(next.id)) return seat;
    seat = next;
  }
}

/** The tokens in this host's cookies. What is no token of the seat that its cookie names is left out, whoever set it. */
function seatCookies(header: string, credentials: Credentials): SeatTokens {
  const tokens = new Map<number, string[]>();
  let count = 0;
  for (const pair of header.split(';')) {
    const [name = ''] = pair.split('=', 1);
    const seat = credentials.seatOfCookie(name.trim());
    if (seat === null) continue;
    const ofSeat = tokens.get(seat) ?? [];
    tokens.set(seat, ofSeat);
    const token = withoutQuotes(pair.slice(name.length + 1).trim());
    if (credentials.claimedId(token) !== seat || ofSeat.includes(token) || count === MAX_TOKENS) continue;
    ofSeat.push(token);
    count += 1;
  }
  return tokens;
}

/** RFC 6265 allows a value in quotes. */
function withoutQuotes(value: string): string {
  return /^"(.*)"$/.exec(value)?.[1] ?? value;
}

function asUnopenable(error: unknown): UnopenableGameError {
  if (error instanceof UnopenableGameError) return error;
  throw error;
}
