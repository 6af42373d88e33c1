import { type ClientRequest, type IncomingMessage, request } from 'node:http';
/** For tests: a client without WebSocket, which reads a stream or polls, and records everything it receives. */
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { CLOSE_EVENT } from '../../protocol/connection.ts';
import { FrameLog } from './frame-log.harness.ts';

const closeEvent = Compile(Type.Object({ code: Type.Integer(), reason: Type.String() }));
/** Real time between two polls. */
const POLL_MS = 25;

let made = 0;

export interface StreamOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly isPolled?: boolean;
}

export class TestStream extends FrameLog {
  readonly ids: number[] = [];
  /** Statuses of the answers to what it sent. */
  readonly sentStatuses: number[] = [];
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #isPolled: boolean;
  readonly #request: ClientRequest;
  #response: IncomingMessage | null = null;
  #isPaused = false;
  /** Polls go one after the other, or their answers might overtake each other. */
  #unanswered = 1;
  #unread = '';

  constructor(url: string, { headers = {}, isPolled = false }: StreamOptions) {
    super();
    made += 1;
    this.#headers = headers;
    this.#isPolled = isPolled;
    this.#url = new URL(url);
    this.#url.searchParams.set('connection', `test-connection-${made}`);
    const opening = new URL(this.#url);
    if (isPolled) opening.searchParams.set('poll', 'true');
    this.#request = request(opening, { headers, agent: false }, (response) => {
      this.#response = response;
      if (response.statusCode !== 200) return this.noteRejected(response.statusCode ?? null);
      this.#read(response);
      if (!isPolled) response.on('close', () => this.noteClosed(1006));
      if (this.#isPaused) response.pause();
    });
    this.#request.on('error', () => this.noteClosed(1006));
    this.#request.end();
  }

  /** As a request of its own. */
  send(message: unknown): void {
    this.#unanswered += 1;
    const sending = request(
      this.#url,
      { method: 'POST', headers: this.#headers, agent: false },
      (response) => {
        this.sentStatuses.push(response.statusCode ?? 0);
        this.notify();
        if (response.statusCode === 200) this.#read(response);
        else {
          this.#unanswered -= 1;
          response.resume();
          if (this.#isPolled) this.noteClosed(1006);
        }
      },
    );
    sending.on('error', () => this.notify());
    sending.end(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Waits until so many messages have been answered, even if the connection has closed. */
  async sent(count: number): Promise<readonly number[]> {
    while (this.sentStatuses.length < count) await new Promise((resolve) => void setImmediate(resolve));
    return this.sentStatuses;
  }

  /** A client that polls asks while it waits for something. */
  protected override async until<Thing>(what: string, look: () => Thing | null): Promise<Thing> {
    const timer = setInterval(() => {
      if (this.#isPolled && !this.#isPaused && this.#unanswered === 0) this.send({ type: 'ping', t: 0 });
    }, POLL_MS);
    return super.until(what, look).finally(() => clearInterval(timer));
  }

  async close(): Promise<void> {
    this.terminate();
    await this.closed();
  }

  terminate(): void {
    this.#request.destroy();
    this.noteClosed(1006);
  }

  pause(): void {
    this.#isPaused = true;
    this.#response?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#response?.resume();
  }

  #read(response: IncomingMessage): void {
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      const [...whole] = (this.#unread + text).split('\n\n');
      this.#unread = whole.pop() ?? '';
      for (const event of whole) this.#onEvent(event);
    });
    response.on('error', () => this.notify());
    response.on('close', () => {
      this.#unanswered -= 1;
    });
  }

  #onEvent(text: string): void {
    const fields = new Map(
      text.split('\n').map((line) => [line.split(': ', 1)[0], line.replace(/^\w+: /, '')]),
    );
    const data: unknown = JSON.parse(fields.get('data') ?? '');
    const id = fields.get('id');
    if (id !== undefined) this.ids.push(Number(id));
    if (fields.get('event') !== CLOSE_EVENT) return this.receive(data);
    this.noteClosed(closeEvent.Parse(data).code);
  }
}
