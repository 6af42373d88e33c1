import { expect, it } from 'vitest';
import { aTeam } from '../shapes.fixtures.ts';
import { dashOf, marksOn } from './chart-marks.ts';

const END = 60_000;
const line = (...doneAt: readonly number[]) => ({
  team: aTeam(),
  points: [
    { at: 0, done: 0 },
    ...doneAt.map((at, index) => ({ at, done: index + 1 })),
    { at: END, done: doneAt.length },
  ],
  total: doneAt.length,
});

it('gives a line other dashes than its neighbours', () => {
  for (let index = 0; index < 12; index += 1) expect(dashOf(index)).not.toBe(dashOf(index + 1));
});

it('puts the shapes of a line on it, from the first challenge on', () => {
  const marks = marksOn(line(20_000, 50_000), { index: 0, lines: 2 });
  expect(marks).toEqual([
    { at: 22_000, done: 1 },
    { at: 30_000, done: 1 },
    { at: 38_000, done: 1 },
    { at: 46_000, done: 1 },
    { at: 54_000, done: 2 },
  ]);
  expect(marksOn(line(), { index: 0, lines: 2 })).toEqual([]);
});

it('never puts the shapes of two lines that begin together at the same time', () => {
  const lines = 12;
  const times = Array.from({ length: lines }, (_, index) =>
    marksOn(line(0), { index, lines }).map(({ at }) => Math.round(at)),
  ).flat();
  expect(times).toHaveLength(60);
  expect(new Set(times).size).toBe(60);
});
