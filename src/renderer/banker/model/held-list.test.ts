import { describe, expect, it } from 'vitest';
import { heldList } from './held-list.ts';

const line = (key: string, words = key) => ({ key, words });
type Line = ReturnType<typeof line>;
const keyOf = ({ key }: Line) => key;
const held = (shown: readonly Line[], present: readonly Line[], latest?: (item: Line) => Line) => {
  const { items, fresh } = heldList(shown, present, { keyOf, latest });
  return { words: items.map(({ words }) => words), fresh };
};
const [a, b, c, d] = [line('a'), line('b'), line('c'), line('d')];

describe('a list that is held', () => {
  it('holds back what belongs above or between, and counts it', () => {
    expect(held([b, d], [a, b, c, d])).toEqual({ words: ['b', 'd'], fresh: 2 });
  });

  it('shows what belongs below at once', () => {
    expect(held([a, b], [a, b, c, d])).toEqual({ words: ['a', 'b', 'c', 'd'], fresh: 0 });
    expect(held([b], [a, b, c])).toEqual({ words: ['b', 'c'], fresh: 1 });
  });

  it('keeps the order and shows the latest state, also of what has gone', () => {
    expect(held([a, b, c], [c, line('a', 'Anna')])).toEqual({ words: ['Anna', 'b', 'c'], fresh: 0 });
    const latest = ({ key }: Line) => line(key, `${key} is done`);
    expect(held([a, b], [b], latest)).toEqual({ words: ['a is done', 'b'], fresh: 0 });
  });

  it('holds all that is new back where everything shown has gone, and nothing where nothing was shown', () => {
    expect(held([a, b], [c, d])).toEqual({ words: ['a', 'b'], fresh: 2 });
    expect(held([], [c, d])).toEqual({ words: ['c', 'd'], fresh: 0 });
  });
});
