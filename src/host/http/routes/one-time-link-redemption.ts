/** Redeems tickets: for the owner's desk, a new banker's or board's seat, or a seat on a new phone, by its card or at a new address. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Command } from '../../../game/commands.ts';
import { HOST_OWNER_ID } from '../../../game/game-owner.ts';
import { HOST_ACTOR_ID, type Participant } from '../../../game/state.ts';
import { parseCarryTicket } from '../../../protocol/carried-seat.ts';
import { parseOwnerTicket } from '../../../protocol/owner-link.ts';
import { parseCardTicket } from '../../../protocol/seat-card.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { Credentials } from '../../auth/credentials.ts';
import { createLinkTerms } from '../../auth/link-terms.ts';
import { hashOfTicket, TICKET_MS } from '../../auth/one-time-links.ts';
import type { Owner } from '../../auth/owners.ts';
import { hasSeatCard } from '../../auth/seat-cards.ts';
import {
  answerOnce,
  findHostResponse,
  findStoredResponse,
  isAnswered,
} from '../../rooms/find-stored-response.ts';
import { createKeyedMutex } from '../../rooms/keyed-mutex.ts';
import type { Room } from '../../rooms/room.ts';
import type { IdempotencyKey, StoredResponse, TicketRecord } from '../../storage/event-store.ts';
import { UsedTicketsError } from '../../storage/used-tickets-error.ts';
import {
  joinedIn,
  requireParticipant,
  jsonOutcome,
  markRepeat,
  presentRefusal,
  sendOutcome,
  setSeatCookie,
} from '../execute-command.ts';
import { type ProblemError, refusal } from '../problems.ts';
import { outcomeWithSecrets, sendWithSecrets } from '../secret-responses.ts';
import type { Services } from '../services.ts';
import { ANONYMOUS, readIdempotencyKey } from '../validation.ts';
import { originOf } from './seat-proofs.ts';

const NAMES = { banker: 'Banker', board: 'Board' } as const;

type Redeem = (request: FastifyRequest, reply: FastifyReply, ticket: string) => Promise<FastifyReply>;

export function createRedeemer(services: Services): Redeem {
  const { tickets, rooms, rateLimits, eventStore, hostResponses } = services;
  const openDesk = createDeskOpener(services);
  const openAsOwner = createOwnerOpener(services);
  const openSeat = createSeatOpener(services);
  const openCarriedSeat = createCarriedSeatOpener(services);
  const openBySeatCard = createSeatCardOpener(services);
  const oneAtATime = createKeyedMutex<string>();

  const redeem = async (request: FastifyRequest, reply: FastifyReply, ticket: string, hash: string) => {
    const key = readIdempotencyKey(request, ANONYMOUS);
    // A desk's response is stored with the host, a seat's with its game: a key is for one request, wherever that is.
    const findEarlier = () => findHostResponse(hostResponses, key);
    await findEarlier();
    await findStoredResponse(eventStore, key);
    const record = await tickets.find(hash);
    if (record === null) return null;
    if (record.purpose === 'desk') return openDesk(request, reply, record, key, findEarlier);
    const room = record.gameId === null ? null : await rooms.byId(record.gameId);
    return room === null ? null : openSeat(reply, room, { ...record, ticket }, key);
  };

  return async (request, reply, ticket) => {
    const typed = ticket.trim();
    const hash = hashOfTicket(typed);
    const isCard = parseCardTicket(typed) !== null;
    const ownerSecret = parseOwnerTicket(typed);
    const open = () => {
      if (ownerSecret !== null) return openAsOwner(reply, ownerSecret);
      if (isCard) return openBySeatCard(request, reply, typed);
      if (parseCarryTicket(typed) !== null) return openCarriedSeat(request, reply, typed);
      // A second call with the same ticket must see the result of the first.
      return oneAtATime(hash, () => redeem(request, reply, typed, hash));
    };
    const response = await open();
    if (response !== null) return response;
    await rateLimits.failedAuth(request.ip);
    throw isCard ? usedCardError() : usedLinkError();
  };
}

function usedLinkError(): ProblemError {
  return refusal('link_used', 'This link has been used or has expired. Ask at the desk for a new one.');
}

function usedCardError(): ProblemError {
  return refusal(
    'link_used',
    'This card has been used, or is not for a seat of this game. Come back with the name and PIN on it, or ask at the desk.',
  );
}

/**
 * The card is good for its seat as long as that has the generation for which it was printed, so nothing is stored. A used one opens the
 * seat again in the browser that holds it: whoever loses the page scans the card once more.
 */
function createSeatCardOpener(services: Services) {
  const { rooms, credentials, authentication, eventStore, presence } = services;
  const refuse = presentRefusal(presence);

  const openAgain = async (request: FastifyRequest, reply: FastifyReply, id: number) => {
    const identity = await authentication.authenticate({
      authorization: undefined,
      cookieHeader: request.headers.cookie,
      seat: id,
      bodyPlayerId: null,
    });
    if (identity.kind !== 'seat' || identity.participant.id !== id) return null;
    const { participant, room } = identity;
    const token = credentials.tokenOf(participant);
    setSeatCookie(reply, credentials, id, token);
    return sendOutcome(reply, jsonOutcome(200, { ...presentSeat(participant, room.state.code), token }));
  };

  return async (request: FastifyRequest, reply: FastifyReply, ticket: string) => {
    const card = parseCardTicket(ticket);
    if (card === null) return null;
    // Anybody can name a seat: its game is opened for a card that was printed for it alone.
    const isKnown = () => credentials.isCardTicketOfSome(card.participantId, ticket);
    if (!rooms.isSeatAtHand(card.participantId) && !isKnown()) return null;
    const seated = await rooms.bySeat(card.participantId);
    if (seated === null) return null;
    const { room, participant } = seated;
    const { id, generation } = participant;
    const key = readIdempotencyKey(request, ANONYMOUS);
    const isGood = hasSeatCard(participant) && credentials.isCardTicketOf(participant, ticket);
    if (!isGood && !(await isAnswered(eventStore, room, key))) return openAgain(request, reply, id);
    const stored = await room.execute({
      actor: { id: HOST_ACTOR_ID, role: 'banker' },
      command: { type: 'move_seat', id, keepsPin: true, generation },
      key,
      answer: (state) =>
        outcomeWithSecrets(
          200,
          requireParticipant(state, id),
          presentSeat(requireParticipant(state, id), state.code),
        ),
      refuse(state, rejection, moment) {
        // Somebody else was faster.
        if (rejection.code === 'not_found') throw usedCardError();
        return refuse(state, rejection, moment);
      },
    });
    return sendWithSecrets(reply, services, room, stored, 'token');
  };
}

