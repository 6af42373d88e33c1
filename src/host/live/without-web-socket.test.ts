/** The live connection over plain HTTP, where it is not that of a WebSocket in every respect. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { CLOSE_CODES, MAX_CLIENT_FRAME_BYTES, MAX_SOCKETS_PER_PLAYER } from '../../protocol/frames.ts';
import { STALLED_MS } from '../connections/tcp-connection.ts';
import { CLOSE_TIMEOUT_MS } from './close-reasons.ts';
import { PING_MS, UNANSWERED_LIMIT } from './heartbeat.ts';
import { POLL_EXPIRY_MS } from './poll-transport.ts';
import { RawClient, streamRequest, upgradeRequest } from './raw-client.harness.ts';
import { DRAIN_MS } from './send-buffer.ts';
import { PAGE_ID, TestLive, TRANSPORTS } from './test-live.harness.ts';
import { TestStream } from './test-stream.harness.ts';

const OVER_HTTP = ['stream', 'polls'] as const;
/** When the ninth ping would be due. */
const DEAD_MS = (UNANSWERED_LIMIT + 1) * PING_MS;
const LONG_NAME = 'x'.repeat(40);
/** More than any buffer between host and client holds. */
const FLOOD_BYTES = 16 * 1024 * 1024;

let harness: TestLive;
let anna: number;
let tom: number;

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
  tom = await harness.addPlayer('Tom');
});

afterEach(() => harness.close());

const rename = (name: string) => harness.execute({ type: 'change_game', name });
const owner = () => ({ token: harness.seats.ownerToken });

describe.each(OVER_HTTP)('by %s', (kind) => {
  it('the same frames come as by WebSocket, and those of batches in one', async () => {
    const [socket, client] = [await harness.openBy('WebSocket', anna), await harness.openBy(kind, anna)];
    await harness.startChallenge(anna);
    const changes = ['One', 'Two', 'Three'].map((name): Command => ({ type: 'change_game', name }));
    const head = await harness.executeAll(changes);
    await Promise.all([socket.reached(head), client.reached(head)]);
    expect(client.events).toEqual(socket.events);
    expect(client.ofType('welcome')).toEqual(socket.ofType('welcome'));
    expect(client.batchSizes).toEqual([3]);
  });

  it('the id of an event is its seq', async () => {
    const client = harness.connectStream(anna, { isPolled: kind === 'polls' });
    await client.welcome();
    await client.reached(await rename('Owls'));
    expect(client.ids).toEqual(client.seqs);
  });

  it('a ping is answered among the frames', async () => {
    const client = await harness.openBy(kind, anna);
    client.send({ type: 'ping', t: 12.5 });
    expect(await client.next('pong')).toEqual({ type: 'pong', t: 12.5, server_time: harness.clock.wall() });
  });

  it.each([
    ['no token', () => harness.connectBy(kind, anna, { token: null })],
    [
      'a token that opens nothing',
      () => harness.connectBy(kind, anna, { token: `${anna}.${'x'.repeat(43)}` }),
    ],
    ["another player's token", () => harness.connectBy(kind, anna, { token: harness.tokenOf(tom) })],
    ["the owner's token for a player's seat", () => harness.connectBy(kind, anna, owner())],
    ['a participant who does not exist', () => harness.connectBy(kind, 99_999, owner())],
    ['a game that does not exist', () => harness.connectBy(kind, anna, { code: 'ZZZZZZ' })],
    ['an invalid id', () => harness.connectBy(kind, 'me', owner())],
  ])('4500 is the answer to %s', async (_, connect) => {
    const refused = connect();
    expect(await refused.closed()).toBe(CLOSE_CODES.unauthorised);
    expect(refused.frames).toEqual([]);
    expect(harness.live.connections()).toBe(0);
  });

  it('a seat is shown by cookie as well, and an old page is turned away', async () => {
    const cookie = `${harness.seats.cookieName(anna)}=${harness.tokenOf(anna)}; other=1`;
    const client = harness.connectBy(kind, anna, { token: null, headers: { Cookie: cookie } });
    expect((await client.welcome()).snapshot?.me.player_id).toBe(anna);
    await harness.openBy(kind, anna, { query: `page=${PAGE_ID}` });
    const old = harness.connectBy(kind, anna, { query: 'page=of-yesterday' });
    expect(await old.closed()).toBe(CLOSE_CODES.pageOutdated);
  });

  it.each([
    ['a name that is not ours', { Host: 'evil.example' }],
    ['another site’s page', { Origin: 'http://evil.example' }],
  ])('403 is the answer to %s', async (_, headers) => {
    const client = harness.connectBy(kind, anna, { headers });
    expect(await client.closed()).toBe(-1);
    expect(client.rejectedStatus).toBe(403);
  });

  it.each(['WebSocket', kind] as const)(
    'counts as one of a seat’s three; when another one comes by %s, the oldest is closed with 4509',
    async (other) => {
      const first = await harness.openBy(kind, anna);
      for (let count = 0; count < MAX_SOCKETS_PER_PLAYER; count += 1) await harness.openBy(other, anna);
      expect(await first.closed()).toBe(CLOSE_CODES.tooManySockets);
      expect(harness.live.connections()).toBe(MAX_SOCKETS_PER_PLAYER);
    },
  );

  it('closes the oldest socket of its seat in the same way', async () => {
    const first = await harness.openBy('WebSocket', anna);
    for (let count = 0; count < MAX_SOCKETS_PER_PLAYER; count += 1) await harness.openBy(kind, anna);
    expect(await first.closed()).toBe(CLOSE_CODES.tooManySockets);
  });

  it('a player who is blocked gets 4500 and nothing else, one whose game is wiped 4504', async () => {
    const [blocked, other] = [await harness.openBy(kind, anna), await harness.openBy(kind, tom)];
    await harness.execute({ type: 'change_participant', id: anna, change: { blocked: true } });
    expect(await blocked.closed()).toBe(CLOSE_CODES.unauthorised);
    expect(blocked.events).toEqual([]);
    await harness.rooms.wipe(harness.room);
    expect(await other.closed()).toBe(CLOSE_CODES.gameWiped);
  });

  it('a message that is not understood, and too many messages, get 4501', async () => {
    const [confused, eager] = [await harness.openBy(kind, anna), await harness.openBy(kind, tom)];
    confused.send('hello');
    expect(await confused.closed()).toBe(CLOSE_CODES.protocolError);
    for (let count = 0; count < 150; count += 1) eager.send({ type: 'ping', t: count });
    expect(await eager.closed()).toBe(CLOSE_CODES.protocolError);
  });

  it('a message of over 16 KiB is refused with 413, and changes nothing', async () => {
    const client = harness.connectStream(anna, { isPolled: kind === 'polls' });
    await client.welcome();
    const name = 'x'.repeat(MAX_CLIENT_FRAME_BYTES + 1);
    client.send(name);
    expect(await client.sent(1)).toEqual([413]);
    expect(harness.live.connections()).toBe(1);
  });

  it('a seat is connected while its device gives signs of life', async () => {
    const client = await harness.openBy(kind, anna);
    for (let round = 0; round < 20; round += 1) {
      harness.clock.advance(POLL_EXPIRY_MS - 1);
      client.send({ type: 'ping', t: round });
      await client.next('pong', round);
      expect(harness.live.presence(anna)).toEqual({ connected: true, lastSeen: harness.clock.wall() });
    }
  });
});

