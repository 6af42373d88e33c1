import { expect, it } from 'vitest';
import { reachState } from './reach-state.ts';

const nobody = { phones_seen: { count: 0, last_at: null } };

it('waits a minute before it worries about missing phones', () => {
  expect([reachState(nobody, 0), reachState(nobody, 59_999), reachState(nobody, 60_000)]).toEqual([
    'waiting',
    'waiting',
    'unreached',
  ]);
});

it('knows that a phone came, however long ago', () => {
  expect(reachState({ phones_seen: { count: 1, last_at: 5 } }, 600_000)).toBe('reached');
});
