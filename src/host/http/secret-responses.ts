/** Answers that carry a seat's token: kept without it, completed when they are sent. */
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { Check } from 'typebox/value';
import type { Participant } from '../../game/state.ts';
import { noRight } from '../auth/authorization.ts';
import type { Room } from '../rooms/room.ts';
import type { Outcome } from '../storage/event-store.ts';
import { send, setSeatCookie } from './execute-command.ts';
import type { Services } from './services.ts';

/** What is kept: the answer, and the generation of the seat that it was given to. */
const Sealed = Type.Object({
  answer: Type.Record(Type.String(), Type.Unknown()),
  generation: Type.Integer(),
});

export function seal(status: number, participant: Participant, answer: object): Outcome {
  const { id, generation } = participant;
  return { status, body: JSON.stringify({ answer, generation }), secretsOf: id };
}

/**
 * Sends the answer with the seat's token (and PIN, where it has one and `secrets` says so) and its cookie.
 * Throws `no_right` when the seat has moved to another device since: an old key gives no new token.
 */
export function sendSealed(
  reply: FastifyReply,
  { seats }: Pick<Services, 'seats'>,
  room: Room,
  kept: Outcome,
  secrets: 'token' | 'token_and_pin',
): FastifyReply {
  const participant = kept.secretsOf === null ? undefined : room.state.participants.get(kept.secretsOf);
  if (participant === undefined) return send(reply, kept);
  const content: unknown = JSON.parse(kept.body);
  if (!Check(Sealed, content)) throw new Error('a kept answer is not as it was written');
  if (participant.generation !== content.generation || participant.blocked) throw noRight();
  const token = seats.tokenOf(participant);
  const pin = seats.pinOf(participant);
  setSeatCookie(reply, seats, participant.id, token);
  const body = {
    ...content.answer,
    token,
    ...(secrets === 'token_and_pin' && pin !== null && { seat_pin: pin }),
  };
  return send(reply, { ...kept, body: JSON.stringify(body) });
}
