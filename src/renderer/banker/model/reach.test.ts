import { expect, it } from 'vitest';
import { isLonely, PATIENCE_MS } from './reach.ts';

it('worries only after a minute without anybody', () => {
  const nobody = { phones_seen: { count: 0, last_at: null } };
  expect(isLonely(nobody, 0, PATIENCE_MS - 1)).toBe(false);
  expect(isLonely(nobody, 0, PATIENCE_MS)).toBe(true);
  expect(isLonely(nobody, 1, PATIENCE_MS)).toBe(false);
  expect(isLonely({ phones_seen: { count: 1, last_at: 1 } }, 0, PATIENCE_MS)).toBe(false);
});
