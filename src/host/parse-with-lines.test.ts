import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonLineError, parseWithLines } from './parse-with-lines.ts';

const lineOf = (text: string): number | null => {
  try {
    parseWithLines(text);
    return null;
  } catch (error) {
    if (error instanceof JsonLineError) return error.line;
    throw error;
  }
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('JSON with lines', () => {
  it('has the value that it always had', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        const value: unknown = JSON.parse(json);
        expect(parseWithLines(JSON.stringify(value, null, indent)).value).toEqual(value);
      }),
    );
  });

  it('is refused wherever it is none, and nowhere else', () => {
    const edits = fc.tuple(
      fc.nat(),
      fc.constantFrom('', '"', '{', '}', ',', ':', '\\', '0', '\n', '\t', 'x'),
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), edits, (json, [at, put]) => {
        const cut = at % (json.length + 1);
        const text = json.slice(0, cut) + put + json.slice(cut + 1);
        expect(lineOf(text) === null).toBe(isJson(text));
      }),
    );
  });

  it('knows the line of each key, by whichever way lines end', () => {
    for (const end of ['\n', '\r\n']) {
      const text = ['{', '  "a": {', '    "b": "x", "c":', '      "\\n{"', '  },', '  "d": [{"e": 1}]', '}'];
      expect(Object.fromEntries(parseWithLines(text.join(end)).lines)).toEqual({
        a: 2,
        'a.b': 3,
        'a.c': 3,
        d: 6,
        'd[].e': 6,
      });
    }
  });

  it('tells keys that are there twice, each in its object', () => {
    const text = '{\n"a": 1,\n"b": {"a": 2},\n"\\u0061": 3\n}';
    expect(parseWithLines(text).repeated).toEqual([{ key: 'a', line: 4 }]);
  });

  it.each([
    ['', 1],
    ['{\n  "a": "x"\n  "b": "y"\n}', 3],
    ['{\n  "a": "x",\n}', 3],
    ['{\n  "a": "x\ny"\n}', 2],
    ['{\n  "a": "\\x"\n}', 2],
    ['{\n  "a": 01\n}', 2],
    ['{\n  "a": "x"\n', 2],
    ['{}\n\nmore', 3],
    ['{\n  a: "x"\n}', 2],
    ['{\n  "a": “x”\n}', 2],
    ['['.repeat(1_000_000), 1],
  ])('says where %j goes wrong', (text, line) => {
    expect(lineOf(text)).toBe(line);
  });
});
