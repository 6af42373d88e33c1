/** Redeems tickets: for the owner's desk, a new banker's or board's seat, or a seat on a new phone. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Command } from '../../../game/commands.ts';
import { HOST_ACTOR_ID, type Participant } from '../../../game/state.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { hashOfTicket } from '../../auth/one-time-links.ts';
import { createKeyedMutex } from '../../rooms/keyed-mutex.ts';
import { KeyReusedError, type Room } from '../../rooms/room.ts';
import type { IdempotencyKey, TicketRecord } from '../../storage/event-store.ts';
import {
  requireParticipant,
  jsonOutcome,
  presentRefusal,
  sendOutcome,
  setOwnerCookie,
} from '../execute-command.ts';
import { ProblemError } from '../problems.ts';
import { outcomeWithSecrets, sendWithSecrets } from '../secret-responses.ts';
import type { Services } from '../services.ts';
import { ANONYMOUS, readIdempotencyKey } from '../validation.ts';

const NAMES = { banker: 'Banker', board: 'Board' } as const;

type Redeem = (request: FastifyRequest, reply: FastifyReply, ticket: string) => Promise<FastifyReply>;

export function createRedeemer(services: Services): Redeem {
  const { tickets, rooms, rateLimits } = services;
  const openDesk = createDeskOpener(services);
  const openSeat = createSeatOpener(services);
  const oneAtATime = createKeyedMutex<string>();

  const redeem = async (request: FastifyRequest, reply: FastifyReply, hash: string) => {
    const key = readIdempotencyKey(request, ANONYMOUS);
    const record = await tickets.find(hash);
    if (record === null) return null;
    if (record.purpose === 'desk') return openDesk(request, reply, record, key);
    const room = record.gameId === null ? null : await rooms.byId(record.gameId);
    return room === null ? null : openSeat(reply, room, record, key);
  };

  return async (request, reply, ticket) => {
    const hash = hashOfTicket(ticket.trim());
    // A second call with the same ticket must see the result of the first.
    const response = await oneAtATime(hash, () => redeem(request, reply, hash));
    if (response !== null) return response;
    rateLimits.failedAuth(request.ip);
    throw new ProblemError(
      'no_right',
      'This link has been used or has expired. Ask at the desk for a new one.',
    );
  };
}

/** Desk tickets belong to no game, so their idempotency keys are only kept in memory. */
function createDeskOpener({ tickets, hostTime, credentials, authentication }: Services) {
  const keys = new Map<string, string>();

  const holdsCookie = async ({ headers }: FastifyRequest) => {
    const { kind } = await authentication.authenticate({
      authorization: undefined,
      cookieHeader: headers.cookie,
      seat: OWNER_SEAT_ID,
      bodyPlayerId: null,
    });
    return kind === 'owner';
  };

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    record: TicketRecord,
    key: IdempotencyKey | null,
  ) => {
    const usedForHash = key === null ? undefined : keys.get(key.key);
    if (usedForHash !== undefined && usedForHash !== key?.requestHash) throw new KeyReusedError();
    if (isFresh(record, hostTime.now()) && (await tickets.use(record.hash, hostTime.now()))) {
      if (key !== null) keys.set(key.key, key.requestHash);
    } else if (usedForHash === undefined && !(await holdsCookie(request))) return null;
    setOwnerCookie(reply, credentials);
    const desk = {
      participant_id: OWNER_SEAT_ID,
      role: 'banker',
      game_code: null,
      token: credentials.ownerToken,
    };
    return sendOutcome(reply, jsonOutcome(200, desk));
  };
}

function createSeatOpener(services: Services) {
  const { eventStore, hostTime, presence } = services;

  const isAnswered = async ({ state }: Room, key: IdempotencyKey | null) =>
    key !== null && (await eventStore.findIdempotencyRecords(state.gameId, [key]))[0] !== null;

  return async (reply: FastifyReply, room: Room, record: TicketRecord, key: IdempotencyKey | null) => {
    if (!isFresh(record, hostTime.now()) && !(await isAnswered(room, key))) return null;
    const id = record.participantId ?? (await eventStore.nextId('participant'));
    const stored = await room.execute({
      actor: { id: HOST_ACTOR_ID, role: 'banker' },
      command: commandFor(record, id),
      key,
      usedTicket: { hash: record.hash, participantId: id },
      answer: (state) =>
        outcomeWithSecrets(
          200,
          requireParticipant(state, id),
          presentSeat(requireParticipant(state, id), state.code),
        ),
      refuse: presentRefusal(presence),
    });
    return sendWithSecrets(reply, services, room, stored, 'token');
  };
}

function commandFor({ purpose }: TicketRecord, id: number): Command {
  if (purpose === 'seat') return { type: 'move_seat', id };
  const role = purpose === 'board' ? 'board' : 'banker';
  return { type: 'join', id, role, name: NAMES[role], teamNumber: null, withoutPhone: false };
}

function presentSeat({ id, role }: Participant, code: string): object {
  return { participant_id: id, role, game_code: code };
}

function isFresh({ usedAt, expiresAt }: TicketRecord, now: number): boolean {
  return usedAt === null && now < expiresAt;
}
