/** A step that was meant for one exercise is none with another: whoever does push-ups has not done the plank that they were given since. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortOrAllRuns } from '../../scripts/long-form.fixtures.ts';
import { arbitraryGamePlan, playGame } from './arbitrary-games.fixtures.ts';
import type { ChallengeCommand, ExpectedExercise } from './commands.ts';
import { decide } from './decide.ts';
import { BANKER_ACTOR, playerActor, PUSH_UPS, startTestGame } from './test-game.harness.ts';

const PLANK = { type: 'plank', target: 60 } as const;

/** Whatever is done with a running exercise that somebody has in mind. */
function stepsWith(id: number, expected?: ExpectedExercise): readonly ChallengeCommand[] {
  return [
    { type: 'complete', id, expected },
    { type: 'cancel', id, expected },
    { type: 'reject', id, expected },
    { type: 'swap_exercise', id, exercise: 'squats', expected },
    { type: 'change_challenge', id, exercise: PLANK, extendSeconds: 0, expected },
  ];
}

describe('a step that is meant for one exercise', () => {
  it('G7 does nothing once the challenge has another, and what it always did if not', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        playGame(plan, ({ after, actor, at, playMs }) => {
          if (after.status === 'completed') return;
          const moment = { at, playMs };
          for (const { id, exercise } of after.challenges.values()) {
            const { description = null, target = null } = exercise ?? {};
            const others = [
              { description: `${description}!`, target },
              { description, target: (target ?? 0) + 1 },
              ...(exercise === null ? [] : [{ description: null }]),
            ];
            for (const expected of others)
              for (const command of stepsWith(id, expected))
                expect(decide(after, command, actor, moment)).toEqual({
                  rejection: { code: 'challenge_status', challengeId: id },
                });
            const usual = stepsWith(id).map((command) => decide(after, command, actor, moment));
            for (const expected of [{ description, target }, { description }, {}])
              expect(stepsWith(id, expected).map((command) => decide(after, command, actor, moment))).toEqual(
                usual,
              );
          }
        });
      }),
      { numRuns: shortOrAllRuns(100) },
    );
  });

  it('counts for the same exercise with more time, or given anew, but for no other one', () => {
    const game = startTestGame();
    game.request(101, 11);
    const give = (exercise: typeof PUSH_UPS | typeof PLANK) =>
      game.execute({ type: 'assign', id: 101, exercise, durationSeconds: 60 }, BANKER_ACTOR);
    give(PUSH_UPS);
    const { description, target } = game.challenge(101).exercise ?? {};
    const done = { type: 'complete', id: 101, expected: { description, target } } as const;
    game.execute({ type: 'undo', id: 101 }, BANKER_ACTOR);
    give(PLANK);
    const refused = { code: 'challenge_status', challengeId: 101 };
    expect(game.expectRejection(done, playerActor(11))).toEqual(refused);
    game.execute({ type: 'change_challenge', id: 101, exercise: PUSH_UPS, extendSeconds: 0 }, BANKER_ACTOR);
    game.execute({ type: 'change_challenge', id: 101, exercise: {}, extendSeconds: 60 }, BANKER_ACTOR);
    game.execute(done, playerActor(11));
    expect(game.challenge(101).status).toBe('completed');
  });

  it('G7 does nothing to a second claim of the same exercise', () => {
    const game = startTestGame();
    game.execute({ type: 'change_game', settings: { completion: 'banker' } }, BANKER_ACTOR);
    game.request(101, 11);
    game.execute({ type: 'assign', id: 101, exercise: PUSH_UPS, durationSeconds: 600 }, BANKER_ACTOR);
    const claim = () => {
      game.execute({ type: 'complete', id: 101 }, playerActor(11));
      return game.challenge(101).claimedAt ?? 0;
    };
    const first = claim();
    game.execute({ type: 'reject', id: 101, expectedClaim: first }, BANKER_ACTOR);
    game.advance(3_000);
    const second = claim();
    const refused = { code: 'challenge_status', challengeId: 101 };
    for (const type of ['reject', 'complete', 'cancel'] as const)
      expect(game.expectRejection({ type, id: 101, expectedClaim: first }, BANKER_ACTOR)).toEqual(refused);
    game.execute({ type: 'complete', id: 101, expectedClaim: second }, BANKER_ACTOR);
    expect(game.challenge(101).status).toBe('completed');
  });
});
