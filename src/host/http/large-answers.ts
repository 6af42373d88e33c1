/**
 * Sends large answers in pieces, a few of them in each turn of the event loop. A client that reads slowly thus shows that it does,
 * and however many ask for large answers at once, others are let in and answered in between.
 */
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { InTurns } from '../connections/in-turns.ts';
import { networkOf } from '../lan/addresses.ts';

/** Windows and macOS report a piece as sent when all of it has left: in 10 s, whoever reads 3 KB a second has read one. */
const PIECE_BYTES = 32 * 1024;
const MIN_LARGE_BYTES = 2 * PIECE_BYTES;
/** A millisecond or two. */
export const PIECES_PER_TURN = 8;
/** The system lets in one connection a turn, so turns are short while there are some that wait. */
export const PIECES_WHILE_OTHERS_ARRIVE = 1;

/** What is needed of Fastify's reply. */
interface Reply {
  header(name: string, value: number): unknown;
  readonly request: { readonly ip: string; readonly raw: { readonly socket: Socket } };
}

/** Runs it once there is room for more on the way to who reads this connection. */
type WhenDelivered = (socket: Socket, send: () => void) => void;

export interface LargeAnswers {
  /** For the `onSend` hook: what is not a large text or buffer is sent as it is. */
  inPieces(reply: Reply, payload: unknown): unknown;
  /** A connection has been let in: there may be more waiting. */
  noteArrival(): void;
}

export function createLargeAnswers(
  whenDelivered: WhenDelivered,
  inNextTurn: (run: () => void) => void = setImmediate,
): LargeAnswers {
  const pieces = new PieceQueue(inNextTurn);

  return {
    noteArrival: () => pieces.noteArrival(),
    inPieces(reply, payload) {
      if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
      if (payload.length < MIN_LARGE_BYTES) return payload;
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
      reply.header('content-length', bytes.length);
      const { ip, raw } = reply.request;
      const network = networkOf(ip);
      let sent = 0;
      let forget = () => {};
      return new Readable({
        highWaterMark: PIECE_BYTES,
        read() {
          whenDelivered(raw.socket, () => {
            if (this.destroyed) return;
            forget = pieces.add(network, () => {
              const piece = bytes.subarray(sent, sent + PIECE_BYTES);
              sent += piece.length;
              this.push(piece.length === 0 ? null : piece);
            });
          });
        },
        destroy(error, callback) {
          forget();
          callback(error);
        },
      });
    },
  };
}

/** Pieces that wait to be sent, by address. */
class PieceQueue {
  readonly #inNextTurn: (run: () => void) => void;
  readonly #waiting = new InTurns<string>();
  #isScheduled = false;
  #hasArrival = false;

  constructor(inNextTurn: (run: () => void) => void) {
    this.#inNextTurn = inNextTurn;
  }

  noteArrival(): void {
    this.#hasArrival = true;
  }

  /** Returns what forgets it again, for when it has nowhere to go any more. */
  add(network: string, send: () => void): () => void {
    const forget = this.#waiting.add(network, send);
    this.#schedule();
    return forget;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.isEmpty) return;
    this.#isScheduled = true;
    this.#inNextTurn(() => this.#takeTurn());
  }

  #takeTurn(): void {
    this.#isScheduled = false;
    const count = this.#hasArrival ? PIECES_WHILE_OTHERS_ARRIVE : PIECES_PER_TURN;
    this.#hasArrival = false;
    for (let sent = 0; sent < count; sent += 1) this.#waiting.runNext();
    this.#schedule();
  }
}
