/** Tokens, PINs and cookie names, all derived from the host key: nothing secret is stored, and a restart changes nothing. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Participant } from '../../game/state.ts';
import { OWNER_SEAT_ID, PIN_DIGITS } from '../../protocol/seat.ts';

const TICKET_BYTES = 16;

export interface Credentials {
  /** 8 hex digits that tell this host's cookies from another's on the same address. */
  readonly hostId: string;
  readonly ownerToken: string;
  isOwnerToken(token: string): boolean;
  /** `12.kX3...`: the id in clear, so that it can be looked up, then a MAC over id and generation. */
  tokenOf(participant: Participant): string;
  /** The participant id that a token names, unchecked; null when it is malformed. */
  claimedId(token: string): number | null;
  isTokenOf(participant: Participant, token: string): boolean;
  /** Four digits; null for seats without one: bankers, boards, players without a phone. */
  pinOf(participant: Participant): string | null;
  isPinOf(participant: Participant, pin: string): boolean;
  /** A ticket of 128 bits, from a random seed that may be stored: only the host key makes the ticket of it. */
  ticketOf(seed: string): string;
  /** Stands for a text that must not be guessed from what is stored. */
  fingerprint(text: string): string;
  /** Name of the cookie that carries this seat's token. */
  cookieName(participantId: number): string;
  /** The participant id in a cookie's name; null for a stranger's cookie. */
  seatOfCookie(name: string): number | null;
}

/** `hostKey`: 32 bytes. */
export function createCredentials(hostKey: Uint8Array): Credentials {
  // Node takes several times as long for a key that it is handed as bytes each time.
  const key = createSecretKey(hostKey);
  const mac = (...parts: readonly (string | number)[]) =>
    createHmac('sha256', key).update(parts.join('|')).digest();
  const hostId = mac('host').toString('hex').slice(0, 8);
  const ownerToken = `${OWNER_SEAT_ID}.${mac('owner').toString('base64url')}`;
  const cookiePrefix = `seat_${hostId}_`;

  const tokenOf = memoiseByParticipant(
    ({ id, generation }) => `${id}.${mac('token', id, generation).toString('base64url')}`,
  );
  const pinOf = memoiseByParticipant(({ id, generation, role, withoutPhone }) => {
    if (role !== 'player' || withoutPhone) return null;
    const number = mac('pin', id, generation).readUInt32BE(0) % 10 ** PIN_DIGITS;
    return String(number).padStart(PIN_DIGITS, '0');
  });

  return {
    hostId,
    ownerToken,
    isOwnerToken: (token) => equalInConstantTime(token, ownerToken),
    tokenOf,
    claimedId(token) {
      const match = /^(\d{1,15})\.[\w-]{43}$/.exec(token);
      return match === null ? null : Number(match[1]);
    },
    isTokenOf: (participant, token) => equalInConstantTime(token, tokenOf(participant)),
    pinOf,
    isPinOf(participant, pin) {
      const expected = pinOf(participant);
      return expected !== null && equalInConstantTime(pin, expected);
    },
    ticketOf: (seed) => mac('ticket', seed).subarray(0, TICKET_BYTES).toString('base64url'),
    fingerprint: (text) => mac('fingerprint', text).toString('hex'),
    cookieName: (participantId) => `${cookiePrefix}${participantId}`,
    seatOfCookie(name) {
      if (!name.startsWith(cookiePrefix)) return null;
      const digits = name.slice(cookiePrefix.length);
      return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
    },
  };
}

/** Keeps what was derived for as long as the participant stays as it is: a crowd that comes back is asked for its tokens at once. */
function memoiseByParticipant<T>(derive: (participant: Participant) => T): (participant: Participant) => T {
  const known = new WeakMap<Participant, { readonly derived: T }>();
  return (participant) => {
    const kept = known.get(participant) ?? { derived: derive(participant) };
    known.set(participant, kept);
    return kept.derived;
  };
}

/** Compares in a time that does not depend on where the texts differ; how long they are is no secret. */
function equalInConstantTime(left: string, expected: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
