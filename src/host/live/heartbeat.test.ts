import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE_CODES, HEARTBEAT_MS } from '../../protocol/frames.ts';
import { PING_MS } from './heartbeat.ts';
import { TestLive, TRANSPORTS } from './test-live.harness.ts';

/** The ninth ping is not sent any more. */
const DEAD_MS = 9 * PING_MS;

let harness: TestLive;
let anna: number;

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
});

afterEach(() => harness.close());

describe('the heartbeat', () => {
  it.each(TRANSPORTS)(
    'G5 is sent every 4 s by %s, with the last published seq and host time',
    async (kind) => {
      const socket = await harness.openBy(kind, anna);
      const head = await harness.execute({ type: 'start' });
      await socket.reached(head);
      const beats = [];
      for (const index of [0, 1, 2]) {
        harness.clock.advance(HEARTBEAT_MS);
        beats.push(await socket.next('heartbeat', index));
      }
      const times = beats.map(({ server_time: time = 0 }) => time);
      expect(beats.map(({ seq }) => seq)).toEqual([head, head, head]);
      expect(times.map((time, index) => time - (times[index - 1] ?? time))).toEqual([
        0,
        HEARTBEAT_MS,
        HEARTBEAT_MS,
      ]);
    },
  );

  it('starts at a random time within 4 s, so that phones that joined together are spread out', async () => {
    const jitters = [0, 1_000, 3_999];
    for (const jitter of jitters) {
      harness.jitter = jitter;
      const socket = await harness.openSocket(anna);
      harness.clock.advance(jitter);
      await harness.settle();
      expect(socket.ofType('heartbeat')).toEqual([]);
      harness.clock.advance(1);
      await socket.next('heartbeat');
    }
  });
});

describe('a socket that gives no sign of life', () => {
  it('is closed with 4012 after eight unanswered pings', async () => {
    const socket = await harness.openSocket(anna, { autoPong: false });
    harness.clock.advance(DEAD_MS - 1);
    await harness.settle();
    expect(socket.closeCode).toBeNull();
    harness.clock.advance(1);
    expect(await socket.closed()).toBe(CLOSE_CODES.unresponsive);
  });

  it('counts as alive again after any byte', async () => {
    const socket = await harness.openSocket(anna, { autoPong: false });
    harness.clock.advance(DEAD_MS - 1);
    socket.send({ type: 'ping', t: 1 });
    await socket.next('pong');
    harness.clock.advance(PING_MS);
    await harness.settle();
    expect(socket.closeCode).toBeNull();
  });

  it('is cut off if it does not even answer the close, and counts as disconnected at once', async () => {
    const socket = await harness.openSocket(anna, { autoPong: false });
    socket.webSocket.pause();
    harness.clock.advance(DEAD_MS);
    expect(harness.live.connections()).toBe(0);
    harness.clock.advance(2_000);
    socket.webSocket.resume();
    expect(await socket.closed()).toBe(CLOSE_CODES.unresponsive);
  });
});