/** The seat stays as it is, and its token too: the same phone goes on at another address. */
function createCarriedSeatOpener({ carriedSeats, announcedOrigins, credentials }: Services) {
  return async (request: FastifyRequest, reply: FastifyReply, ticket: string) => {
    const seated = await carriedSeats.find(ticket, originOf(request, announcedOrigins));
    if (seated === null) return null;
    const { room, participant } = seated;
    const token = credentials.tokenOf(participant);
    setSeatCookie(reply, credentials, participant.id, token);
    return sendOutcome(reply, jsonOutcome(200, { ...presentSeat(participant, room.state.code), token }));
  };
}

const DESK = { participant_id: OWNER_SEAT_ID, role: 'banker', game_code: null } as const;
/** What is stored of a desk that was opened: the token is added when it is sent. */
const OPENED = jsonOutcome(200, DESK);

/** Desk tickets belong to no game, so neither do the responses to them. */
function createDeskOpener({ tickets, hostTime, owners, credentials, authentication }: Services) {
  const holdsCookie = async ({ headers }: FastifyRequest) => {
    const identity = await authentication.authenticate({
      authorization: undefined,
      cookieHeader: headers.cookie,
      seat: OWNER_SEAT_ID,
      bodyPlayerId: null,
    });
    return identity.kind === 'owner' && identity.owner.id === HOST_OWNER_ID;
  };

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    record: TicketRecord,
    key: IdempotencyKey | null,
    findEarlier: () => Promise<StoredResponse | null>,
  ) => {
    const now = hostTime.now();
    const use = async () =>
      isFresh(record, now) && (await tickets.use(record.hash, now, key && { key, response: OPENED }));
    // Another host may have answered this very call meanwhile.
    const opened = await answerOnce(findEarlier, async () => ((await use()) ? OPENED : findEarlier()));
    if (opened === null && !(await holdsCookie(request))) return null;
    return openDeskOf(owners.host, markRepeat(reply, opened?.isRepeat), credentials);
  };
}

/** Good until the owners file names another secret, or nobody: whoever keeps the link opens the desk again with it. */
function createOwnerOpener({ owners, credentials }: Services) {
  return async (reply: FastifyReply, secret: string) => {
    const owner = owners.bySecret(secret);
    return owner === null ? null : openDeskOf(owner, reply, credentials);
  };
}

function openDeskOf({ token }: Owner, reply: FastifyReply, credentials: Credentials): FastifyReply {
  setSeatCookie(reply, credentials, OWNER_SEAT_ID, token);
  return sendOutcome(reply, jsonOutcome(200, { ...DESK, token }));
}

/** A ticket, and what is stored about it. */
type HeldTicket = TicketRecord & { readonly ticket: string };

function createSeatOpener(services: Services) {
  const { eventStore, hostTime, presence, owners, credentials } = services;
  const terms = createLinkTerms(owners, credentials);

  return async (reply: FastifyReply, room: Room, record: HeldTicket, key: IdempotencyKey | null) => {
    if (!isFresh(record, hostTime.now()) && !(await isAnswered(eventStore, room, key))) return null;
    const id = record.participantId ?? (await eventStore.nextId('participant'));
    const opening = room.execute({
      actor: { id: HOST_ACTOR_ID, role: 'banker' },
      command: commandFor(record, id),
      key,
      usedTicket: { hash: record.hash, participantId: id },
      answer(state, _moment, events) {
        const [seat = requireParticipant(state, id)] = joinedIn(state, events);
        return outcomeWithSecrets(200, seat, presentSeat(seat, state.code));
      },
      refuse: presentRefusal(presence),
      requireRight(state) {
        if (!terms.hold(record.ticket, record.participantId, state))
          throw new UsedTicketsError([record.hash]);
      },
    });
    const stored = await opening.catch(nullIfUsed);
    if (stored === null) return null;
    return sendWithSecrets(reply, services, room, stored, 'token');
  };
}

/** At another host, since the ticket was looked at here; or it has ended with the right of who handed it out. */
function nullIfUsed(error: unknown): null {
  if (error instanceof UsedTicketsError) return null;
  throw error;
}

function commandFor({ purpose }: TicketRecord, id: number): Command {
  if (purpose === 'seat') return { type: 'move_seat', id, keepsPin: false };
  const role = purpose === 'board' ? 'board' : 'banker';
  return { type: 'join', id, role, name: NAMES[role], teamNumber: null, withoutPhone: false };
}

function presentSeat({ id, role }: Participant, code: string): object {
  return { participant_id: id, role, game_code: code };
}

/** One that would last longer than any does was issued before the laptop's clock was set back. */
function isFresh({ usedAt, expiresAt }: TicketRecord, now: number): boolean {
  return usedAt === null && now < expiresAt && expiresAt <= now + TICKET_MS;
}
