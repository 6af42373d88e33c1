import { expect, it } from 'vitest';
import { EXERCISE_TYPES } from './catalogue.ts';
import { EXERCISE_TIERS } from './enums.ts';
import { EXERCISE_PRESETS, targetAt } from './exercises.ts';

it.each(EXERCISE_PRESETS)('$type asks for less of the youngest, and for more of the oldest', (preset) => {
  const [easier = 0, usual = 0, harder = 0] = EXERCISE_TIERS.map((tier) => targetAt(preset, tier));
  expect(usual).toBe(preset.target);
  // About half, and about half as much again: anything else would be another exercise.
  for (const [amount, times] of [
    [easier, 0.5],
    [harder, 1.5],
  ] as const)
    expect(Math.abs(amount / usual - times)).toBeLessThanOrEqual(0.2);
});

it('each exercise of the catalogue has an entry, in the same order', () => {
  expect(EXERCISE_PRESETS.map(({ type }) => type)).toEqual(EXERCISE_TYPES);
});
