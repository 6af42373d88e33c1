import { expect, it } from 'vitest';
import { reachOf } from './reach-state.ts';

const nobody = { phonesSeen: 0, lastAt: null, warnings: [], warningsAboutGames: [] };

it('waits a minute before it wonders where the phones are', () => {
  expect([reachOf(nobody, 0), reachOf(nobody, 59_999), reachOf(nobody, 60_000)]).toEqual([
    'waiting',
    'waiting',
    'lonely',
  ]);
});

it('knows that a phone came, however long ago', () => {
  expect(reachOf({ ...nobody, phonesSeen: 1, lastAt: 5 }, 600_000)).toBe('reached');
});
