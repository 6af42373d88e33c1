import { expect, it } from 'vitest';
import { listRoom } from './list-room.ts';

it.each([
  [0, 0, 'shared'],
  [5, 0, 'shared'],
  [6, 0, 'waiting'],
  [6, 1, 'waiting'],
  [6, 2, 'shared'],
  [0, 6, 'active'],
  [1, 9, 'active'],
  [2, 9, 'shared'],
  [9, 9, 'shared'],
] as const)('with %i who wait and %i who are busy, the room is %s', (waiting, active, room) => {
  expect(listRoom({ waiting, active })).toBe(room);
});
