import { expect, it } from 'vitest';
import { VIBRATION_PATTERNS, vibrate } from './vibrate.ts';

it('vibrates where the device can', () => {
  const shaken: unknown[] = [];
  const device = {
    vibrate: (pattern: number[]) => {
      shaken.push(pattern);
      return true;
    },
  };
  expect(vibrate(device, VIBRATION_PATTERNS.soon)).toBe(true);
  expect(shaken).toEqual([[150, 100, 150]]);
  expect(vibrate({}, VIBRATION_PATTERNS.soon)).toBe(false);
  const forbids = () => {
    throw new DOMException('not here', 'SecurityError');
  };
  expect(vibrate({ vibrate: forbids }, VIBRATION_PATTERNS.soon)).toBe(false);
});
