import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame } from './arbitrary-games.fixtures.ts';
import type { StepOfSeveral } from './commands.ts';
import { decide } from './decide.ts';
import { BANKER_ACTOR, PUSH_UPS, TestGame } from './test-game.harness.ts';

const assign = (id: number): StepOfSeveral => ({
  type: 'assign',
  id,
  exercise: PUSH_UPS,
  durationSeconds: null,
});

/** Three players of three teams, each with a request. */
function threeWaiting(): TestGame {
  const game = new TestGame({}, 3);
  for (const team of [1, 2, 3]) game.join(team + 1, team);
  game.execute({ type: 'start' });
  for (const team of [1, 2, 3]) game.request(team * 10, team + 1);
  return game;
}
const statuses = (game: TestGame) => [10, 20, 30].map((id) => game.challenge(id).status);

describe('several at once', () => {
  it('get their exercises in one act, each with an event of its own and its own time', () => {
    const game = threeWaiting();
    game.execute({ type: 'change_participant', id: 3, change: { extraTimeFactor: 1.5 } });
    const before = game.state.seq;
    game.execute({ type: 'several', steps: [10, 20, 30].map(assign) });
    expect(game.log.filter(({ seq }) => seq > before).map(({ event }) => event.type)).toEqual(
      Array(3).fill('challenge_assigned'),
    );
    expect([10, 20].map((id) => game.challenge(id).durationSeconds)).toEqual([600, 900]);
  });

  it('are skipped where they no longer wait, and hold up none of the others', () => {
    const game = threeWaiting();
    game.execute({ type: 'cancel', id: 20 });
    game.execute({ type: 'several', steps: [10, 20, 30].map(assign) });
    expect(statuses(game)).toEqual(['assigned', 'cancelled', 'assigned']);
    const nobody = decide(game.state, { type: 'several', steps: [assign(20)] }, BANKER_ACTOR, game);
    expect(nobody).toEqual({ events: [] });
  });

  it('are undone and redone in one act, except where something else has happened since', () => {
    const game = threeWaiting();
    const all = (type: 'undo' | 'redo', version: number) => ({
      type: 'several' as const,
      steps: [10, 20, 30].map((id) => ({ type, id, version })),
    });
    game.execute({ type: 'several', steps: [10, 20, 30].map(assign) });
    game.execute({ type: 'complete', id: 20 });
    game.execute(all('undo', 2));
    expect(statuses(game)).toEqual(['requested', 'completed', 'requested']);
    game.execute({ type: 'cancel', id: 30 });
    game.execute(all('redo', 3));
    expect(statuses(game)).toEqual(['assigned', 'completed', 'cancelled']);
  });

  it('keep the lock of their team: of two requests that are brought back, one stays cancelled', () => {
    const game = new TestGame({}, 1);
    for (const id of [2, 3]) game.join(id, 1);
    game.execute({ type: 'start' });
    game.request(10, 2);
    game.execute({ type: 'cancel', id: 10 });
    game.request(20, 3);
    game.execute({ type: 'cancel', id: 20 });
    game.execute({ type: 'several', steps: [10, 20].map((id) => ({ type: 'undo', id, version: 2 })) });
    expect([10, 20].map((id) => game.challenge(id).status)).toEqual(['requested', 'cancelled']);
  });

  it('are refused as a whole once the game is over', () => {
    const game = threeWaiting();
    game.execute({ type: 'end' });
    expect(game.expectRejection({ type: 'several', steps: [assign(10)] })).toEqual({ code: 'game_over' });
  });

  it('do what the same steps do one after another, in every game that can be', () => {
    let done = 0;
    fc.assert(
      fc.property(
        arbitraryGamePlan,
        fc.array(fc.record({ pick: fc.nat(), kind: fc.constantFrom('assign', 'undo', 'redo') }), {
          minLength: 1,
          maxLength: 6,
        }),
        (plan, chosen) => {
          const game = playGame(plan, () => {});
          const ids = game.state.challengeOrder.toArray();
          const steps = chosen.flatMap(({ pick, kind }): StepOfSeveral[] => {
            const id = ids[pick % ids.length];
            if (id === undefined) return [];
            return [kind === 'assign' ? assign(id) : { type: kind, id }];
          });
          const decision = decide(game.state, { type: 'several', steps }, BANKER_ACTOR, game);
          if ('rejection' in decision) return;
          const events = steps.flatMap((step) => {
            const single = decide(game.state, step, BANKER_ACTOR, game);
            if ('rejection' in single) return [];
            for (const event of single.events) game.append(event, BANKER_ACTOR.id);
            return single.events;
          });
          expect(decision.events).toEqual(events);
          done += events.length;
        },
      ),
      { numRuns: 200 },
    );
    expect(done).toBeGreaterThan(50);
  });
});
