import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTeam } from '../shapes.fixtures.ts';
import { chartLines, labelPlaces, progressTable, wholeTicks } from './chart-lines.ts';

const team = aTeam();

describe('the lines of the chart', () => {
  it('begin with nothing, rise by one with each challenge, and go on to the end', () => {
    expect(chartLines([{ team, doneAt: [2_000, 5_000] }], 9_000)).toEqual([
      {
        team,
        total: 2,
        points: [
          { at: 0, done: 0 },
          { at: 2_000, done: 1 },
          { at: 5_000, done: 2 },
          { at: 9_000, done: 2 },
        ],
      },
    ]);
  });

  it('end with the last challenge where the clock says less', () => {
    const [, other] = chartLines(
      [
        { team, doneAt: [7_000] },
        { team, doneAt: [] },
      ],
      0,
    );
    expect(other?.points.at(-1)).toEqual({ at: 7_000, done: 0 });
  });

  it('have whole ticks alone', () => {
    expect(wholeTicks([0, 0.5, 1, 1.5, 2])).toEqual([0, 1, 2]);
  });
});

it('the table says the same at a few whole minutes, to the end', () => {
  const minute = 60_000;
  expect(progressTable([{ team, doneAt: [0, minute, 2.5 * minute] }], 2)).toEqual({
    at: [1, 2, 3],
    rows: [{ team, done: [1, 2, 3] }],
  });
  for (const minutes of [0, 1, 7, 8, 9, 90, 601]) {
    const { at, rows } = progressTable([{ team, doneAt: [minutes * minute] }], minutes);
    expect(at.length).toBeLessThanOrEqual(8);
    expect(rows[0]?.done.at(-1)).toBe(1);
  }
});

it('labels never lie on one another, stay within the bounds, and keep the order of what they label', () => {
  const bounds = { from: 0, to: 300 };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }), (wanted) => {
      const places = labelPlaces(wanted, 20, bounds);
      const sorted = [...places].toSorted((one, other) => one - other);
      for (const place of places) {
        expect(place).toBeGreaterThanOrEqual(bounds.from - 1e-9);
        expect(place).toBeLessThanOrEqual(bounds.to + 1e-9);
      }
      const gaps = sorted.slice(1).map((place, index) => place - (sorted[index] ?? 0));
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(20 - 1e-9);
      const inOrder = places.toSorted((one, other) => one - other);
      const byWish = places
        .map((place, index) => ({ place, wish: wanted[index] ?? 0 }))
        .toSorted((one, other) => one.wish - other.wish || one.place - other.place);
      expect(byWish.map(({ place }) => place)).toEqual(inOrder);
    }),
  );
  expect(labelPlaces([10, 100], 20, bounds)).toEqual([10, 100]);
});
