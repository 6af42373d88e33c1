/** What a player says is done is what they did: no other exercise takes its place while the claim waits. */
import { expect, it } from 'vitest';
import type { Command } from './commands.ts';
import { BANKER_ACTOR, playerActor, PUSH_UPS, startTestGame } from './test-game.harness.ts';

const PLANK = { type: 'plank', target: 60 } as const;
const changing = (exercise: object, extendSeconds = 0): Command => ({
  type: 'change_challenge',
  id: 101,
  exercise,
  extendSeconds,
});
function claimed() {
  const game = startTestGame({ completion: 'banker' });
  game.request(101, 11);
  game.execute({ type: 'assign', id: 101, exercise: PUSH_UPS, durationSeconds: 60 }, BANKER_ACTOR);
  game.execute({ type: 'complete', id: 101 }, playerActor(11));
  return game;
}

it.each([
  ['another one', changing(PLANK)],
  ['more of it', changing({ target: 99 })],
  ['another one, and time for it', changing(PLANK, 60)],
])('G7: a claim does not become one for %s', (_what, command) => {
  const game = claimed();
  expect(game.expectRejection(command, BANKER_ACTOR)).toEqual({ code: 'challenge_status', challengeId: 101 });
  game.execute({ type: 'reject', id: 101 }, BANKER_ACTOR);
  game.execute(command, BANKER_ACTOR);
  expect(game.challenge(101).exercise).not.toMatchObject(PUSH_UPS);
});

it('more time can be given while a claim waits, and the same exercise again changes nothing', () => {
  const game = claimed();
  game.execute(changing({}, 60), BANKER_ACTOR);
  expect(game.remainingMs(101)).toBe(120_000);
  expect(game.execute(changing(PUSH_UPS), BANKER_ACTOR)).toEqual([]);
  expect(game.challenge(101).claimedAt).not.toBeNull();
});
