import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE_CODES, HEARTBEAT_MS } from '../../protocol/frames.ts';
import { PING_MS } from './heartbeat.ts';
import { TestLive } from './test-live.harness.ts';

let trial: TestLive;
let anna: number;

beforeEach(async () => {
  trial = new TestLive();
  await trial.begin();
  anna = await trial.joins('Anna');
});

afterEach(() => trial.close());

describe('the heartbeat', () => {
  it('G5 comes every 4 s, with the last published seq and host time', async () => {
    const socket = await trial.joined(anna);
    const head = await trial.does({ type: 'start' });
    await socket.reached(head);
    trial.clock.advance(3 * HEARTBEAT_MS);
    const beats = [
      await socket.next('heartbeat'),
      await socket.next('heartbeat', 1),
      await socket.next('heartbeat', 2),
    ];
    const times = beats.map(({ server_time: time = 0 }) => time);
    expect(beats.map(({ seq }) => seq)).toEqual([head, head, head]);
    expect(times.map((time, index) => time - (times[index - 1] ?? time))).toEqual([
      0,
      HEARTBEAT_MS,
      HEARTBEAT_MS,
    ]);
  });

  it('starts somewhere within its 4 s, so that phones that came together do not beat together', async () => {
    const jitters = [0, 1_000, 3_999];
    for (const jitter of jitters) {
      trial.jitter = jitter;
      const socket = await trial.joined(anna);
      trial.clock.advance(jitter);
      await trial.turn();
      expect(socket.of('heartbeat')).toEqual([]);
      trial.clock.advance(1);
      await socket.next('heartbeat');
    }
  });
});

describe('a socket that gives no sign of life', () => {
  it('is closed with 4012 after two pings that went unanswered', async () => {
    const socket = await trial.joined(anna, { autoPong: false });
    trial.clock.advance(3 * PING_MS - 1);
    await trial.turn();
    expect(socket.closeCode).toBeNull();
    trial.clock.advance(1);
    expect(await socket.closed()).toBe(CLOSE_CODES.unresponsive);
  });

  it('is alive again by any byte', async () => {
    const socket = await trial.joined(anna, { autoPong: false });
    trial.clock.advance(3 * PING_MS - 1);
    socket.send({ type: 'ping', t: 1 });
    await socket.next('pong');
    trial.clock.advance(PING_MS);
    await trial.turn();
    expect(socket.closeCode).toBeNull();
  });

  it('is cut when it does not even answer the close, and counts as gone at once', async () => {
    const socket = await trial.joined(anna, { autoPong: false });
    socket.webSocket.pause();
    trial.clock.advance(3 * PING_MS);
    expect(trial.live.connections()).toBe(0);
    trial.clock.advance(2_000);
    socket.webSocket.resume();
    expect(await socket.closed()).toBe(CLOSE_CODES.unresponsive);
  });
});
