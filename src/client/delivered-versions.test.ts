import { describe, expect, it } from 'vitest';
import { TestGame } from '../game/test-game.harness.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import { presentChallenge } from '../protocol/present.ts';
import { DeliveredVersions } from './delivered-versions.ts';

function challengeWith(own: Partial<Challenge> = {}): Challenge {
  const game = new TestGame();
  game.join(2, 1);
  game.execute({ type: 'start' });
  game.request(7, 2);
  return { ...presentChallenge(game.state, game.challenge(7), 0), ...own };
}

describe('delivered versions', () => {
  it('are new once, and never for a lower version', () => {
    const delivered = new DeliveredVersions();
    expect(delivered.record('e', challengeWith({ version: 2 })).isNew).toBe(true);
    expect(delivered.record('e', challengeWith({ version: 2 })).isNew).toBe(false);
    expect(delivered.record('e', challengeWith({ version: 1 })).isNew).toBe(false);
    expect(delivered.record('e', challengeWith({ version: 3 }))).toMatchObject({
      isNew: true,
      previous: { version: 2 },
    });
  });

  it('are not new again after a restart of the host', () => {
    const delivered = new DeliveredVersions();
    delivered.record('e', challengeWith({ version: 2 }));
    expect(delivered.record('f', challengeWith({ version: 2 })).isNew).toBe(false);
    expect(delivered.record('f', challengeWith({ version: 3 })).isNew).toBe(true);
  });

  it('are new after a restored backup, if the same version has other content', () => {
    const delivered = new DeliveredVersions();
    delivered.record('e', challengeWith({ version: 3, status: 'completed' }));
    expect(delivered.record('f', challengeWith({ version: 3, status: 'cancelled' })).isNew).toBe(true);
    expect(delivered.record('g', challengeWith({ version: 2 })).isNew).toBe(true);
  });

  it('are forgotten for what ended long ago, but not for what is open', () => {
    const delivered = new DeliveredVersions();
    delivered.record('e', challengeWith({ id: 1 }));
    for (let id = 2; id < 500; id += 1) delivered.record('e', challengeWith({ id, status: 'completed' }));
    expect(delivered.record('e', challengeWith({ id: 1 })).isNew).toBe(false);
    expect(delivered.record('e', challengeWith({ id: 499, status: 'completed' })).isNew).toBe(false);
    expect(delivered.record('e', challengeWith({ id: 2, status: 'completed' })).isNew).toBe(true);
  });
});
