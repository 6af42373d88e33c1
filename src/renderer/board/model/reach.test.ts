import { expect, it } from 'vitest';
import { isUnreached, PATIENCE_MS } from './reach.ts';

it('only worries after a minute without anybody', () => {
  const nobody = { phones_seen: { count: 0, last_at: null } };
  expect(isUnreached(nobody, 0, PATIENCE_MS - 1)).toBe(false);
  expect(isUnreached(nobody, 0, PATIENCE_MS)).toBe(true);
  expect(isUnreached(nobody, 1, PATIENCE_MS)).toBe(false);
  expect(isUnreached({ phones_seen: { count: 1, last_at: 1 } }, 0, PATIENCE_MS)).toBe(false);
});
