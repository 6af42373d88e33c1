import { describe, expect, it } from 'vitest';
import { isLonely, PATIENCE_MS, reachFrom } from './reach.ts';

describe('whether phones reach the laptop', () => {
  it('is read from what the host says', () => {
    const said = {
      phones_seen: { count: 3, last_at: 17 },
      warnings: ['No network.', 4, 'Damaged.'],
      warnings_about_games: ['Damaged.'],
    };
    expect(reachFrom(said)).toEqual({
      phonesSeen: 3,
      lastAt: 17,
      warnings: ['No network.', 'Damaged.'],
      warningsAboutGames: ['Damaged.'],
    });
  });

  it.each([null, 'x', {}, { phones_seen: null }, { phones_seen: { count: 'many' } }])(
    'is unknown from %j',
    (body) => {
      expect(reachFrom(body)).toEqual({ phonesSeen: 0, lastAt: null, warnings: [], warningsAboutGames: [] });
    },
  );

  it('worries only after a minute without anybody', () => {
    const nobody = reachFrom({ phones_seen: { count: 0, last_at: null } });
    expect(isLonely(nobody, 0, PATIENCE_MS - 1)).toBe(false);
    expect(isLonely(nobody, 0, PATIENCE_MS)).toBe(true);
    expect(isLonely(nobody, 1, PATIENCE_MS)).toBe(false);
    expect(isLonely(reachFrom({ phones_seen: { count: 1, last_at: 1 } }), 0, PATIENCE_MS)).toBe(false);
  });
});
