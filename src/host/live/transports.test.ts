/** A host that ends waits for its clients, so those that have left already must not keep it. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { PollTransport } from './poll-transport.ts';
import { StreamTransport } from './stream-transport.ts';
import type { Transport } from './transport.ts';
import { WebSocketTransport } from './web-socket-transport.ts';

const clock = createManualClock();
let server: Server;

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

const address = () => {
  const { port } = server.address() as AddressInfo;
  return `127.0.0.1:${port}`;
};

async function closedWebSocket(): Promise<Transport> {
  const sockets = new WebSocketServer({ server });
  const arrival = once(sockets, 'connection') as Promise<[WebSocket, { socket: Socket }]>;
  const client = new WebSocket(`ws://${address()}`);
  const [[webSocket, { socket }]] = await Promise.all([arrival, once(client, 'open')]);
  client.terminate();
  await once(webSocket, 'close');
  return new WebSocketTransport(webSocket, socket, clock);
}

async function closedStream(): Promise<Transport> {
  const request = once(server, 'request') as Promise<[unknown, ServerResponse]>;
  const leaving = new AbortController();
  const answer = fetch(`http://${address()}`, { signal: leaving.signal }).catch(() => null);
  const [, response] = await request;
  leaving.abort();
  await Promise.all([answer, once(response, 'close')]);
  return new StreamTransport(response, clock);
}

async function closedPolls(): Promise<Transport> {
  const transport = new PollTransport(clock);
  transport.terminateAfter(1);
  clock.advance(1);
  return transport;
}

describe.each([
  ['WebSocket', closedWebSocket],
  ['stream', closedStream],
  ['polls', closedPolls],
])('a client by %s that has left', (_, leave) => {
  it('is known to have left, whenever somebody asks', async () => {
    const transport = await leave();
    let calls = 0;
    transport.onceClosed(() => (calls += 1));
    expect(calls).toBe(1);
  });
});
