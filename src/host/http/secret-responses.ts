/** Responses with a seat's token: stored without it, completed when they are sent. */
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { Check } from 'typebox/value';
import type { Participant } from '../../game/state.ts';
import { noRight } from '../auth/authorization.ts';
import type { Room } from '../rooms/room.ts';
import type { StoredResponse } from '../storage/event-store.ts';
import { sendOutcome, setSeatCookie } from './execute-command.ts';
import type { Services } from './services.ts';

/** What is stored: the response, and the generation of the seat that it was for. */
const StoredResponse = Type.Object({
  answer: Type.Record(Type.String(), Type.Unknown()),
  generation: Type.Integer(),
});

export function outcomeWithSecrets(status: number, participant: Participant, answer: object): StoredResponse {
  const { id, generation } = participant;
  return { status, body: JSON.stringify({ answer, generation }), secretsOf: id };
}

/**
 * Sends the response with the seat's token (and PIN, where it has one and `secrets` says so) and its cookie.
 * Throws `no_right` if the seat has moved to another device since: an old key must not reveal the new token.
 */
export function sendWithSecrets(
  reply: FastifyReply,
  { credentials }: Pick<Services, 'credentials'>,
  room: Room,
  stored: StoredResponse,
  secrets: 'token' | 'token_and_pin',
): FastifyReply {
  const participant = stored.secretsOf === null ? undefined : room.state.participants.get(stored.secretsOf);
  if (participant === undefined) return sendOutcome(reply, stored);
  const content: unknown = JSON.parse(stored.body);
  if (!Check(StoredResponse, content)) throw new Error('a stored response does not match its schema');
  if (participant.generation !== content.generation || participant.blocked) throw noRight();
  const token = credentials.tokenOf(participant);
  const pin = credentials.pinOf(participant);
  setSeatCookie(reply, credentials, participant.id, token);
  const body = {
    ...content.answer,
    token,
    ...(secrets === 'token_and_pin' && pin !== null && { seat_pin: pin }),
  };
  return sendOutcome(reply, { ...stored, body: JSON.stringify(body) });
}
