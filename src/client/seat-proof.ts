/** Asks at an origin whether the laptop there knows the seat. Plain http has no Web Crypto, so the HMAC is plain JavaScript. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { carryText, formatCarryTicket, type OriginAt, proofText } from '../protocol/carried-seat.ts';
import type { Environment } from './environment.ts';
import { isSeatProofResponse } from './guards/response-guards.ts';

/** A laptop in the same Wi-Fi answers in a fraction of this; an address without anybody never does. */
export const PROOF_TIMEOUT_MS = 2_500;
const CHALLENGE_BYTES = 16;
const IP_ORIGIN = /^http:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** Whether the origin is an address as digits, which means one device; a name means whoever answers to it. */
export const isAddress = (origin: string): boolean => IP_ORIGIN.test(origin);

export interface KnownSeat {
  readonly participantId: number;
  /** From the host, while connected. */
  readonly secret: string;
}

/**
 * Where the laptop at this origin proves to have been reached; null if nobody there proves it in time. Asked by name, the answer is
 * the address behind it; asked by address, that address.
 */
export async function askForProof(
  environment: Pick<Environment, 'fetch' | 'after' | 'randomBytes'>,
  origin: string,
  { participantId, secret }: KnownSeat,
): Promise<OriginAt | null> {
  const challenge = bytesToHex(environment.randomBytes(CHALLENGE_BYTES));
  const url = `${origin}/api/v2/seats/${participantId}/proof?challenge=${challenge}`;
  const answer: unknown = await fetchJson(environment, url);
  if (!isSeatProofResponse(answer) || !isAddress(answer.origin)) return null;
  if (answer.proof !== macOf(secret, proofText(challenge, answer))) return null;
  return answer.origin === origin || !isAddress(origin) ? { origin: answer.origin, at: answer.at } : null;
}

/** The ticket that carries the seat to where the laptop has proved to be, and nowhere else. */
export function carryTicketFor({ participantId, secret }: KnownSeat, where: OriginAt): string {
  return formatCarryTicket({ participantId, at: where.at, mac: macOf(secret, carryText(where)) });
}

function macOf(secret: string, text: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(text)));
}

/** Undefined for anything but an answer in JSON: most addresses have nobody, or somebody else. */
async function fetchJson(
  { fetch, after }: Pick<Environment, 'fetch' | 'after'>,
  url: string,
): Promise<unknown> {
  const controller = new AbortController();
  const cancel = after(PROOF_TIMEOUT_MS, () => controller.abort());
  try {
    const { signal } = controller;
    const response = await fetch(url, { mode: 'cors', credentials: 'omit', cache: 'no-store', signal });
    return response.ok ? await response.json() : undefined;
  } catch (error) {
    // A browser does not tell a refused connection from a refused answer.
    if (error instanceof Error) return undefined;
    throw error;
  } finally {
    cancel();
  }
}
