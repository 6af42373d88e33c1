import { describe, expect, it } from 'vitest';
import { pageOf } from './pages.ts';

const rows = (count: number) => Array.from({ length: count }, (_each, index) => index + 1);
const PLACE = { slots: 5, pinned: 2 };

describe('the pages of the board', () => {
  it('are one where everything has room', () => {
    expect(pageOf(rows(5), { ...PLACE, turn: 3 })).toEqual({ rows: rows(5), number: 1, count: 1 });
  });

  it('keep the first rows and let the others take turns', () => {
    const turns = [0, 1, 2].map((turn) => pageOf(rows(8), { ...PLACE, turn }));
    expect(turns.map(({ rows: shown }) => shown)).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 6, 7, 8],
      [1, 2, 3, 4, 5],
    ]);
    expect(turns.map(({ number, count }) => [number, count])).toEqual([
      [1, 2],
      [2, 2],
      [1, 2],
    ]);
  });

  it.each(rows(60))('show each of %i rows in a round, and leave no place empty', (count) => {
    const { count: pages } = pageOf(rows(count), { ...PLACE, turn: 0 });
    const shown = rows(pages).map((turn) => pageOf(rows(count), { ...PLACE, turn }).rows);
    expect(new Set(shown.flat())).toEqual(new Set(rows(count)));
    for (const page of shown) expect(page).toHaveLength(Math.min(count, PLACE.slots));
  });
});
