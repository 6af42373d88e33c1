import { describe, expect, it } from 'vitest';
import { startTestGame } from './test-game.harness.ts';

describe('a seat that moves by its card', () => {
  const byCard = (id: number, generation: number) =>
    ({ type: 'move_seat', id, keepsPin: true, generation }) as const;

  it('keeps its PIN, which a later move by a link changes', () => {
    const game = startTestGame();
    game.execute(byCard(11, 0));
    expect(game.participant(11)).toMatchObject({ generation: 1, pinGeneration: 0 });
    game.execute(byCard(11, 1));
    expect(game.participant(11)).toMatchObject({ generation: 2, pinGeneration: 0 });
    game.execute({ type: 'move_seat', id: 11, keepsPin: false });
    expect(game.participant(11)).toMatchObject({ generation: 3, pinGeneration: 3 });
  });

  it('does so once: the card is not for what the seat has become', () => {
    const game = startTestGame();
    game.execute(byCard(11, 0));
    expect(game.expectRejection(byCard(11, 0))).toEqual({ code: 'not_found' });
    expect(game.participant(11).generation).toBe(1);
  });

  it('leaves no PIN of a phone that was merged into it', () => {
    const game = startTestGame();
    game.execute({ type: 'merge_participants', id: 12, into: 11 });
    game.execute(byCard(11, 0));
    expect(game.participant(11)).toMatchObject({ generation: 1, pinGeneration: 0 });
    expect(game.participant(12)).toMatchObject({ generation: 1, pinGeneration: 1 });
  });
});
