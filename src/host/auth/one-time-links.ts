/** Tickets: 128 bits, usable once, valid for ten minutes; only their hash is stored. docs/protocol.md, "Tickets". */
import { createHash } from 'node:crypto';
import type { GameState } from '../../game/state.ts';
import type { Services } from '../http/services.ts';
import type { TicketRecord } from '../storage/event-store.ts';

export const TICKET_MS = 10 * 60_000;
const TICKET_BYTES = 16;
/** Long enough to tell the holder of an old link that it was used. */
const KEPT_AFTER_EXPIRY_MS = 7 * 24 * 60 * 60_000;

type TicketServices = Pick<Services, 'tickets' | 'hostTime'>;
type TicketTarget = Pick<TicketRecord, 'purpose' | 'gameId' | 'participantId'>;

export function hashOfTicket(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

/** Issues a ticket that is valid from now on; the ticket itself is not stored. Rejects with `StorageError`. */
export async function issueTicket(
  services: TicketServices & Pick<Services, 'randomBytes'>,
  target: TicketTarget,
): Promise<string> {
  const ticket = Buffer.from(services.randomBytes(TICKET_BYTES)).toString('base64url');
  await registerTicket(services, ticket, target, services.hostTime.now() + TICKET_MS);
  return ticket;
}

/** Makes a given ticket valid until `expiresAt`, unless it is already registered. Rejects with `StorageError`. */
export async function registerTicket(
  { tickets, hostTime }: TicketServices,
  ticket: string,
  target: TicketTarget,
  expiresAt: number,
): Promise<void> {
  if (expiresAt <= hostTime.now()) return;
  await tickets.prune(hostTime.now() - KEPT_AFTER_EXPIRY_MS);
  await tickets.put({ ...target, hash: hashOfTicket(ticket), expiresAt, usedAt: null });
}

/** The link that redeems a ticket, which is in the fragment, so link previews and servers never see it. */
export function ticketLink(page: string, ticket: string): string {
  return `${page}#ticket=${ticket}`;
}

/** A link to the board of this game, below the host's URL; null if there is no game. Rejects with `StorageError`. */
export async function boardLink(
  game: Pick<GameState, 'gameId'> | null,
  url: string,
  services: TicketServices & Pick<Services, 'randomBytes'>,
): Promise<string | null> {
  if (game === null) return null;
  const { gameId } = game;
  const ticket = await issueTicket(services, { purpose: 'board', gameId, participantId: null });
  return ticketLink(`${url}/board/`, ticket);
}
