/**
 * Sends large answers in pieces, a few of them in each turn of the event loop. A client that reads slowly thus shows that it does,
 * and however many ask for large answers at once, others are let in and answered in between.
 */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Windows and macOS report a piece as sent when all of it has left: in 10 s, whoever reads 3 KB a second has read one. */
const PIECE_BYTES = 32 * 1024;
const MIN_LARGE_BYTES = 2 * PIECE_BYTES;
/** A millisecond or two. The system lets in one connection a turn. */
const PIECES_PER_TURN = 8;

/** For the `onSend` hook: what is not a large text or buffer is sent as it is. */
export type SendInPieces = (reply: FastifyReply, payload: unknown) => unknown;

export function createLargeAnswers(): SendInPieces {
  const waiting: (() => void)[] = [];
  let isScheduled = false;

  const takeTurn = () => {
    for (const push of waiting.splice(0, PIECES_PER_TURN)) push();
    isScheduled = waiting.length > 0;
    if (isScheduled) setImmediate(takeTurn);
  };
  const inNextTurn = (push: () => void) => {
    waiting.push(push);
    if (!isScheduled) setImmediate(takeTurn);
    isScheduled = true;
  };

  return (reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    if (payload.length < MIN_LARGE_BYTES) return payload;
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    reply.header('content-length', bytes.length);
    let sent = 0;
    return new Readable({
      highWaterMark: PIECE_BYTES,
      read() {
        inNextTurn(() => {
          const piece = bytes.subarray(sent, sent + PIECE_BYTES);
          sent += piece.length;
          this.push(piece.length === 0 ? null : piece);
        });
      },
    });
  };
}
