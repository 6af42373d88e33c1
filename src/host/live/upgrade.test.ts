/** What happens to an upgrade before there is a socket. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import { HOST_CLOSING_TIMEOUT_MS, CLOSE_TIMEOUT_MS } from './close-reasons.ts';
import { maskedText, RawClient, upgradeRequest } from './raw-client.harness.ts';
import { TestLive } from './test-live.harness.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let harness: TestLive;
let anna: number;

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
});

afterEach(() => harness.close());

const path = () => `/ws/${harness.room.state.code}/${anna}`;
const right = () => ({ Authorization: `Bearer ${harness.tokenOf(anna)}` });

/** Everything the host sends in reply to these bytes until it closes the connection. */
async function answerTo(...parts: readonly (string | Buffer)[]): Promise<string> {
  const client = await RawClient.connect(harness.port);
  client.send(...parts);
  return client.ended();
}

/** Holds back any decision until `open` is called. */
function holdDecision() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    harness.interceptAuthorize = async (authorize) => {
      const decision = await authorize();
      resolve();
      await opened;
      return decision;
    };
  });
  return { open, opened, asked };
}

/** Waits until the host has no connections left. */
async function nobodyIsLeft(): Promise<void> {
  await harness.until(() => harness.live.connections() === 0);
  while ((await harness.connections()) > 0) await harness.settle();
}

