import { describe, expect, it } from 'vitest';
import { createHostTime, GAP_MS } from './clock.ts';
import { createManualClock } from './manual-clock.fake.ts';
import { createPlayClock, TICK_MS } from './play-clock.ts';

describe('the play clock', () => {
  it('counts only while it is running', () => {
    const clock = createManualClock();
    const play = createPlayClock(clock, 5_000);
    clock.advance(60_000);
    expect(play.read()).toBe(5_000);
    play.start();
    clock.advance(1_500);
    expect(play.read()).toBe(6_500);
    play.stop();
    clock.advance(60_000);
    expect(play.read()).toBe(6_500);
    expect(play.takeLostMs()).toBe(0);
  });

  it('G7 ignores the wall clock', () => {
    const clock = createManualClock();
    const play = createPlayClock(clock, 0);
    play.start();
    clock.advance(500);
    clock.setWall(3_600_000);
    clock.advance(500);
    clock.setWall(-7_200_000);
    clock.advance(500);
    expect(play.read()).toBe(1_500);
    expect(play.takeLostMs()).toBe(0);
  });

  it('G7 counts one tick of the time for which the process hung', () => {
    const clock = createManualClock();
    const play = createPlayClock(clock, 0);
    play.start();
    clock.hang(90_000);
    expect(play.read()).toBe(TICK_MS);
    expect(play.takeLostMs()).toBe(90_000 - TICK_MS);
    expect(play.takeLostMs()).toBe(0);
  });

  it('G7 counts nothing of a sleep that the monotonic clock misses, and reports what was lost', () => {
    const clock = createManualClock();
    const play = createPlayClock(clock, 0);
    play.start();
    clock.advance(1_000);
    clock.sleep(600_000);
    expect(play.read()).toBe(1_000);
    expect(play.takeLostMs()).toBeGreaterThanOrEqual(600_000);
  });

  it('never goes backwards around the length of a gap', () => {
    const clock = createManualClock();
    const play = createPlayClock(clock, 0);
    play.start();
    clock.hang(GAP_MS - 1);
    const before = play.read();
    clock.hang(2);
    expect(play.read()).toBe(before + 2);
  });
});

describe('host time', () => {
  it('ignores jumps of the wall clock, and jumps forward over sleep', () => {
    const clock = createManualClock(1_000_000);
    const time = createHostTime(clock);
    clock.advance(100);
    clock.setWall(-50_000);
    expect(time.now()).toBe(1_000_100);
    clock.sleep(10_000);
    expect(time.now()).toBe(1_010_100);
  });
});
