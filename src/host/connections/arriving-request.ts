/**
 * A request as Node's parser builds it. The parser goes through all of a read before anybody else's turn comes, and 64 KiB may be two
 * thousand requests, or ten thousand pieces of a body, each an object of its own. So it is told when to stop.
 */
import { IncomingMessage } from 'node:http';

/** Pieces of a body that are taken whatever their size: what a phone sends comes in one or two. */
export const FREE_PIECES = 1_000;
/** Bytes that further ones have on average. No network cuts a body into smaller packets. */
const PIECE_BYTES = 64;

/**
 * Node looks at `upgrade` before it reads anything of the body; where that is true, it asks the server's `shouldUpgradeCallback` whether
 * to leave the rest to whoever listens to upgrades.
 */
export class ArrivingRequest extends IncomingMessage {
  // Set by Node while the base class is being built, so they have no initial values.
  /** Whether the client asks for an upgrade. */
  declare asksForUpgrade?: boolean;
  /** Whether nothing more of the connection is read as HTTP. */
  declare leavesHttp?: boolean;
  #pieces = 0;
  #bytes = 0;

  get upgrade(): boolean {
    this.leavesHttp ??= this.asksForUpgrade === true || this.endsReading;
    return this.leavesHttp;
  }

  /** Null in the base class, then what the parser has found, then what the callback decides. */
  set upgrade(value: boolean | null) {
    if (value === null) return;
    if (this.asksForUpgrade === undefined) this.asksForUpgrade = value;
    else this.leavesHttp = value;
  }

  /** Whether nothing after its head is to be read. */
  get endsReading(): boolean {
    return this.socket.destroyed || this.isChunked;
  }

  /** Chunks may be of a byte each. Browsers and our own programs always say how long a body is. */
  get isChunked(): boolean {
    return this.headers['transfer-encoding'] !== undefined;
  }

  /** Each piece that waits costs some hundred bytes more than it holds. */
  override push(piece: unknown, encoding?: BufferEncoding): boolean {
    if (piece instanceof Uint8Array) {
      this.#pieces += 1;
      this.#bytes += piece.length;
      if (this.#pieces > FREE_PIECES && this.#bytes < this.#pieces * PIECE_BYTES) {
        this.socket.destroy();
        return false;
      }
    }
    return super.push(piece, encoding);
  }
}
