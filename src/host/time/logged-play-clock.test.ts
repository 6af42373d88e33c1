/** The play clock as several hosts read it off one log. */
import { expect, it } from 'vitest';
import { createGameTime } from './clock.ts';
import type { Gap } from './gaps.ts';
import { createLoggedPlayClock, type PlayClockAnchor } from './logged-play-clock.ts';

function clockAt(anchor: PlayClockAnchor) {
  const game = { now: anchor.at, anchor };
  const gaps: { all: Gap[]; own: Gap[] } = { all: [], own: [] };
  const playClock = createLoggedPlayClock(
    { now: () => game.now },
    () => game.anchor,
    () => gaps,
  );
  return { game, playClock, gaps };
}

it('counts from the last event on while the game runs, however late it is read', () => {
  const { game, playClock } = clockAt({ playMs: 500, at: 1_000, isRunning: true });
  game.now += 3_600_000;
  expect(playClock.read()).toBe(3_600_500);
  expect(playClock.takeLostMs()).toBe(0);
});

it('stands still while the game does not run', () => {
  const { game, playClock } = clockAt({ playMs: 500, at: 1_000, isRunning: false });
  game.now += 60_000;
  expect(playClock.read()).toBe(500);
});

it('does not go back for a host whose time is behind that of the last event', () => {
  const { game, playClock } = clockAt({ playMs: 500, at: 1_000, isRunning: true });
  game.now -= 40;
  expect(playClock.read()).toBe(500);
});

it('stands still from when a pause was decided, and goes on as if nothing had been if it cannot be written', () => {
  const { game, playClock } = clockAt({ playMs: 500, at: 1_000, isRunning: true });
  game.now += 1_000;
  playClock.hold();
  game.now += 300;
  playClock.hold();
  expect(playClock.read()).toBe(1_500);
  playClock.start();
  expect(playClock.read()).toBe(1_800);
  playClock.hold();
  game.anchor = { playMs: 1_800, at: game.now, isRunning: false };
  playClock.stop();
  game.now += 5_000;
  expect(playClock.read()).toBe(1_800);
});

it('leaves out when no host was alive, and says once how much that was, if this host is the one to tell', () => {
  const { game, playClock, gaps } = clockAt({ playMs: 500, at: 1_000, isRunning: true });
  game.now = 101_000;
  gaps.all = [
    { from: 0, to: 11_000 },
    { from: 50_000, to: 60_000 },
  ];
  expect(playClock.read()).toBe(80_500);
  expect(playClock.takeLostMs()).toBe(0);
  gaps.own = gaps.all;
  expect(playClock.takeLostMs()).toBe(20_000);
  expect(playClock.takeLostMs()).toBe(0);
  game.anchor = { playMs: 80_500, at: game.now, isRunning: true };
  game.now += 1_000;
  expect(playClock.read()).toBe(81_500);
});

it('never reads less once another host has had something happen later than this host’s time', () => {
  let hostNow = 5_000;
  const gameTime = createGameTime({ now: () => hostNow });
  gameTime.notBefore(5_200);
  expect(gameTime.now()).toBe(5_200);
  hostNow = 5_300;
  expect(gameTime.now()).toBe(5_300);
  // Only a forged event is that late.
  gameTime.notBefore(Number.MAX_SAFE_INTEGER);
  expect(gameTime.now()).toBe(5_300);
});
