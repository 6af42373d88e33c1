import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { textFault } from './check-text.ts';
import { cleanText } from './clean-text.ts';
import { nameKeys } from './name-keys.ts';
import { MARKS_TOGETHER, normalised } from './normalised.ts';
import { PLAYER_NAME_LIMIT } from './text-limits.ts';

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const mark = fc.constantFrom(
  '\u0301',
  '\u0323',
  '\u0344',
  '\u0345',
  '\u064B',
  '\u094D',
  '\uFF9E',
  '\u{1D165}',
);
const other = fc.oneof(
  fc.constantFrom('a', 'ỗ', '\u1100', '\u1161', 'ﷺ', 'か', ' '),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const marksIn = (text: string) =>
  [...text.matchAll(/[\p{M}\uFF9E\uFF9F]+/gu)].map(([run]) => Array.from(run).length);

describe('normalisation', () => {
  it('is Unicode’s own for every text that people write', () => {
    const text = fc.array(fc.tuple(other, fc.string({ unit: mark, maxLength: 9 })), { maxLength: 20 });
    fc.assert(
      fc.property(text, fc.constantFrom(...FORMS), (parts, form) => {
        const written = parts.flat().join('');
        fc.pre(Math.max(0, ...marksIn(written)) <= MARKS_TOGETHER);
        expect(normalised(written, form)).toBe(written.normalize(form));
      }),
    );
  });

  it('takes few marks at once, and loses none, whatever the text', () => {
    const text = fc.array(fc.tuple(other, fc.string({ unit: mark, maxLength: 200 })), { maxLength: 5 });
    fc.assert(
      fc.property(text, fc.constantFrom(...FORMS), (parts, form) => {
        const written = parts.flat().join('');
        const normalize = vi.spyOn(String.prototype, 'normalize');
        const done = normalised(written, form);
        const given = normalize.mock.contexts.map(String);
        normalize.mockRestore();
        expect(given.join('')).toBe(written);
        expect(Math.max(0, ...given.flatMap(marksIn))).toBeLessThanOrEqual(MARKS_TOGETHER);
        expect(done.normalize(form)).toBe(written.normalize(form));
      }),
    );
  });

  it.each(['\u0344', '\u0323', '\uFF9E', '\u094D', '\u064B'])(
    'is asked for a few marks at once for a name under a tower of U+%#',
    (one) => {
      const normalize = vi.spyOn(String.prototype, 'normalize');
      const name = cleanText(`a${one.repeat(400)}${'\u0323'.repeat(500)}`);
      textFault(name, PLAYER_NAME_LIMIT);
      nameKeys(name);
      const most = Math.max(...normalize.mock.contexts.map(String).flatMap(marksIn));
      normalize.mockRestore();
      expect(most).toBe(MARKS_TOGETHER);
    },
  );
});
