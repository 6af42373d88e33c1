/** Tokens, PINs and cookie names, all derived from the host key: no secrets are stored, and restarts change nothing. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Participant } from '../../game/state.ts';
import { formatCardTicket } from '../../protocol/seat-card.ts';
import { OWNER_SEAT_ID, PIN_DIGITS } from '../../protocol/seat.ts';

const TICKET_BYTES = 16;
/** No seat moves to another phone so often in an evening; one that has is known while its game is open. */
const GENERATIONS_TRIED = 64;

export interface Credentials {
  /** 8 hex digits that distinguish this host's cookies from another host's at the same address. */
  readonly hostId: string;
  readonly ownerToken: string;
  isOwnerToken(token: string): boolean;
  /** The token of an owner in the owners file: another secret makes another one. */
  listedOwnerToken(id: number, secretHash: string): string;
  /** `12.kX3...`: the id in plain text, so that it can be looked up, then a MAC of id and generation. */
  tokenOf(participant: Participant): string;
  /** The participant id in a token, not verified; null if the token is malformed. */
  claimedId(token: string): number | null;
  isTokenOf(participant: Participant, token: string): boolean;
  /** Whether this is a token of the seat that it names, of some generation: known without its game. */
  isTokenOfSome(token: string): boolean;
  /** Four digits; null for bankers and boards, and for a seat merged into another, of which nobody learns anything new. */
  pinOf(participant: Participant): string | null;
  /** That of a merged seat, which somebody may still know, is right until the other one moves. */
  isPinOf(participant: Participant, pin: string): boolean;
  /** A 128-bit ticket derived from a random seed. The seed may be stored: the host key is needed to derive the ticket. */
  ticketOf(seed: string): string;
  /** The ticket on a player's printed card, good until the seat moves to a phone: like a token, it names the seat in plain text. */
  cardTicketOf(participant: Participant): string;
  isCardTicketOf(participant: Participant, ticket: string): boolean;
  /** Whether this is a card's ticket for this seat, of some generation: known without its game. */
  isCardTicketOfSome(participantId: number, ticket: string): boolean;
  /** What host and page know of a seat besides its token, to recognise each other at another address of the laptop: 256 bits. */
  carrySecretOf(participant: Pick<Participant, 'id' | 'generation'>): string;
  /** Whether `isOf` says yes to the secret of this seat in some generation: known without its game. */
  hasCarrySecret(participantId: number, isOf: (secret: string) => boolean): boolean;
  /** A keyed hash, for storing a text that must not be guessable. */
  fingerprint(text: string): string;
  /** The name of the cookie that holds this seat's token. */
  cookieName(participantId: number): string;
  /** The participant id in a cookie's name; null if the cookie is not this host's. */
  seatOfCookie(name: string): number | null;
}

/** `hostKey`: 32 bytes. */
export function createCredentials(hostKey: Uint8Array): Credentials {
  // Passing Node the key as bytes each time is several times slower.
  const key = createSecretKey(hostKey);
  const mac = (...parts: readonly (string | number)[]) =>
    createHmac('sha256', key).update(parts.join('|')).digest();
  const hostId = mac('host').toString('hex').slice(0, 8);
  const ownerToken = `${OWNER_SEAT_ID}.${mac('owner').toString('base64url')}`;
  const cookiePrefix = `seat_${hostId}_`;

  const tokenAt = (id: number, generation: number) =>
    `${id}.${mac('token', id, generation).toString('base64url')}`;
  const tokenOf = memoiseByParticipant(({ id, generation }) => tokenAt(id, generation));
  const anyPinOf = memoiseByParticipant(({ id, pinGeneration, role, continues }) => {
    if (role !== 'player') return null;
    // Who plays again keeps the PIN, until the seat moves to another phone.
    const keeps = continues !== null && pinGeneration === 0;
    const number =
      (keeps
        ? mac('pin', continues.pinId, continues.pinGeneration)
        : mac('pin', id, pinGeneration)
      ).readUInt32BE(0) %
      10 ** PIN_DIGITS;
    return String(number).padStart(PIN_DIGITS, '0');
  });

  const cardTicketAt = (id: number, generation: number) =>
    formatCardTicket({
      participantId: id,
      mac: mac('card', id, generation).subarray(0, TICKET_BYTES).toString('base64url'),
    });
  const cardTicketOf = memoiseByParticipant(({ id, generation }) => cardTicketAt(id, generation));
  const carrySecretOf: Credentials['carrySecretOf'] = ({ id, generation }) =>
    mac('carry', id, generation).toString('base64url');
  const claimedId = (token: string): number | null => {
    const match = /^(\d{1,15})\.[\w-]{43}$/.exec(token);
    return match === null ? null : Number(match[1]);
  };

  return {
    hostId,
    ownerToken,
    isOwnerToken: (token) => equalInConstantTime(token, ownerToken),
    listedOwnerToken: (id, secretHash) =>
      `${OWNER_SEAT_ID}.${mac('listed owner', id, secretHash).toString('base64url')}`,
    tokenOf,
    claimedId,
    isTokenOf: (participant, token) => equalInConstantTime(token, tokenOf(participant)),
    isTokenOfSome(token) {
      const id = claimedId(token);
      return (
        id !== null && isOfSomeGeneration((generation) => equalInConstantTime(token, tokenAt(id, generation)))
      );
    },
    pinOf: (participant) => (participant.mergedInto === null ? anyPinOf(participant) : null),
    isPinOf(participant, pin) {
      const expected = anyPinOf(participant);
      return expected !== null && equalInConstantTime(pin, expected);
    },
    ticketOf: (seed) => mac('ticket', seed).subarray(0, TICKET_BYTES).toString('base64url'),
    cardTicketOf,
    isCardTicketOf: (participant, ticket) => equalInConstantTime(ticket, cardTicketOf(participant)),
    isCardTicketOfSome: (id, ticket) =>
      isOfSomeGeneration((generation) => equalInConstantTime(ticket, cardTicketAt(id, generation))),
    carrySecretOf,
    hasCarrySecret: (id, isOf) => isOfSomeGeneration((generation) => isOf(carrySecretOf({ id, generation }))),
    fingerprint: (text) => mac('fingerprint', text).toString('hex'),
    cookieName: (participantId) => `${cookiePrefix}${participantId}`,
    seatOfCookie(name) {
      if (!name.startsWith(cookiePrefix)) return null;
      const digits = name.slice(cookiePrefix.length);
      return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
    },
  };
}

function isOfSomeGeneration(isOf: (generation: number) => boolean): boolean {
  for (let generation = 0; generation < GENERATIONS_TRIED; generation += 1) if (isOf(generation)) return true;
  return false;
}

/** Caches the derived value while the participant is unchanged: when many phones reconnect, all their tokens are checked at once. */
function memoiseByParticipant<T>(derive: (participant: Participant) => T): (participant: Participant) => T {
  const cache = new WeakMap<Participant, { readonly derived: T }>();
  return (participant) => {
    const cached = cache.get(participant) ?? { derived: derive(participant) };
    cache.set(participant, cached);
    return cached.derived;
  };
}

/** The time taken does not depend on where the texts differ. Their lengths are not secret. */
export function equalInConstantTime(left: string, expected: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
