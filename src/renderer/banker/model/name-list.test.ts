import { describe, expect, it } from 'vitest';
import { MAX_AT_ONCE } from '../../../game/limits.ts';
import { readNameList } from './name-list.ts';

describe('a list of names', () => {
  it.each(['\n', '\r\n', '\r', '\u2028'])('has one in each line, however lines end (%j)', (end) => {
    expect(readNameList(['Mia', '', '  Leo ', ' ', 'نور'].join(end))).toEqual({
      names: ['Mia', 'Leo', 'نور'],
      faulty: [],
      tooMany: 0,
    });
  });

  it('names the lines that the host would refuse, as they are counted on the screen', () => {
    const long = 'x'.repeat(21);
    expect(readNameList(`Mia\n\n${long}\n---\nLeo`).faulty).toEqual([
      { line: 3, typed: long },
      { line: 4, typed: '---' },
    ]);
  });

  it('says how many are more than go at once', () => {
    const names = Array.from({ length: MAX_AT_ONCE + 3 }, (_, index) => `P${index}`);
    expect(readNameList(names.join('\n')).tooMany).toBe(3);
    expect(readNameList(names.slice(3).join('\n')).tooMany).toBe(0);
  });
});