describe('a stream', () => {
  it('stays open however long nobody sends anything, if the device says that it is there', async () => {
    const client = await harness.openBy('stream', anna);
    for (let round = 0; round < 20; round += 1) {
      for (let second = 0; second < PING_MS; second += 1_000) harness.clock.advance(1_000);
      client.send({ type: 'ping', t: round });
      await client.next('pong', round);
    }
    expect((await client.reached(await rename('Owls'))).seq).toBe(harness.room.state.seq);
  });

  it('is closed with 4012 without any sign of life', async () => {
    const client = await harness.openBy('stream', anna);
    harness.clock.advance(DEAD_MS - 1);
    await harness.settle();
    expect(client.closeCode).toBeNull();
    harness.clock.advance(1);
    expect(await client.closed()).toBe(CLOSE_CODES.unresponsive);
  });

  it('is noticed to be gone as soon as its connection is', async () => {
    const client = await harness.openBy('stream', anna);
    client.terminate();
    await harness.until(() => harness.live.connections() === 0);
    client.send({ type: 'ping', t: 1 });
    expect(client instanceof TestStream && (await client.sent(1))).toEqual([404]);
  });

  it('leaves its connection fit for the next request', async () => {
    const client = await RawClient.connect(harness.port);
    const { code } = harness.room.state;
    client.send(
      streamRequest(`${code}/live/${anna}?connection=raw-connection`, `Bearer ${harness.tokenOf(anna)}`),
    );
    await client.waitFor('"welcome"');
    await harness.execute({ type: 'move_seat', id: anna, keepsPin: false });
    await client.waitFor('event: close');
    client.send('GET /elsewhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    expect(await client.waitFor('"not_found"')).toMatch(/^HTTP\/1.1 200 [^]*HTTP\/1.1 404 /);
    client.socket.destroy();
  });

  it('without a name is refused, and told why', async () => {
    const { code } = harness.room.state;
    const url = `http://127.0.0.1:${harness.port}/api/v2/games/${code}/live/${anna}`;
    for (const search of ['', '?connection=', '?connection=a/b/c/d/e', `?connection=${'x'.repeat(65)}`]) {
      const answer = await fetch(url + search);
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('8 to 64 letters')]);
    }
  });

  it('of another seat cannot be spoken for', async () => {
    await harness.openBy('stream', anna);
    const { code } = harness.room.state;
    const url = `http://127.0.0.1:${harness.port}/api/v2/games/${code}/live/${anna}?connection=test-connection`;
    const post = (token: string) =>
      fetch(url, { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body: '{}' });
    expect((await post(harness.tokenOf(tom))).status).toBe(401);
    expect((await post(harness.tokenOf(anna))).status).toBe(404);
  });
});

