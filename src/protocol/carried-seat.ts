/**
 * How a page takes its seat along to another address of the laptop: docs/protocol.md, "When the address changes". Only texts: the
 * host and the pages each bring their own HMAC.
 */

/** 128 random bits in hex: each question gets an answer of its own. */
export const CHALLENGE_PATTERN = '^[0-9a-f]{32}$';

/** An origin of the laptop, at a moment of the host's clock (ms). */
export interface OriginAt {
  readonly origin: string;
  readonly at: number;
}

/** What the host signs with the seat's secret, to prove that it knows the seat and was reached at this origin. */
export function proofText(challenge: string, { origin, at }: OriginAt): string {
  return ['proof', challenge, origin, at].join('\n');
}

/** What the page signs, so that its ticket is good for this origin alone, and not for long. */
export function carryText({ origin, at }: OriginAt): string {
  return ['carry', origin, at].join('\n');
}

export interface CarryTicket {
  readonly participantId: number;
  /** From the host's proof, ms. */
  readonly at: number;
  /** Of `carryText()`, hex. */
  readonly mac: string;
}

export function formatCarryTicket({ participantId, at, mac }: CarryTicket): string {
  return `carry.${participantId}.${at}.${mac}`;
}

/** Null for any other ticket. */
export function parseCarryTicket(ticket: string): CarryTicket | null {
  const match = /^carry\.(\d{1,15})\.(\d{1,15})\.([0-9a-f]{64})$/.exec(ticket);
  if (match === null) return null;
  const [, participantId, at, mac = ''] = match;
  return { participantId: Number(participantId), at: Number(at), mac };
}
