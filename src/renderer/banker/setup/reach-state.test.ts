import { expect, it } from 'vitest';
import { reachOf } from './reach-state.ts';

const nobody = { phones_seen: { count: 0, last_at: null } };

it('waits a minute before it wonders where the phones are', () => {
  expect([reachOf(nobody, 0), reachOf(nobody, 59_999), reachOf(nobody, 60_000)]).toEqual([
    'waiting',
    'waiting',
    'lonely',
  ]);
});

it('knows that a phone came, however long ago', () => {
  expect(reachOf({ phones_seen: { count: 1, last_at: 5 } }, 600_000)).toBe('reached');
});
