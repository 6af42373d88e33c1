/** For tests: the host's side of a connection, by WebSocket or over plain HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import Value from 'typebox/value';
import type { WebSocket } from 'ws';
import { CLOSE_EVENT, PingFrame } from '../protocol/frames.ts';
import type { TransportKind } from './transport-choice.ts';

/** The host's side of one connection. */
export interface HostConnection {
  readonly url: URL;
  /** The query of its address, without what only those over plain HTTP have. */
  readonly search: string;
  readonly headers: IncomingMessage['headers'];
  readonly kind: TransportKind;
  readonly received: readonly PingFrame[];
  /** Whether either side has closed it. */
  readonly isClosed: boolean;
  send(frame: unknown): void;
  close(code: number): void;
  /** The connection breaks, and nobody says why. */
  terminate(): void;
  /** Reads and sends nothing more, and yet stays open. */
  freeze(): void;
}

type Headers = IncomingMessage['headers'];

function searchOf({ searchParams }: URL): string {
  const query = new URLSearchParams(searchParams);
  query.delete('connection');
  query.delete('poll');
  return query.size === 0 ? '' : `?${query.toString()}`;
}

const textOf = (frame: unknown) => (typeof frame === 'string' ? frame : JSON.stringify(frame));
const pingIn = (text: string) => Value.Parse(PingFrame, JSON.parse(text));

export class SocketConnection implements HostConnection {
  readonly url: URL;
  readonly search: string;
  readonly headers: Headers;
  readonly kind = 'socket';
  readonly received: PingFrame[] = [];
  readonly #webSocket: WebSocket;

  constructor(url: URL, headers: Headers, webSocket: WebSocket) {
    this.url = url;
    this.search = searchOf(url);
    this.headers = headers;
    this.#webSocket = webSocket;
    webSocket.on('message', (data) =>
      this.received.push(pingIn(Buffer.isBuffer(data) ? data.toString() : '')),
    );
    // Tests look at the close that follows.
    webSocket.on('error', () => undefined);
  }

  get isClosed(): boolean {
    return this.#webSocket.readyState >= this.#webSocket.CLOSING;
  }

  send(frame: unknown): void {
    this.#webSocket.send(textOf(frame));
  }

  close(code: number): void {
    this.#webSocket.close(code);
  }

  terminate(): void {
    this.#webSocket.terminate();
  }

  freeze(): void {
    this.#webSocket.pause();
  }
}

/** A stream, or polls: then what is sent waits for the next question. */
export class StreamedConnection implements HostConnection {
  readonly url: URL;
  readonly search: string;
  readonly headers: Headers;
  readonly kind: 'stream' | 'polls';
  readonly received: PingFrame[] = [];
  isClosed = false;
  #response: ServerResponse | null = null;
  #waiting = '';
  #isFrozen = false;
  /** Whether polls get an empty answer while there is nothing to tell. */
  answersAtOnce = false;

  constructor(url: URL, headers: Headers, response: ServerResponse) {
    this.url = url;
    this.search = searchOf(url);
    this.headers = headers;
    this.kind = url.searchParams.has('poll') ? 'polls' : 'stream';
    this.#take(response);
  }

  receive(text: string, response: ServerResponse): void {
    if (this.#isFrozen) return;
    this.received.push(pingIn(text));
    if (this.kind === 'stream') response.writeHead(204).end();
    else this.#take(response);
  }

  send(frame: unknown): void {
    this.#write(`data: ${textOf(frame)}\n\n`);
  }

  close(code: number): void {
    this.#write(`event: ${CLOSE_EVENT}\ndata: {"code":${code},"reason":""}\n\n`);
    this.#response?.end();
  }

  terminate(): void {
    this.#response?.destroy();
    this.isClosed = true;
  }

  freeze(): void {
    this.#isFrozen = true;
  }

  /** A stream stays open; a question is answered once there is something to tell, or at once. */
  #take(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    if (this.answersAtOnce) return void response.end();
    response.on('close', () => {
      if (this.kind === 'stream' || !response.writableFinished) this.isClosed = true;
    });
    response.flushHeaders();
    this.#response = response;
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '') this.#write(text);
  }

  #write(text: string): void {
    const response = this.#response;
    if (this.#isFrozen) return;
    if (response === null) {
      this.#waiting += text;
      return;
    }
    response.write(text);
    if (this.kind === 'stream') return;
    // Everything that is sent in this turn goes with it.
    setImmediate(() => {
      response.end();
      if (this.#response === response) this.#response = null;
    });
  }
}
