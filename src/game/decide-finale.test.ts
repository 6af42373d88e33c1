import { describe, expect, it } from 'vitest';
import { FINALE_STEPS } from './enums.ts';
import { HOST_ACTOR, startTestGame, TestGame } from './test-game.harness.ts';

const show = (step: (typeof FINALE_STEPS)[number]) => ({ type: 'show_finale', step }) as const;
const CLOSE = { type: 'close_finale' } as const;

function endedGame(): TestGame {
  const game = startTestGame();
  game.execute({ type: 'end' });
  return game;
}

describe('the finale', () => {
  it('goes to any step, forwards and back, and is closed', () => {
    const game = endedGame();
    expect(game.state.finale).toBeNull();
    for (const step of [...FINALE_STEPS, 'second', 'opening'] as const) {
      game.execute(show(step));
      expect(game.state.finale).toBe(step);
    }
    game.execute(CLOSE);
    expect(game.state.finale).toBeNull();
  });

  it('needs a game that is over', () => {
    for (const game of [new TestGame(), startTestGame()]) {
      expect(game.expectRejection(show('opening'))).toEqual({ code: 'game_status' });
      expect(game.execute(CLOSE)).toEqual([]);
    }
  });

  it('that is where it is wanted changes nothing', () => {
    const game = endedGame();
    game.execute(show('third'));
    expect(game.execute(show('third'))).toEqual([]);
    game.execute(CLOSE);
    expect(game.execute(CLOSE)).toEqual([]);
  });

  it('does not go on from a step that is shown no more, and says so', () => {
    const game = endedGame();
    game.execute({ ...show('opening'), from: null });
    game.execute({ ...show('third'), from: 'opening' });
    expect(game.execute({ ...show('third'), from: 'opening' })).toEqual([]);
    for (const from of ['opening', null] as const)
      expect(game.expectRejection({ ...show('second'), from })).toEqual({ code: 'game_status' });
    expect(game.state.finale).toBe('third');
    game.execute({ ...show('opening'), from: 'third' });
    expect(game.state.finale).toBe('opening');
  });

  it('is over when the game goes on', () => {
    const game = endedGame();
    game.execute(show('third'));
    game.execute({ type: 'resume' });
    expect(game.state).toMatchObject({ status: 'in_progress', finale: null });
    game.execute({ type: 'end' });
    expect(game.state.finale).toBeNull();
  });

  it('begins with the end where the results are kept back, so that no screen shows them before', () => {
    const game = startTestGame();
    const events = game.execute({ type: 'end', keepResults: true });
    expect(events.map(({ type }) => type)).toEqual(['game_ended', 'finale_shown']);
    expect(game.state).toMatchObject({ status: 'completed', finale: 'opening' });
  });

  it.each([
    [true, null],
    [false, 'opening'],
  ])('after a planned end in a game with shown standings (%s) is at %s', (showStandings, finale) => {
    const game = startTestGame({ showStandings });
    game.execute({ type: 'change_game', endAt: game.at + 60_000, endsByItself: true });
    game.advance(60_000);
    game.execute({ type: 'end_as_planned' }, HOST_ACTOR);
    expect(game.state.finale).toBe(finale);
  });
});

it('a challenge knows at which moment of play it was done, until that is undone', () => {
  const game = startTestGame();
  game.requestAndAssign(1, 11, 'farm');
  game.advance(5_000);
  game.execute({ type: 'pause', reason: 'banker' });
  game.advance(60_000);
  game.execute({ type: 'complete', id: 1 });
  expect(game.challenge(1).completedPlayMs).toBe(5_000);
  game.execute({ type: 'undo', id: 1 });
  expect(game.challenge(1).completedPlayMs).toBeNull();
});
