import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { textFrame } from './text-frame.ts';

const HANDSHAKE =
  'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

let server: ReturnType<typeof createServer>;
let port: number;
/** What the server sends to everyone who connects. */
let message = '';

beforeEach(async () => {
  server = createServer();
  const webSockets = new WebSocketServer({ server, perMessageDeflate: false });
  webSockets.on('connection', (webSocket) => {
    webSocket.send(message, () => webSocket.terminate());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  port = address.port;
});

afterEach(() => server.close());

/** The bytes that `ws` itself sends for this text. */
async function framedByWs(text: string): Promise<Buffer> {
  message = text;
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.write(HANDSHAKE);
  await once(socket, 'close');
  const bytes = Buffer.concat(chunks);
  return bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
}

describe('a text frame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
    'of %i letters is the same as ws would send',
    async (length) => {
      const text = 'a'.repeat(length);
      expect(textFrame(text).equals(await framedByWs(text))).toBe(true);
    },
  );

  it('counts bytes, not letters', async () => {
    const text = 'Zoë 👩‍👩‍👧 Ёж '.repeat(20);
    expect(textFrame(text).equals(await framedByWs(text))).toBe(true);
  });
});
