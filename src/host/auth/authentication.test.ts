import { describe, expect, it } from 'vitest';
import { evolve } from '../../game/evolve.ts';
import { TestGame } from '../../game/test-game.harness.ts';
import { finalSeat } from './authentication.ts';

describe('the seat that is in use', () => {
  const ids = [2, 3, 4, 5];

  /** The ids at which the walk ends, from each player. */
  function ends(merges: readonly (readonly [number, number])[]): number[] {
    const game = new TestGame();
    for (const id of ids) game.join(id, 1);
    const state = merges.reduce(
      (before, [id, into]) =>
        evolve(before, {
          seq: before.seq + 1,
          at: 0,
          playMs: 0,
          by: 1,
          event: { type: 'participant_merged', id, into },
        }),
      game.state,
    );
    return ids.map((id) => finalSeat({ state }, state.participants.get(id) ?? game.participant(id)).id);
  }

  it('is the end of a chain of merges', () => {
    expect(
      ends([
        [2, 3],
        [3, 4],
      ]),
    ).toEqual([4, 4, 4, 5]);
  });

  it.each([1, 2, 3, 4])('is found even in a circle of %i', (length) => {
    const circle = ids.slice(0, length).map((id, index) => [id, ids[(index + 1) % length] ?? id] as const);
    for (const id of ends(circle)) expect(ids).toContain(id);
  });
});
