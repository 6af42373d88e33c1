/**
 * What Linux still has to deliver to each client. It takes whole answers at once and asks for more only when a third of them has
 * gone, so a slow phone would look like one that does not read. macOS and Windows take small pieces, and need no such look.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { codeOf } from '../storage/folders/error-code.ts';

const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];
/** A line's fields: number, own address, other address, state, `sending:receiving`. All in hexadecimal. State 6 is over and done with. */
const LINE =
  /^\s*\d+: [\dA-F]+:([\dA-F]{4}) ([\dA-F]{8}(?:[\dA-F]{24})?):([\dA-F]{4}) (?!06)[\dA-F]{2} ([\dA-F]{8}):/gm;

/** Little enough to read without anybody noticing: some four hundred lines. */
const BYTES_PER_TURN = 64 * 1024;
/** More than Linux gives at once: a page of its memory. */
const PIECE_BYTES = 16 * 1024;
/** After a reading that took long, so many times as long passes before the next one, but no longer than this, ms. */
const REST = 4;
const LONGEST_REST_MS = 2_000;

/** By `clientKey()`: bytes that the client has not acknowledged. Null: this system does not tell. */
export type SendQueues = ReadonlyMap<string, number> | null;

/**
 * Reads the tables piece by piece, with others served in between: for a minute, Linux also lists each connection that we have closed,
 * so whoever opens thousands makes the tables as long as they like.
 */
export class SendQueueReader {
  readonly #now: () => number;
  readonly #inNextTurn: (run: () => void) => void;
  #reading: Generator<void, SendQueues> | null = null;
  #restsUntil = -Infinity;

  /** `now`: monotonic ms. */
  constructor(now: () => number, inNextTurn: (run: () => void) => void = setImmediate) {
    this.#now = now;
    this.#inNextTurn = inNextTurn;
  }

  /** Calls back with what it has read, at once if that is little. Does nothing while it is reading or resting. */
  read(localPort: number, then: (queues: SendQueues) => void, tables: readonly string[] = TABLES): void {
    const begun = this.#now();
    if (this.#reading !== null || begun < this.#restsUntil) return;
    const reading = readPieces(localPort, tables);
    this.#reading = reading;
    const goOn = () => {
      if (this.#reading !== reading) return;
      const piece = reading.next();
      if (piece.done !== true) return this.#inNextTurn(goOn);
      this.#reading = null;
      const ended = this.#now();
      this.#restsUntil = ended + Math.min((ended - begun) * REST, LONGEST_REST_MS);
      then(piece.value);
    };
    goOn();
  }

  /** Reads no further. */
  close(): void {
    this.#reading?.return(null);
    this.#reading = null;
  }
}

/** All at once, however much it is. */
export function readSendQueues(localPort: number): SendQueues {
  const reading = readPieces(localPort, TABLES);
  for (let piece = reading.next(); ; piece = reading.next()) if (piece.done === true) return piece.value;
}

/** @param lines as in /proc/net/tcp and tcp6 */
export function parseSendQueues(lines: string, localPort: number): ReadonlyMap<string, number> {
  const queues = new Map<string, number>();
  for (const [, local = '', address = '', port = '', queued = ''] of lines.matchAll(LINE)) {
    if (Number.parseInt(local, 16) !== localPort) continue;
    queues.set(clientKey(readAddress(address), Number.parseInt(port, 16)), Number.parseInt(queued, 16));
  }
  return queues;
}

/** Yields whenever others should be served. */
function* readPieces(localPort: number, tables: readonly string[]): Generator<void, SendQueues> {
  const queues = new Map<string, number>();
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const note = (lines: string) => {
    for (const [client, bytes] of parseSendQueues(lines, localPort)) queues.set(client, bytes);
  };
  let isTold = false;
  for (const path of tables) {
    const table = openTable(path);
    if (table === null) continue;
    isTold = true;
    try {
      let [line, taken] = ['', 0];
      for (let text = readPiece(table, piece); text !== ''; text = readPiece(table, piece)) {
        const end = text.lastIndexOf('\n') + 1;
        if (end > 0) note(line + text.slice(0, end));
        line = end > 0 ? text.slice(end) : line + text;
        taken += text.length;
        if (taken < BYTES_PER_TURN) continue;
        taken = 0;
        yield;
      }
      note(line);
    } finally {
      closeSync(table);
    }
  }
  return isTold ? queues : null;
}

export function clientKey(address: string, port: number): string {
  return `${canonical(address)} ${port}`;
}

/** Null: not Linux, or it cannot be opened now; the connections are then judged by what they take alone. */
function openTable(path: string): number | null {
  return unlessRefused(() => openSync(path, 'r'), null);
}

/** What the system gives at once. Empty: that was all. */
function readPiece(table: number, piece: Buffer): string {
  return piece.toString(
    'latin1',
    0,
    unlessRefused(() => readSync(table, piece), 0),
  );
}

function unlessRefused<Value, Otherwise>(ask: () => Value, otherwise: Otherwise): Value | Otherwise {
  try {
    return ask();
  } catch (error) {
    if (codeOf(error) !== '') return otherwise;
    throw error;
  }
}

/** Words of four bytes, each back to front. */
function readAddress(hex: string): string {
  const bytes = hex.match(/.{8}/g)?.flatMap((word) => word.match(/../g)?.toReversed() ?? []) ?? [];
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  return bytes.join('').match(/.{4}/g)?.join(':') ?? '';
}

/** The same text however an address is written. */
function canonical(address: string): string {
  const plain = address.replace(/%.*$/, '');
  return isIPv6(plain) ? new URL(`http://[${plain}]`).hostname : new URL(`http://[::ffff:${plain}]`).hostname;
}
