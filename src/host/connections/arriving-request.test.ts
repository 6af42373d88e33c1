/** What is built of one read, over real connections. */
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArrivingRequest } from './arriving-request.ts';
import { get, LimitedHost } from './limited-host.harness.ts';

let host: LimitedHost;
let requests: number;
beforeEach(async () => {
  host = new LimitedHost();
  await host.start();
  requests = 0;
  host.app.app.server.on('request', () => {
    requests += 1;
  });
});
afterEach(() => host.close());

const chunked = (path: string, coding = 'chunked') =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: ${coding}\r\n\r\n`;

describe('a body in chunks', () => {
  it.each([
    ['of a byte each', '1\r\n \r\n'.repeat(9_000)],
    ['with long extensions', `1;${'x'.repeat(500)}\r\n \r\n`.repeat(100)],
    ['of which one has come', '2\r\n{}\r\n'],
    ['that is whole', '2\r\n{}\r\n0\r\n\r\n'],
    ['with a trailer', '2\r\n{}\r\n0\r\nSeat: 0\r\n\r\n'],
    ['of which none has come', ''],
  ])('%s is refused unread, with what to do', async (_, body) => {
    const client = await host.connect();
    client.send(chunked('/api/v2/games') + body);
    expect((await client.ended()).match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(client.received).toContain('Content-Length');
    expect(requests).toBe(0);
    await host.untilOpen(0);
  });

  it.each(['/ws/ABCDEF/1', '/nowhere', '/'])('is refused at %s, too', async (path) => {
    const client = await host.connect();
    client.send(`${chunked(path, 'Chunked')}1\r\n \r\n`);
    expect((await client.ended()).match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(requests).toBe(0);
  });

  it('is refused behind an earlier request, after which others are served', async () => {
    const client = await host.connect();
    client.send(get('/nowhere'));
    await client.waitFor('not_found');
    client.send(`${chunked('/api/v2/games')}1\r\n \r\n`);
    expect((await client.ended()).match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 400']);
    const other = await host.connect();
    other.send(get('/nowhere', 'Connection: close\r\n'));
    expect(await other.ended()).toContain('404');
  });

  it('ends a connection that still waits for an answer', async () => {
    const client = await host.connect();
    client.send(`${get('/nowhere')}${chunked('/api/v2/games')}1\r\n \r\n`);
    await client.ended();
    await host.untilOpen(0);
    expect(requests).toBe(1);
  });
});

describe('thousands of requests in one read', () => {
  it('are built until the connection is reset, and no further', async () => {
    const client = await host.connect();
    client.send(get('/').repeat(3_000));
    await client.ended();
    await host.untilOpen(0);
    expect(requests).toBeLessThan(150);
  });
});

describe('a body in pieces', () => {
  it.each([
    [900, 1, false],
    [1_001, 1, true],
    [5_000, 40, true],
    [5_000, 64, false],
    [3_000, 1_400, false],
  ])('%i of %i bytes: whether that ends the connection is %o', (pieces, bytes, isEnded) => {
    const socket = new Socket();
    const request = new ArrivingRequest(socket);
    request.resume();
    for (let sent = 0; sent < pieces; sent += 1) request.push(Buffer.alloc(bytes));
    expect(socket.destroyed).toBe(isEnded);
    socket.destroy();
  });
});
