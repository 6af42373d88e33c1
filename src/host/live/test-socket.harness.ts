/** For tests: a WebSocket client that records everything it receives. */
import { WebSocket } from 'ws';
import { FrameLog } from './frame-log.harness.ts';

export interface SocketOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** False: protocol pings go unanswered. */
  readonly autoPong?: boolean;
  /** WebSocket subprotocols to ask for. */
  readonly protocols?: readonly string[];
}

export class TestSocket extends FrameLog {
  readonly webSocket: WebSocket;

  constructor(url: string, { headers = {}, autoPong = true, protocols = [] }: SocketOptions) {
    super();
    this.webSocket = new WebSocket(url, [...protocols], { headers, autoPong, perMessageDeflate: false });
    this.webSocket.on('message', (data) =>
      this.receive(JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')),
    );
    this.webSocket.on('close', (code) => this.noteClosed(code));
    this.webSocket.on('unexpected-response', (request, response) => {
      this.noteRejected(response.statusCode ?? null);
      request.destroy();
    });
    // The close event that follows tells a test all it needs to know.
    this.webSocket.on('error', () => this.notify());
  }

  send(message: unknown): void {
    this.webSocket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  async close(): Promise<void> {
    this.webSocket.close();
    await this.closed();
  }

  terminate(): void {
    this.webSocket.terminate();
  }

  pause(): void {
    this.webSocket.pause();
  }

  resume(): void {
    this.webSocket.resume();
  }
}