describe('an upgrade', () => {
  it('from elsewhere is refused like any other request, and its connection is closed', async () => {
    const answer = await answerTo(upgradeRequest(path(), { ...right(), Origin: 'http://evil.example' }));
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
    expect(answer).toContain('"code":"bad_origin"');
    await nobodyIsLeft();
  });

  it('to any other path is answered as an ordinary request', async () => {
    for (const elsewhere of ['/elsewhere', '/ws', '/wss/x', '/']) {
      const answer = await answerTo(upgradeRequest(elsewhere, { Connection: 'Upgrade, close' }));
      expect(answer).toMatch(/^HTTP\/1.1 404 /);
      expect(answer).toContain('"code":"not_found"');
    }
  });

  it('with an address that cannot be decoded gets 400', async () => {
    const socket = harness.connect(anna, { code: '%ff' });
    expect(await socket.closed()).toBe(-1);
    expect(socket.rejectedStatus).toBe(400);
  });

  it('with a method other than GET is answered as an ordinary request', async () => {
    const post = upgradeRequest(path(), { Connection: 'Upgrade, close' }).replace('GET', 'POST');
    expect(await answerTo(post)).toMatch(/^HTTP\/1.1 404 /);
  });

  it.each([
    ['no key', { 'Sec-WebSocket-Key': '' }],
    ['an invalid key', { 'Sec-WebSocket-Key': 'short' }],
    ['no version', { 'Sec-WebSocket-Version': '' }],
    ['an unknown version', { 'Sec-WebSocket-Version': '99' }],
    ['another protocol', { Upgrade: 'h2c' }],
    ['invalid subprotocols', { 'Sec-WebSocket-Protocol': 'a,,b' }],
  ])('with %s gets 400, and its connection is closed', async (_, headers) => {
    expect(await answerTo(upgradeRequest(path(), { ...right(), ...headers }))).toMatch(/^HTTP\/1.1 400 /);
    await nobodyIsLeft();
  });

  it('that is not HTTP gets 400', async () => {
    expect(await answerTo(upgradeRequest(path()).replace('Upgrade:', 'Up grade:'))).toMatch(
      /^HTTP\/1.1 400 /,
    );
  });

  it('gets its welcome in the same write as the handshake response', async () => {
    let writes = 0;
    harness.app.server.once('connection', (socket: Socket) => {
      const [write, writev] = [socket._write.bind(socket), socket._writev?.bind(socket)];
      Object.assign(socket, {
        _write(...what: Parameters<typeof write>) {
          writes += 1;
          write(...what);
        },
        _writev(...what: Parameters<NonNullable<typeof writev>>) {
          writes += 1;
          writev?.(...what);
        },
      });
    });
    const client = await RawClient.connect(harness.port);
    client.send(upgradeRequest(path(), right()));
    expect(await client.waitFor('"type":"welcome"')).toMatch(/^HTTP\/1.1 101 /);
    expect(writes).toBe(1);
  });

  it('may arrive on a connection that has been used before', async () => {
    const client = await RawClient.connect(harness.port);
    client.send('GET /elsewhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await client.waitFor('"not_found"');
    client.send(upgradeRequest(path(), right()));
    expect(await client.waitFor('"type":"welcome"')).toContain('HTTP/1.1 101 ');
  });

  it('behind a request still awaiting its response is answered after it, and not accepted', async () => {
    const first = 'GET /elsewhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
    const answer = await answerTo(first, upgradeRequest(path(), right()));
    expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 426']);
    await nobodyIsLeft();
  });

  it('leaves nothing behind from its request', async () => {
    const requests: WeakRef<IncomingMessage>[] = [];
    harness.app.server.on('upgrade', (request) => void requests.push(new WeakRef(request)));
    const welcomed = await harness.openSocket(anna);
    const refused = await RawClient.connect(harness.port);
    refused.send(upgradeRequest(path()));
    await refused.waitFor('101');
    await harness.until(() => {
      collectGarbage();
      return requests.every((request) => request.deref() === undefined);
    });
    expect(requests).toHaveLength(2);
    expect(welcomed.closeCode).toBeNull();
    refused.socket.destroy();
  });
});

describe('a live path without an upgrade', () => {
  it('responds that it needs an upgrade', async () => {
    const answer = await answerTo(upgradeRequest(path(), { ...right(), Connection: 'close', Upgrade: '' }));
    expect(answer).toMatch(/^HTTP\/1.1 426 Upgrade Required\r\n/);
    expect(answer).toMatch(/\r\nupgrade: websocket\r\n/i);
    expect(answer).toContain('"title":"Upgrade Required"');
  });
});

describe('while a socket is being authorised', () => {
  it('anything the client sends early is kept', async () => {
    const { open, asked } = holdDecision();
    const client = await RawClient.connect(harness.port);
    client.send(upgradeRequest(path(), right()), maskedText('{"type":"ping","t":1}'));
    await asked;
    client.send(maskedText('{"type":"ping","t":2}'));
    await harness.settle();
    expect(client.received).toBe('');
    open();
    const heard = await client.waitFor('"t":2');
    expect(heard.match(/"type":"(?:welcome|pong)"/g)).toEqual([
      '"type":"welcome"',
      '"type":"pong"',
      '"type":"pong"',
    ]);
  });

  it.each([
    ['is reset', (client: RawClient) => client.socket.resetAndDestroy()],
    ['ends', (client: RawClient) => client.socket.end()],
  ])('a connection that %s leaves nothing behind', async (_, leave) => {
    const { open, asked } = holdDecision();
    const client = await RawClient.connect(harness.port);
    client.send(upgradeRequest(path(), right()));
    await asked;
    leave(client);
    await harness.settle();
    open();
    await nobodyIsLeft();
    expect(client.received).toBe('');
    expect(harness.live.presence(anna)).toEqual({ connected: false, lastSeen: null });
  });

  it('changes to the game are included in the welcome, and nothing is sent twice', async () => {
    const { open, asked } = holdDecision();
    const socket = harness.connect(anna);
    await asked;
    const before = await harness.execute({ type: 'start' });
    open();
    expect(await socket.welcome()).toMatchObject({ seq: before });
    const after = await harness.execute({ type: 'pause', reason: 'banker' });
    await socket.reached(after);
    expect(socket.seqs).toEqual([after]);
  });

  it('a right that has been revoked no longer lets the client in', async () => {
    const { open, asked } = holdDecision();
    const socket = harness.connect(anna);
    await asked;
    await harness.execute({ type: 'change_participant', id: anna, change: { blocked: true } });
    open();
    expect(await socket.closed()).toBe(CLOSE_CODES.unauthorised);
    expect(socket.frames).toEqual([]);
  });

  it('a client whose game disappears is told to try again', async () => {
    const { open, asked } = holdDecision();
    const socket = harness.connect(anna);
    await asked;
    await harness.rooms.wipe(harness.room);
    open();
    expect(await socket.closed()).toBe(CLOSE_CODES.resync);
  });

  it('a failure is answered as an internal error, and the connection is closed', async () => {
    harness.interceptAuthorize = () => Promise.reject(new Error('the store is away'));
    expect(await answerTo(upgradeRequest(path(), right()))).toMatch(/^HTTP\/1.1 500 /);
    await nobodyIsLeft();
  });

  it('a closing host lets nobody in: 503, or 4001 for a client that was about to be welcomed', async () => {
    const asleep = await harness.openSocket(harness.bankerId);
    asleep.webSocket.pause();
    const { open, asked, opened } = holdDecision();
    const admitted = harness.connect(anna);
    await asked;
    harness.interceptAuthorize = async (authorize) => {
      await opened;
      return authorize();
    };
    const [early, late] = [await RawClient.connect(harness.port), await RawClient.connect(harness.port)];
    early.send(upgradeRequest(path(), right()));
    await harness.settle();
    const closed = harness.app.close();
    await harness.until(() => harness.live.connections() === 0);
    late.send(upgradeRequest(path(), right()));
    open();
    for (const refused of [early, late]) expect(await refused.ended()).toMatch(/^HTTP\/1.1 503 /);
    expect(await admitted.closed()).toBe(CLOSE_CODES.hostClosing);
    expect(admitted.frames).toEqual([]);
    harness.clock.advance(HOST_CLOSING_TIMEOUT_MS);
    await closed;
  });

  it('a closing host does not wait for the decision', async () => {
    const { asked } = holdDecision();
    const client = await RawClient.connect(harness.port);
    client.send(upgradeRequest(path(), right()));
    await asked;
    await harness.app.close();
    expect(await client.ended()).toBe('');
  });
});

describe('an open socket', () => {
  it('is closed with 1002 if it sends something that is not a frame', async () => {
    const client = await RawClient.connect(harness.port);
    client.send(upgradeRequest(path(), right()));
    await client.waitFor('"type":"welcome"');
    client.send(Buffer.from([0x81, 0x01, 0x78]));
    const close = String.fromCodePoint(0x88, 0x02, 1002 >> 8, 1002 & 0xff);
    expect(await client.waitFor(close)).toContain(close);
    await harness.until(() => harness.live.connections() === 0);
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    await nobodyIsLeft();
  });

  it('that was rejected is closed even if it sends something that is not a frame', async () => {
    const client = await RawClient.connect(harness.port);
    client.send(upgradeRequest(path()));
    await client.waitFor('not authorised');
    client.send(Buffer.from([0x81, 0x01, 0x78]));
    await harness.settle();
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    await nobodyIsLeft();
    expect(client.received).not.toContain('welcome');
  });

  it('is closed with 4001 when the app closes, which waits for its reply', async () => {
    const socket = await harness.openSocket(anna);
    await harness.app.close();
    expect(await socket.closed()).toBe(CLOSE_CODES.hostClosing);
  });

  it('is closed with 1011 after an internal error, which is reported', async () => {
    const currentSeat = () => {
      throw new Error('broken');
    };
    harness.interceptAuthorize = async (authorize) => {
      const found = await authorize();
      return found === null || 'closeCode' in found ? found : { ...found, currentSeat };
    };
    expect(await harness.connect(anna).closed()).toBe(1011);
    expect(harness.reports).toEqual(['a live connection failed']);
  });
});
