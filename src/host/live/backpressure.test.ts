import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { CLOSE_CODES, MAX_CLIENT_FRAME_BYTES } from '../../protocol/frames.ts';
import { CLOSE_TIMEOUT_MS } from './close-reasons.ts';
import { DRAIN_MS, MAX_UNREAD_BYTES } from './send-buffer.ts';
import { TestLive } from './test-live.harness.ts';
import type { TestSocket } from './test-socket.harness.ts';

/** Together, these events are less than what one client may leave unread. */
const BATCH = 250;
const LONG_NAME = 'Ё'.repeat(40);

let harness: TestLive;
let anna: number;
let tom: number;
/** The host's ends of all connections. */
let hostEnds: Socket[];

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  hostEnds = [];
  harness.app.server.on('connection', (socket: Socket) => void hostEnds.push(socket));
  anna = await harness.addPlayer('Anna');
  tom = await harness.addPlayer('Tom');
});

afterEach(() => harness.close());

const changes: readonly Command[] = Array.from({ length: BATCH }, () => {
  return { type: 'change_game', name: LONG_NAME };
});

/** Creates events until no buffer holds them and somebody misses some, waiting for the other sockets after every batch. Returns the head. */
async function flood(others: readonly TestSocket[]): Promise<number> {
  const createBatch = async () => {
    const head = await harness.executeAll(changes);
    await Promise.all(others.map(async (socket) => socket.reached(head)));
    return head;
  };
  const isHeldBack = () => hostEnds.some(({ writableLength }) => writableLength > MAX_UNREAD_BYTES);
  while (!isHeldBack()) await createBatch();
  return createBatch();
}

function expectGapless({ seqs }: TestSocket, from: number, head: number) {
  expect(seqs).toEqual(Array.from({ length: head - from }, (_, index) => from + 1 + index));
}

describe('a reader that never reads', { timeout: 60_000 }, () => {
  it('G6 does not affect anyone else, is cut off after 10 s, and counts as disconnected', async () => {
    const [asleep, ...others] = await Promise.all(
      [anna, tom, harness.bankerId].map((id) => harness.openSocket(id)),
    );
    const from = harness.room.state.seq;
    asleep?.webSocket.pause();
    const head = await flood(others);
    harness.clock.advance(DRAIN_MS - 1);
    await harness.settle();
    expect(harness.live.connections()).toBe(3);
    harness.clock.advance(1);
    expect(harness.live.connections()).toBe(2);
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    for (const socket of others) expectGapless(socket, from, head);
    asleep?.webSocket.resume();
    expect(await asleep?.closed()).toBe(1006);
    expect(asleep?.seqs).toEqual([...(asleep?.seqs.keys() ?? [])].map((index) => from + 1 + index));
    expect(asleep?.seqs.length).toBeLessThan(head - from);
  });

  it('G6 is closed with 4008 if it wakes up too late', async () => {
    const [slow, other] = [await harness.openSocket(anna), await harness.openSocket(tom)];
    slow.webSocket.pause();
    await flood([other]);
    harness.clock.advance(DRAIN_MS);
    slow.webSocket.resume();
    expect(await slow.closed()).toBe(CLOSE_CODES.tooSlow);
  });

  it('G6 is closed with 4010 if it starts reading again in time, having missed nothing so far, and can resume', async () => {
    const [slow, other] = [await harness.openSocket(anna), await harness.openSocket(tom)];
    const from = harness.room.state.seq;
    slow.webSocket.pause();
    const head = await flood([other]);
    harness.clock.advance(DRAIN_MS - 1);
    slow.webSocket.resume();
    expect(await slow.closed()).toBe(CLOSE_CODES.resync);
    expectGapless(slow, from, from + slow.seqs.length);
    expect(slow.seqs.length).toBeLessThan(head - from);
  });
});

describe('a sender that floods', () => {
  it('G6 is closed with 4501 and not read any further; everyone else gets every event in order', async () => {
    const flooder = await harness.openSocket(anna);
    const others = [await harness.openSocket(tom), await harness.openSocket(harness.bankerId)];
    const from = harness.room.state.seq;
    for (let count = 0; count < 20_000; count += 1) flooder.send({ type: 'ping', t: count });
    const head = await harness.executeAll(changes);
    for (const socket of others) {
      await socket.reached(head);
      expectGapless(socket, from, head);
    }
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    expect(await flooder.closed()).toBe(CLOSE_CODES.protocolError);
    expect(flooder.ofType('pong').length).toBeLessThan(1_000);
  });

  it('G6 may still synchronise its clock as often as honest clients do', async () => {
    const socket = await harness.openSocket(anna);
    for (let minute = 0; minute < 5; minute += 1) {
      for (let count = 0; count < 8; count += 1) socket.send({ type: 'ping', t: count });
      await socket.next('pong', minute * 8 + 7);
      harness.clock.advance(4_000);
    }
    expect(socket.closeCode).toBeNull();
  });

  it('G6 cannot use protocol pings instead', async () => {
    const flooder = await harness.openSocket(anna);
    const other = await harness.openSocket(tom);
    for (let count = 0; count < 20_000; count += 1) flooder.webSocket.ping('x'.repeat(100));
    await other.reached(await harness.execute({ type: 'start' }));
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    expect(await flooder.closed()).toBe(CLOSE_CODES.protocolError);
  });
});

describe('a frame of 5 MB', () => {
  it('G6 is refused with 1009 before it is read in full; everyone else gets every event in order', async () => {
    const big = await harness.openSocket(anna);
    const others = [await harness.openSocket(tom), await harness.openSocket(harness.bankerId)];
    const from = harness.room.state.seq;
    big.send('x'.repeat(5 * 1024 * 1024));
    const head = await harness.executeAll(changes);
    for (const socket of others) {
      await socket.reached(head);
      expectGapless(socket, from, head);
    }
    // Where the system has taken all that it sent, it is closed by then.
    await harness.until(() => big.webSocket.readyState !== WebSocket.OPEN);
    harness.clock.advance(CLOSE_TIMEOUT_MS);
    expect(await big.closed()).toBe(1009);
    await harness.until(() => harness.live.connections() === 2);
  });

  it('G6 is also refused in fragments', async () => {
    const big = await harness.openSocket(anna);
    const piece = Buffer.alloc(MAX_CLIENT_FRAME_BYTES / 2, 'x');
    for (let count = 0; count < 3; count += 1) big.webSocket.send(piece, { fin: false });
    expect(await big.closed()).toBe(1009);
  });
});
