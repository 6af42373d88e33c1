import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText } from './fit-picture-text.ts';

/** Every letter is half as wide as it is high. */
const measure = (words: string, size: number) => (Array.from(words).length * size) / 2;
const fit = (text: string, lines = 2) => fitText({ text, size: 40, width: 400, lines, measure });

describe('a text in a picture', () => {
  it('keeps its size where it fits', () => {
    expect(fit('Friday night')).toEqual({ lines: ['Friday night'], size: 40 });
  });

  it('becomes a little smaller before it takes two lines', () => {
    expect(fit('The night of four teams')).toMatchObject({ lines: ['The night of four teams'] });
    expect(fit('The long, long night of the four nations')).toMatchObject({
      lines: ['The long, long night', 'of the four nations'],
    });
  });

  it('in one line alone, or without a space, is as small as it takes', () => {
    for (const text of ['W'.repeat(40), '漢'.repeat(30)]) {
      const { lines, size } = fit(text);
      expect(lines).toEqual([text]);
      expect(measure(text, size)).toBeCloseTo(400);
    }
    expect(fit('The long, long night of the four nations', 1).lines).toHaveLength(1);
  });

  it('keeps what isolates the direction of a name around each line', () => {
    expect(fit('\u2068عبد الرحمن بن محمد عبد الرحمن بن محمد عبد\u2069').lines).toEqual([
      expect.stringMatching(/^\u2068[^\u2068\u2069]+\u2069$/),
      expect.stringMatching(/^\u2068[^\u2068\u2069]+\u2069$/),
    ]);
  });

  it('is never cut, and never wider than its place', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 2 }), (text, most) => {
        const { lines, size } = fit(text, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        expect(lines.join(' ')).toBe(text);
        for (const words of lines) expect(measure(words, size)).toBeLessThanOrEqual(400 + 1e-6);
      }),
    );
  });
});
