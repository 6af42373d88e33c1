import { expect, it } from 'vitest';
import { heldInPlace } from './held-in-place.ts';

const seat = (id: number, name: string, phone = 'there') => ({ id, name, phone });
const held = (shown: readonly ReturnType<typeof seat>[], present: readonly ReturnType<typeof seat>[]) => {
  const { items, changes } = heldInPlace(shown, present, {
    keyOf: ({ id }) => id,
    placeOf: ({ name }) => name,
  });
  return { rows: items.map(({ name, phone }) => `${name} ${phone}`), changes };
};
const [anna, ben] = [seat(1, 'Anna'), seat(2, 'Ben')];

it('shows the latest of all who stay where they are', () => {
  expect(held([anna, ben], [seat(1, 'Anna', 'away'), ben])).toEqual({
    rows: ['Anna away', 'Ben there'],
    changes: 0,
  });
});

it('leaves in their places those who would go or change places, and lets those who come wait', () => {
  expect(held([anna, ben], [seat(3, 'Abel'), seat(1, 'Zoe', 'away')])).toEqual({
    rows: ['Anna there', 'Ben there'],
    changes: 3,
  });
});
