/** Tickets: one-time, ten minutes, 128 bits; only their hash is kept. docs/protocol.md, "Tickets". */
import { createHash } from 'node:crypto';
import type { Services } from '../http/services.ts';
import type { TicketRecord } from '../storage/event-store.ts';

export const TICKET_MS = 10 * 60_000;
const TICKET_BYTES = 16;
/** Long enough to tell the bearer of an old link that it was used. */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000;

type Office = Pick<Services, 'tickets' | 'hostTime'>;
type TicketFor = Pick<TicketRecord, 'purpose' | 'gameId' | 'participantId'>;

export function hashOfTicket(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

/** Makes a ticket that counts from now on; it is nowhere but in the answer. Rejects with `StorageError`. */
export async function mintTicket(
  services: Office & Pick<Services, 'randomBytes'>,
  about: TicketFor,
): Promise<string> {
  const ticket = Buffer.from(services.randomBytes(TICKET_BYTES)).toString('base64url');
  await putTicket(services, ticket, about, services.hostTime.now() + TICKET_MS);
  return ticket;
}

/** Makes a given ticket count until `expiresAt`, unless it is known already. Rejects with `StorageError`. */
export async function putTicket(
  { tickets, hostTime }: Office,
  ticket: string,
  about: TicketFor,
  expiresAt: number,
): Promise<void> {
  if (expiresAt <= hostTime.now()) return;
  await tickets.prune(hostTime.now() - REMEMBERED_MS);
  await tickets.put({ ...about, hash: hashOfTicket(ticket), expiresAt, usedAt: null });
}

/** The link that redeems it: in the fragment, which previews and servers never see. */
export function ticketLink(page: string, ticket: string): string {
  return `${page}#ticket=${ticket}`;
}
