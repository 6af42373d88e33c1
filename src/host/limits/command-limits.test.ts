import { describe, expect, it } from 'vitest';
import type { Actor } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { createCommandLimits, RESERVE } from './command-limits.ts';

const HALL = '10.0.0.1';

function limitsAt() {
  let now = 0;
  const limits = createCommandLimits(() => now);
  return {
    wait: (actor: Actor, network = HALL) => limits.take(actor, network),
    /** How many of so many commands at once are taken. */
    taken: (count: number, actor: Actor, network = HALL) =>
      Array.from({ length: count }).filter(() => limits.take(actor, network) === 0).length,
    advance: (ms: number) => {
      now += ms;
    },
  };
}

const player = (id: number): Actor => ({ id, role: 'player' });
const banker: Actor = { id: 1, role: 'banker' };
const owner: Actor = { id: HOST_ACTOR_ID, role: 'banker' };

describe('a player', () => {
  it('may do what is promised: 500 at once, then 50 a second', () => {
    const { taken, advance } = limitsAt();
    expect(taken(500, player(2))).toBe(500);
    for (let second = 0; second < 60; second += 1) {
      advance(1_000);
      expect(taken(50, player(2))).toBe(50);
    }
  });

  it('is held up above that, for a second at most, while others are not', () => {
    const { taken, wait } = limitsAt();
    expect(taken(2_000, player(2))).toBe(600);
    expect(wait(player(2))).toBeGreaterThan(0);
    expect(wait(player(2))).toBeLessThanOrEqual(1_000);
    expect(taken(500, player(3))).toBe(500);
  });

  it('may do 5,000 in an hour, then one a second; a rest lets it do more again', () => {
    const { taken, advance } = limitsAt();
    let done = 0;
    for (let second = 0; second < 100; second += 1) {
      done += taken(100, player(2));
      advance(1_000);
    }
    expect(done).toBeGreaterThan(5_000);
    expect(done).toBeLessThan(5_200);
    for (let second = 0; second < 60; second += 1) {
      expect(taken(10, player(2))).toBe(1);
      advance(1_000);
    }
    advance(600_000);
    expect(taken(1_000, player(2))).toBe(600);
  });

  it('shares a limit with all players of the same address, which a whole hall stays below', () => {
    const { taken, wait, advance } = limitsAt();
    // 250 players, all as fast as anybody can tap for a minute.
    for (let second = 0; second < 60; second += 1) {
      for (let id = 2; id < 252; id += 1) expect(taken(3, player(id))).toBe(3);
      advance(1_000);
    }
    let done = 0;
    for (let id = 1_000; id < 1_083; id += 1) done += taken(600, player(id), '10.0.0.66');
    done += taken(200, player(1_083), '10.0.0.66');
    expect(done).toBe(50_000);
    // What is left to each seat alone.
    for (let id = 1_100; id < 1_200; id += 1) expect(taken(600, player(id), '10.0.0.66')).toBe(RESERVE.burst);
    expect(wait(player(1_100), '10.0.0.66')).toBeGreaterThan(0);
    expect(wait(player(1_300), '10.0.0.67')).toBe(0);
  });

  it('G6: plays on all evening whatever other seats of the same address do', () => {
    const { taken, advance } = limitsAt();
    for (let id = 1_000; id < 1_100; id += 1) taken(600, player(id), HALL);
    // Everybody asks, says done and is asked again every minute, for three hours.
    for (let minute = 0; minute < 180; minute += 1) {
      for (let id = 2; id < 62; id += 1) expect(taken(4, player(id))).toBe(4);
      for (let second = 0; second < 60; second += 1) {
        for (let id = 1_000; id < 1_100; id += 1) taken(1, player(id), HALL);
        advance(1_000);
      }
    }
  });
});

describe('a banker', () => {
  it('may do everything for 200 players all evening', () => {
    const { taken, advance } = limitsAt();
    for (let second = 0; second < 3 * 3_600; second += 10) {
      // Everybody asks, is given something and is done every two minutes; now and then for the whole hall at once.
      expect(taken(second % 600 === 0 ? 1_000 : 50, banker)).toBe(second % 600 === 0 ? 1_000 : 50);
      advance(10_000);
    }
  });

  it('is held up in the end: an invited assistant may be anybody', () => {
    const { taken, advance } = limitsAt();
    let done = 0;
    for (let second = 0; second < 600; second += 1) {
      done += taken(300, banker);
      advance(1_000);
    }
    expect(done).toBeLessThan(60_000);
    expect(taken(100, { id: 9, role: 'banker' })).toBe(100);
  });
});

it('the owner of the laptop is never held up', () => {
  expect(limitsAt().taken(100_000, owner)).toBe(100_000);
});
