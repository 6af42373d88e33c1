import { describe, expect, it } from 'vitest';
import { TestGame } from '../game/test-game.harness.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import { presentChallenge } from '../protocol/present.ts';
import { Told } from './delivered-versions.ts';

function aChallenge(own: Partial<Challenge> = {}): Challenge {
  const game = new TestGame();
  game.join(2, 1);
  game.execute({ type: 'start' });
  game.request(7, 2);
  return { ...presentChallenge(game.state, game.challenge(7), 0), ...own };
}

describe('what was told', () => {
  it('is news once a version, and never a version back', () => {
    const told = new Told();
    expect(told.learn('e', aChallenge({ version: 2 })).isNews).toBe(true);
    expect(told.learn('e', aChallenge({ version: 2 })).isNews).toBe(false);
    expect(told.learn('e', aChallenge({ version: 1 })).isNews).toBe(false);
    expect(told.learn('e', aChallenge({ version: 3 }))).toMatchObject({
      isNews: true,
      before: { version: 2 },
    });
  });

  it('is not told again when the host starts again', () => {
    const told = new Told();
    told.learn('e', aChallenge({ version: 2 }));
    expect(told.learn('f', aChallenge({ version: 2 })).isNews).toBe(false);
    expect(told.learn('f', aChallenge({ version: 3 })).isNews).toBe(true);
  });

  it('is news after a backup was restored, when the same version says something else', () => {
    const told = new Told();
    told.learn('e', aChallenge({ version: 3, status: 'completed' }));
    expect(told.learn('f', aChallenge({ version: 3, status: 'cancelled' })).isNews).toBe(true);
    expect(told.learn('g', aChallenge({ version: 2 })).isNews).toBe(true);
  });

  it('forgets what ended long ago, but nothing that is open', () => {
    const told = new Told();
    told.learn('e', aChallenge({ id: 1 }));
    for (let id = 2; id < 500; id += 1) told.learn('e', aChallenge({ id, status: 'completed' }));
    expect(told.learn('e', aChallenge({ id: 1 })).isNews).toBe(false);
    expect(told.learn('e', aChallenge({ id: 499, status: 'completed' })).isNews).toBe(false);
    expect(told.learn('e', aChallenge({ id: 2, status: 'completed' })).isNews).toBe(true);
  });
});
