/**
 * Lets a page that has lost the laptop's address go on with its seat at another one: docs/protocol.md, "When the address changes".
 * Like tokens, everything is derived from the host key, so nothing is stored, and a restart changes nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Participant } from '../../game/state.ts';
import { carryText, type OriginAt, parseCarryTicket, proofText } from '../../protocol/carried-seat.ts';
import type { SeatProofResponse } from '../../protocol/rest-schemas.ts';
import type { Rooms, SeatedParticipant } from '../rooms/rooms.ts';
import type { HostTime } from '../time/clock.ts';
import type { Credentials } from './credentials.ts';

/** From the host's proof until the page at the other address has handed in its ticket. */
export const CARRY_MS = 2 * 60_000;

export interface CarriedSeats {
  /** What this seat's page has to know; null for seats that stay where they are. */
  secretFor(seat: Participant): string | null;
  /**
   * Proves that this host knows the seat. For a seat that cannot be carried, or unless the laptop was reached at an origin of its own,
   * the proof looks the same but is wrong; so it is if the seat's game is not open and must not be. Rejects with `StorageError`.
   * @param mayOpen asked only then: anybody may ask for a proof of any seat
   */
  prove(
    participantId: number,
    challenge: string,
    origin: string | null,
    mayOpen: () => Promise<boolean>,
  ): Promise<SeatProofResponse>;
  /** The seat that this ticket carries to this origin; null if it carries none. Rejects with `StorageError`. */
  find(ticket: string, origin: string | null): Promise<SeatedParticipant | null>;
}

export interface CarriedSeatsOptions {
  readonly rooms: Pick<Rooms, 'bySeat' | 'isSeatAtHand'>;
  readonly credentials: Pick<Credentials, 'carrySecretOf' | 'hasCarrySecret' | 'fingerprint'>;
  readonly hostTime: HostTime;
}

export function createCarriedSeats({ rooms, credentials, hostTime }: CarriedSeatsOptions): CarriedSeats {
  const secretFor = (seat: Participant): string | null =>
    mayBeCarried(seat) ? credentials.carrySecretOf(seat) : null;
  const macOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

  return {
    secretFor,
    async prove(participantId, challenge, origin, mayOpen) {
      const isLookedUp = origin !== null && (rooms.isSeatAtHand(participantId) || (await mayOpen()));
      const seated = isLookedUp ? await rooms.bySeat(participantId) : null;
      const secret = seated === null ? null : secretFor(seated.participant);
      const where: OriginAt = { origin: origin ?? '', at: hostTime.now() };
      // Nobody learns from the answer which seats there are.
      const key = secret ?? credentials.fingerprint(`no seat ${participantId}`);
      return { ...where, proof: macOf(key, proofText(challenge, where)) };
    },
    async find(ticket, origin) {
      const parsed = parseCarryTicket(ticket);
      if (parsed === null || origin === null) return null;
      const { participantId, at, mac } = parsed;
      if (Math.abs(hostTime.now() - at) > CARRY_MS) return null;
      const isOf = (secret: string) =>
        timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, carryText({ origin, at }))));
      // Anybody can name a seat: its game is opened for what somebody with its secret has made alone.
      const isKnown = () => credentials.hasCarrySecret(participantId, isOf);
      if (!rooms.isSeatAtHand(participantId) && !isKnown()) return null;
      const seated = await rooms.bySeat(participantId);
      const secret = seated === null ? null : secretFor(seated.participant);
      return secret !== null && isOf(secret) ? seated : null;
    },
  };
}

/** Not one that was removed or merged, nor a banker's: bankers' rights never travel by themselves. */
function mayBeCarried({ role, removed, mergedInto, blocked, withoutPhone }: Participant): boolean {
  if (removed || blocked || withoutPhone || mergedInto !== null) return false;
  return role === 'player' || role === 'board';
}
