/**
 * What takes the place of a socket where there is none: a stream over plain HTTP, or polls. docs/protocol.md, "Without WebSocket".
 * Frames and close codes are those of a socket.
 */
import { CLOSE_EVENT, POLL_MS } from '../protocol/connection.ts';
import type { Cancel, Environment } from './environment.ts';
import { EventStreamReader } from './event-stream-reader.ts';
import { isObject } from './guards/wire-guards.ts';
import { NO_CODE, type Socket, type SocketHandlers } from './socket.ts';

export interface HttpSocketOptions {
  readonly environment: Environment;
  /** With the name of the connection in its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Opens a stream that stays open. What is sent goes by requests of its own. */
export function openStream(options: HttpSocketOptions, handlers: SocketHandlers): Socket {
  const call = new HttpSocketCall(options, handlers);
  void call.read('GET', options.url).then(() => call.end(NO_CODE));
  return {
    send: (text) => void call.read('POST', options.url, text),
    close: () => call.close(),
  };
}

/** Asks again and again. What is sent goes with the next question, which is then asked at once. */
export function openPolls(options: HttpSocketOptions, handlers: SocketHandlers): Socket {
  const { environment, url } = options;
  const call = new HttpSocketCall(options, handlers);
  const waiting: string[] = [];
  let isAsking = true;
  let cancelNext: Cancel = () => undefined;

  const ask = () => {
    cancelNext();
    isAsking = true;
    const ping = () => JSON.stringify({ type: 'ping', t: environment.monotonic() });
    void call.read('POST', url, waiting.shift() ?? ping()).then(onAnswered);
  };
  const onAnswered = () => {
    isAsking = false;
    if (call.isOver) return;
    if (waiting.length > 0) ask();
    else cancelNext = environment.after(POLL_MS, ask);
  };
  void call.read('GET', `${url}&poll=true`).then(onAnswered);
  return {
    send(text) {
      waiting.push(text);
      if (!isAsking) ask();
    },
    close() {
      cancelNext();
      call.close();
    },
  };
}

/** The requests of one connection. */
class HttpSocketCall {
  private readonly options: HttpSocketOptions;
  private readonly handlers: SocketHandlers;
  private readonly controller = new AbortController();
  private isOpen = false;
  isOver = false;

  constructor(options: HttpSocketOptions, handlers: SocketHandlers) {
    this.options = options;
    this.handlers = handlers;
  }

  close(): void {
    this.isOver = true;
    this.controller.abort();
  }

  end(code: number): void {
    if (this.isOver) return;
    this.close();
    this.handlers.onClose(code);
  }

  /** Passes on the frames in the answer, until that ends. Any failure ends the connection: the next one tells more. */
  async read(method: 'GET' | 'POST', url: string, body?: string): Promise<void> {
    if (this.isOver) return;
    const { environment, headers } = this.options;
    const init = { method, headers, signal: this.controller.signal, ...(body !== undefined && { body }) };
    try {
      const response = await environment.fetch(url, {
        ...init,
        credentials: 'same-origin',
        cache: 'no-store',
      });
      if (response.status === 204) return;
      // Something on the way may answer in the host's place.
      if (response.headers.get('Content-Type')?.startsWith('text/event-stream') !== true || !response.ok)
        return this.end(NO_CODE);
      if (!this.isOpen && !this.isOver) this.handlers.onOpen();
      this.isOpen = true;
      await this.readFrames(response);
    } catch {
      // Cut off, or never reached: both are a lost connection, which is opened again.
      this.end(NO_CODE);
    }
  }

  private async readFrames({ body }: Response): Promise<void> {
    if (body === null) return this.end(NO_CODE);
    const events = new EventStreamReader((type, data) => this.onEvent(type, data));
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      events.push(decoder.decode(value, { stream: true }));
    }
  }

  private onEvent(type: string, data: string): void {
    if (this.isOver) return;
    if (type === CLOSE_EVENT) return this.end(closeCodeIn(data));
    if (type === '') this.handlers.onMessage(data);
  }
}

function closeCodeIn(data: string): number {
  const close: unknown = parseJson(data);
  const code = isObject(close) ? close['code'] : null;
  return typeof code === 'number' && Number.isInteger(code) ? code : NO_CODE;
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