describe('polls', () => {
  it('that stop make the seat away after 10 s, and the next one finds nothing', async () => {
    const client = await harness.openBy('polls', anna);
    harness.clock.advance(POLL_EXPIRY_MS - 1);
    expect(harness.live.presence(anna).connected).toBe(true);
    harness.clock.advance(1);
    expect(harness.live.presence(anna).connected).toBe(false);
    client.send({ type: 'ping', t: 1 });
    expect(client instanceof TestStream && (await client.sent(1))).toEqual([404]);
  });
});

describe.each(TRANSPORTS)('a reader by %s that never reads', { timeout: 60_000 }, (kind) => {
  /** Creates events until no buffer can hold them. */
  const flood = async (other: { reached(seq: number): Promise<unknown> }) => {
    for (let bytes = 0; bytes < FLOOD_BYTES; bytes += 300 * 500) {
      const batch = Array.from({ length: 300 }, (): Command => ({ type: 'change_game', name: LONG_NAME }));
      await other.reached(await harness.executeAll(batch));
    }
  };

  it('G6 does not affect anyone else, gets no more, and counts as disconnected', async () => {
    const [asleep, other] = [await harness.openBy(kind, anna), await harness.openBy('WebSocket', tom)];
    asleep.pause();
    await flood(other);
    harness.clock.advance(DRAIN_MS);
    expect(harness.live.connections()).toBe(1);
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    await harness.settle();
    asleep.resume();
    await asleep.closed();
    await harness.until(() => !harness.live.presence(anna).connected);
    const { seqs } = asleep;
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  });

  it.skipIf(kind === 'polls')('is reset, so that the system drops what it has not read', async () => {
    const { code } = harness.room.state;
    const headers = { Authorization: `Bearer ${harness.tokenOf(anna)}` };
    const asleep = await RawClient.connect(harness.port);
    const errors: unknown[] = [];
    asleep.socket.on('error', (error) => void errors.push('code' in error && error.code));
    asleep.send(
      kind === 'WebSocket'
        ? upgradeRequest(`/ws/${code}/${anna}`, headers)
        : streamRequest(`${code}/live/${anna}?connection=raw-connection`, headers.Authorization),
    );
    await asleep.waitFor('"welcome"');
    asleep.socket.pause();
    await flood(await harness.openBy('WebSocket', tom));
    harness.clock.advance(DRAIN_MS);
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    asleep.socket.resume();
    await asleep.ended();
    expect(errors).toEqual(['ECONNRESET']);
  });
});

it('G6 a stream that nobody reads for 10 s is not cut as an unread answer would be, while little waits', async () => {
  const client = await harness.openBy('stream', anna);
  const big = Array.from({ length: 300 }, (): Command => ({ type: 'change_game', name: LONG_NAME }));
  client.pause();
  const head = await harness.executeAll(big);
  for (let second = 0; second < STALLED_MS * 2; second += 1_000) harness.clock.advance(1_000);
  client.resume();
  expect((await client.reached(head)).seq).toBe(head);
  expect(client.closeCode).toBeNull();
});

it('streams end with 4001 when the host closes, which then takes no others', async () => {
  const client = await harness.openBy('stream', anna);
  await harness.live.close();
  expect(await client.closed()).toBe(CLOSE_CODES.hostClosing);
  const late = harness.connectBy('stream', tom);
  expect(await late.closed()).toBe(-1);
  expect(late.rejectedStatus).toBe(503);
});
