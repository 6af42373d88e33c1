import { describe, expect, it } from 'vitest';
import { goneInSight, unseenGone, type MeasuredRow } from './unseen-rows.ts';

const HEIGHT = 80;
/** Rows one below the other, the first at the top of the list; g: gone, t: there. */
const rows = (letters: string, scrolled: number): readonly MeasuredRow[] =>
  letters.split('').map((letter, id) => {
    const top = id * HEIGHT - scrolled;
    return { id, gone: letter === 'g', top, bottom: top + HEIGHT };
  });
/** Three rows high. */
const view = (count: number, scrolled: number) => ({
  top: 0,
  bottom: 3 * HEIGHT,
  below: count * HEIGHT - scrolled - 3 * HEIGHT,
});
const leaving = (letters: string, scrolled: number) =>
  unseenGone(rows(letters, scrolled), view(letters.length, scrolled));

describe('rows that have gone', () => {
  it('leave when they are wholly above or below what is in sight', () => {
    expect(leaving('gtgtggttgt', 3 * HEIGHT)).toEqual([0, 2, 8]);
  });

  it('stay while any part of them is in sight', () => {
    expect(leaving('gggggg', 1.5 * HEIGHT)).toEqual([0, 5]);
  });

  it('stay below where the list would no longer fill what is in sight', () => {
    // The list ends half a row below: without a whole one it would be scrolled back.
    expect(unseenGone(rows('tttg', 0), { top: 0, bottom: 3 * HEIGHT, below: HEIGHT / 2 })).toEqual([]);
    expect(unseenGone(rows('tttgg', 0), { top: 0, bottom: 3 * HEIGHT, below: 1.5 * HEIGHT })).toEqual([3]);
  });

  it('leave above however far the list is scrolled', () => {
    expect(leaving('gggggttt', 5 * HEIGHT)).toEqual([0, 1, 2, 3, 4]);
  });

  it('are only those: whoever is there stays, seen or not', () => {
    expect(leaving('tttttttttt', 3 * HEIGHT)).toEqual([]);
  });
});

describe('who is in sight', () => {
  it('is anybody of whom a part is', () => {
    expect(goneInSight(rows('tgggt', 0.5 * HEIGHT), view(5, 0.5 * HEIGHT))).toBe('most');
  });

  it('is nobody where all rows there have gone', () => {
    expect(goneInSight(rows('tgggt', HEIGHT), view(5, HEIGHT))).toBe('all');
  });

  it('is nobody where no more than a sliver of a living one peeps in', () => {
    expect(goneInSight(rows('tgggt', 0.8 * HEIGHT), view(5, 0.8 * HEIGHT))).toBe('all');
    expect(goneInSight(rows('tgggt', 1.2 * HEIGHT), view(5, 1.2 * HEIGHT))).toBe('all');
    expect(goneInSight(rows('tgggt', 1.3 * HEIGHT), view(5, 1.3 * HEIGHT))).toBe('most');
  });
});
