import { describe, expect, it } from 'vitest';
import { aGame } from '../../shared/shapes.fixtures.ts';
import { screenFor } from './screen-for.ts';

const live = { connection: 'live', closeCode: null, loaded: true, game: aGame() } as const;

describe('the board shows', () => {
  it.each([
    ['waiting', 'joining'],
    ['in_progress', 'playing'],
    ['paused', 'paused'],
    ['completed', 'ended'],
  ] as const)('a game that is %s as %s', (status, screen) => {
    expect(screenFor({ ...live, game: aGame({ status }) })).toBe(screen);
  });

  it('a loading screen until the first snapshot', () => {
    expect(screenFor({ ...live, connection: 'connecting', loaded: false, game: null })).toBe('loading');
  });

  it('G5: that the laptop is unreachable, in every state of the game', () => {
    for (const status of ['waiting', 'in_progress', 'paused', 'completed'] as const) {
      expect(screenFor({ ...live, connection: 'connecting', game: aGame({ status }) })).toBe('away');
    }
  });

  it('no alarm while the client is still checking', () => {
    expect(screenFor({ ...live, connection: 'checking' })).toBe('playing');
  });

  it('why the connection was closed', () => {
    expect(screenFor({ ...live, connection: 'closed', closeCode: 4504 })).toBe('wiped');
    expect(screenFor({ ...live, connection: 'closed', closeCode: 4500 })).toBe('no_right');
  });
});
