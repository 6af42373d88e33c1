import { describe, expect, it } from 'vitest';
import type { SeatCommand } from './commands.ts';
import { BANKER_ACTOR, startTestGame } from './test-game.harness.ts';

describe('moving several at once', () => {
  const moving = (...moves: readonly (readonly [id: number, from: number | null, to: number | null])[]) =>
    ({
      type: 'move_participants',
      moves: moves.map(([id, from, to]) => ({ id, from, to })),
    }) as const satisfies SeatCommand;

  it('moves those who are where they are to leave, and can be taken back in the same way', () => {
    const game = startTestGame();
    game.execute({ type: 'change_participant', id: 12, change: { teamNumber: null } });
    game.execute({ type: 'remove_participant', id: 22 });
    expect(game.execute(moving([11, 1, 2], [12, null, 2], [21, 1, 2], [22, 2, 1], [99, 1, 2]))).toEqual([
      { type: 'participant_changed', id: 11, change: { teamNumber: 2 } },
      { type: 'participant_changed', id: 12, change: { teamNumber: 2 } },
    ]);
    game.execute({ type: 'change_participant', id: 11, change: { teamNumber: 3 } });
    expect(game.execute(moving([11, 2, 1], [12, 2, null]))).toEqual([
      { type: 'participant_changed', id: 12, change: { teamNumber: null } },
    ]);
  });

  it('moves nobody into a folded team, no banker, and nobody at all into a team that is not there', () => {
    const game = startTestGame();
    game.execute({ type: 'fold_team', number: 3, playersTo: 'evenly' });
    expect(game.execute(moving([11, 1, 3], [BANKER_ACTOR.id, null, 1], [12, 1, 1]))).toEqual([]);
    expect(game.expectRejection(moving([11, 1, 2], [12, 1, 9]))).toEqual({
      code: 'not_found',
      missing: 'team',
    });
  });
});
