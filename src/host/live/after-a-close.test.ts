/** What a client sends after the host has closed its connection. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE_CODES, MAX_SOCKETS_PER_PLAYER } from '../../protocol/frames.ts';
import { CLOSE_TIMEOUT_MS } from './close-reasons.ts';
import { maskedText, RawClient, upgradeRequest } from './raw-client.harness.ts';
import { TestLive } from './test-live.harness.ts';

/** More than the systems on both ends hold of one connection. */
const FLOOD_BYTES = 64 * 1024 * 1024;
/** What one read and the stream behind it hold. */
const MOST_READ = 512 * 1024;
/** Pings without content, with a mask of zeros. */
const PINGS = Buffer.alloc(6 * 10_000).fill(Buffer.from([0x89, 0x80, 0, 0, 0, 0]));
/** As a browser answers a close. */
const CLOSE = Buffer.from([0x88, 0x80, 0, 0, 0, 0]);
const PING = maskedText('{"type":"ping","t":1}');

let harness: TestLive;
let anna: number;
/** The host's side of each live connection. */
let sockets: Socket[];

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
  sockets = [];
  harness.app.server.on('upgrade', (_request, socket: Socket) => void sockets.push(socket));
});

afterEach(() => harness.close());

/** What a close frame with this code holds before its reason. */
function closeFrame(code: number): string {
  return String.fromCharCode(code >> 8, code & 0xff);
}

/** A client that does not leave when the host has ended its side. */
async function open(path: string, token: string | null): Promise<{ client: RawClient; socket: Socket }> {
  const client = await RawClient.connect(harness.port);
  client.socket.removeAllListeners('end');
  const count = sockets.length;
  client.send(upgradeRequest(path, token === null ? {} : { Authorization: `Bearer ${token}` }));
  await harness.until(() => sockets.length > count);
  const socket = sockets[count];
  if (socket === undefined) throw new Error('no connection has come');
  return { client, socket };
}

const refused = async () => {
  const opened = await open(`/ws/${harness.room.state.code}/999999`, null);
  await opened.client.waitFor(closeFrame(CLOSE_CODES.unauthorised));
  return opened;
};
const seated = async () => open(`/ws/${harness.room.state.code}/${anna}`, harness.tokenOf(anna));

/** Sends pings until the host reads no more, or has read them all. */
async function flood({ client, socket }: { readonly client: RawClient; readonly socket: Socket }) {
  let sent = 0;
  while (sent < FLOOD_BYTES && !socket.isPaused() && !client.socket.destroyed) {
    sent += PINGS.length;
    if (client.socket.write(PINGS)) await harness.settle();
    else await Promise.race([once(client.socket, 'drain'), once(socket, 'pause')]);
  }
}

describe('a flood of pings', () => {
  it.each([
    ['a seat that is not its own', CLOSE_CODES.unauthorised, refused],
    [
      'a game that there is not',
      CLOSE_CODES.unauthorised,
      async () => {
        const opened = await open('/ws/ZZZZZZ/1', null);
        await opened.client.waitFor(closeFrame(CLOSE_CODES.unauthorised));
        return opened;
      },
    ],
    [
      'a seat that was opened elsewhere',
      CLOSE_CODES.tooManySockets,
      async () => {
        const oldest = await seated();
        for (let more = 0; more < MAX_SOCKETS_PER_PLAYER; more += 1) await harness.openSocket(anna);
        await oldest.client.waitFor(closeFrame(CLOSE_CODES.tooManySockets));
        return oldest;
      },
    ],
    [
      'a host that ends',
      CLOSE_CODES.hostClosing,
      async () => {
        const opened = await seated();
        await opened.client.waitFor('"welcome"');
        void harness.live.close();
        await opened.client.waitFor(closeFrame(CLOSE_CODES.hostClosing));
        return opened;
      },
    ],
    [
      'a seat that sent what is no message',
      CLOSE_CODES.protocolError,
      async () => {
        const opened = await seated();
        opened.client.send(maskedText('{"type":"pong"}'));
        await opened.client.waitFor(closeFrame(CLOSE_CODES.protocolError));
        return opened;
      },
    ],
    [
      'a seat that breaks RFC 6455',
      1002,
      async () => {
        const opened = await seated();
        opened.client.send(Buffer.from([0x8f, 0x80, 0, 0, 0, 0]));
        await opened.client.waitFor(closeFrame(1002));
        return opened;
      },
    ],
    [
      'a seat that has said goodbye itself',
      1005,
      async () => {
        const opened = await seated();
        await opened.client.waitFor('"welcome"');
        opened.client.send(CLOSE);
        await opened.client.waitFor('\u0088\u0000');
        return opened;
      },
    ],
  ])('after the close of %s is not read, and cut off after two seconds', async (_, code, close) => {
    const opened = await close();
    await flood(opened);
    expect(opened.socket.bytesRead).toBeLessThan(MOST_READ);
    expect(opened.socket.destroyed).toBe(false);
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    // A client that has been told of the end may not notice the reset.
    await harness.until(() => opened.socket.closed);
    expect(code === 1005 || opened.client.received.includes(closeFrame(code))).toBe(true);
  });
});

describe('a client that was refused', () => {
  it('may take its time and finish what it was sending: it gets the code, and no reset', async () => {
    const client = await RawClient.connect(harness.port);
    client.socket.pause();
    const path = `/ws/${harness.room.state.code}/999999`;
    client.send(upgradeRequest(path), ...Array<Buffer>(20).fill(PING));
    await harness.until(() => sockets.length === 1);
    await harness.settle();
    harness.clock.advance(CLOSE_TIMEOUT_MS - 1);
    client.socket.resume();
    await client.waitFor(closeFrame(CLOSE_CODES.unauthorised));
    client.send(...Array<Buffer>(20).fill(PING), CLOSE);
    await once(client.socket, 'end');
    expect(client.socket.errored).toBeNull();
  });
});
