import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, NestingError, parseJson } from './parse-json.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON from outside', () => {
  it('is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is refused if it is nested too deeply, whole or not', () => {
    expect(parseJson(nested(MAX_JSON_DEPTH))).toBeInstanceOf(Array);
    for (const text of [
      nested(MAX_JSON_DEPTH + 1),
      '['.repeat(1_000_000),
      '{"a":'.repeat(100_000),
      `${'['.repeat(40)}"`,
    ])
      expect(() => parseJson(text)).toThrow(NestingError);
  });

  it('may hold any number of brackets in its texts, and beside each other', () => {
    const text = JSON.stringify({
      name: '[{"\\"[['.repeat(100),
      list: Array.from({ length: 100 }, () => [{}]),
    });
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each(['', '{', '[}', ']'.repeat(100), '"\\', '\uFEFF{}', 'NaN'])(
    'is a syntax error if it is not JSON: %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );
});
