/** What a next game takes over from an earlier one, for games that anything happened in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame } from './arbitrary-games.fixtures.ts';
import { comingAlong, continuationEvents } from './continue-game.ts';
import type { GameEvent, LoggedEvent } from './events.ts';
import { createLogChecker } from './log-checker.ts';
import type { GameState } from './state.ts';
import { TestGame } from './test-game.harness.ts';

const logOf = (events: readonly GameEvent[]): readonly LoggedEvent[] =>
  events.map((event, index) => ({ seq: index + 1, at: 1_000, playMs: 0, by: 0, event }));

function nextGame(state: GameState, firstId = 5_000): GameState {
  const participantIds = comingAlong(state).map((_, index) => firstId + index);
  const checker = createLogChecker();
  for (const logged of logOf(continuationEvents(state, { gameId: firstId, code: 'NEXT23', participantIds })))
    checker.add(logged);
  return checker.finish();
}

describe('a next game', () => {
  it('could have come about by the rules, and has the people, teams and settings of the earlier one', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const { state } = playGame(plan, () => undefined);
        const next = nextGame(state);
        expect(next).toMatchObject({
          status: 'waiting',
          settings: state.settings,
          teamCount: state.teamCount,
          continues: { gameId: state.gameId, code: state.code },
          endAt: null,
          message: null,
          next: null,
        });
        expect(next.open.size + next.challenges.size).toBe(0);
        const known = ({
          name,
          role,
          teamNumber,
          approved,
          blocked,
          extraTimeFactor,
          needs,
        }: (typeof people)[number]) =>
          ({ name, role, teamNumber, approved, blocked, extraTimeFactor, needs }) as const;
        const people = comingAlong(state);
        const seats = next.participants.valueSeq().toArray();
        expect(seats.map(known)).toEqual(people.map(known));
        expect(seats.map(({ continues }) => [continues?.id, continues?.generation])).toEqual(
          people.map(({ id, generation }) => [id, generation]),
        );
        for (const { number, name, colour, shape } of state.teams.values())
          expect(next.teams.get(number)).toMatchObject({ name, colour, shape, hasSchool: false });
      }),
    );
  });

  it('has everybody in the order in which they joined, whichever host gave their ids', () => {
    const game = new TestGame({}, 2);
    for (const id of [33, 2, 34]) {
      game.advance(1_000);
      game.join(id, 1);
    }
    expect(comingAlong(game.state).map(({ id }) => id)).toEqual([1, 33, 2, 34]);
  });

  it('keeps the PIN of the first round, or of the last move to another phone since', () => {
    const game = new TestGame({}, 2);
    game.join(2, 1);
    game.join(3, 1);
    game.execute({ type: 'move_seat', id: 3, keepsPin: false });
    const second = nextGame(game.state, 100);
    const third = nextGame(second, 200);
    const pins = third.participants
      .valueSeq()
      .toArray()
      .map(({ continues }) => [continues?.pinId, continues?.pinGeneration]);
    expect(pins).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  it.each([
    ['Camp night', 'Camp night 2', 'Camp night 3'],
    ['Troop 12', 'Troop 12 2', 'Troop 12 3'],
    ['x'.repeat(40), 'x'.repeat(40), 'x'.repeat(40)],
  ])('%s is followed by %s and %s', (first, second, third) => {
    const game = new TestGame();
    game.execute({ type: 'change_game', name: first });
    const next = nextGame(game.state, 100);
    expect([next.name, nextGame(next, 200).name]).toEqual([second, third]);
  });
});
