/** The play clock as several hosts read it off one log. */
import { expect, it } from 'vitest';
import { createLoggedPlayClock, type PlayClockAnchor } from './logged-play-clock.ts';

function clockAt(anchor: PlayClockAnchor) {
  const game = { now: anchor.at, anchor };
  const playClock = createLoggedPlayClock({ now: () => game.now }, () => game.anchor);
  return { game, playClock };
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
