import { expect, it } from 'vitest';
import { SHAKES, vibrate } from './vibrate.ts';

it('shakes where the device can', () => {
  const shaken: unknown[] = [];
  const device = {
    vibrate: (pattern: number[]) => {
      shaken.push(pattern);
      return true;
    },
  };
  expect(vibrate(device, SHAKES.soon)).toBe(true);
  expect(shaken).toEqual([[150, 100, 150]]);
  expect(vibrate({}, SHAKES.soon)).toBe(false);
});
