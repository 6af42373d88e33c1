import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostClock } from './host-clock.ts';
import { RemotePlayClock, remainingMs } from './remote-play-clock.ts';

const HOST_ZERO = Date.UTC(2026, 10, 24, 19);

/** A host clock over a network with given delays in each direction. */
function pinging() {
  let now = 0;
  const clock = new HostClock(() => now);
  const ping = (thereMs: number, backMs: number) => {
    const sentAt = now;
    const serverTime = HOST_ZERO + now + thereMs;
    now += thereMs + backMs;
    clock.recordPong(sentAt, serverTime);
  };
  return { clock, ping, error: () => clock.hostNow() - (HOST_ZERO + now), pass: (ms: number) => (now += ms) };
}

describe('the host clock', () => {
  it('uses the midpoint of the fastest of the last eight pings', () => {
    const { ping, error } = pinging();
    ping(400, 0);
    expect(error()).toBe(200);
    ping(10, 10);
    expect(error()).toBe(0);
    for (let slow = 0; slow < 7; slow += 1) ping(0, 300);
    expect(error()).toBe(0);
    ping(0, 300);
    expect(error()).toBe(-150);
  });

  it('is never off by more than half the shortest round trip', () => {
    const ways = fc.array(fc.tuple(fc.nat({ max: 2_000 }), fc.nat({ max: 2_000 })), {
      minLength: 1,
      maxLength: 8,
    });
    const holds = fc.property(ways, (trips) => {
      const { ping, error } = pinging();
      for (const [there, back] of trips) ping(there, back);
      expect(Math.abs(error())).toBeLessThanOrEqual(
        Math.min(...trips.map(([there, back]) => there + back)) / 2,
      );
    });
    fc.assert(holds);
  });

  it('detects that the laptop slept: a time that is ahead can only be a jump', () => {
    const { clock, ping, pass } = pinging();
    ping(10, 10);
    pass(1_000);
    expect(clock.recordServerTime(HOST_ZERO + 1_020 - 700)).toBe(false);
    expect(clock.recordServerTime(HOST_ZERO + 1_020 + 60_000)).toBe(true);
    expect(clock.hostNow()).toBe(HOST_ZERO + 1_020 + 60_000);
  });

  it('drops earlier samples that a new one contradicts', () => {
    let now = 0;
    const clock = new HostClock(() => now);
    for (let count = 0; count < 8; count += 1) clock.recordPong(now, HOST_ZERO + now);
    now += 50;
    clock.recordPong(now - 50, HOST_ZERO - 3_600_000);
    expect(clock.sampleCount).toBe(1);
    expect(clock.hostNow()).toBe(HOST_ZERO - 3_600_000 + 25);
  });

  it('is 0 before the first message', () => {
    expect(new HostClock(() => 5).hostNow()).toBe(0);
  });
});

describe('the play clock', () => {
  it('runs with the host clock while the game is in progress, and stops otherwise', () => {
    let hostNow = 1_000;
    const play = new RemotePlayClock(() => hostNow);
    play.syncWithGame({ status: 'in_progress', play_ms: 60_000, as_of: 1_000 });
    hostNow += 2_500;
    expect(play.playNow()).toBe(62_500);
    play.syncWithGame({ status: 'paused', play_ms: 62_500, as_of: 3_500 });
    hostNow += 60_000;
    expect(play.playNow()).toBe(62_500);
  });

  it('never runs backwards when our estimate of the host clock is late', () => {
    const play = new RemotePlayClock(() => 900);
    play.syncWithGame({ status: 'in_progress', play_ms: 60_000, as_of: 1_000 });
    expect(play.playNow()).toBe(60_000);
  });

  it('gives the time left, never below zero, and the time a claim froze', () => {
    const running = {
      status: 'assigned',
      claimed_at: null,
      deadline_play_ms: 10_000,
      time_remaining_seconds: 10,
    } as const;
    expect(remainingMs(running, 4_000)).toBe(6_000);
    expect(remainingMs(running, 14_000)).toBe(0);
    expect(remainingMs({ ...running, status: 'requested' }, 0)).toBeNull();
    expect(remainingMs({ ...running, deadline_play_ms: null, time_remaining_seconds: null }, 0)).toBeNull();
    const claimed = { ...running, claimed_at: '2026-11-24T19:00:00Z', deadline_play_ms: null };
    expect(remainingMs(claimed, 99_000)).toBe(10_000);
  });
});
