import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../client/safe-storage.fake.ts';
import { carriedFragment, PREFERENCES, unpackCarried } from './carried-storage.ts';

const TICKET = 'carry.7.1700000000000.abc';

describe('what a page takes along', () => {
  it('is stored at the other address under the same names, and nothing else is', () => {
    const here = inMemoryStorage();
    here.write('theme', 'night');
    here.write('muted', 'yes');
    here.write('seats', '[{"token":"secret"}]');
    const hash = carriedFragment(TICKET, here, PREFERENCES);
    expect(hash).not.toContain('secret');
    expect(new URLSearchParams(hash.slice(1)).get('ticket')).toBe(TICKET);

    const there = inMemoryStorage();
    unpackCarried(hash, there, ['theme', 'language']);
    expect([there.read('theme'), there.read('muted'), there.read('seats')]).toEqual(['night', null, null]);
  });

  it.each([
    '',
    '#ticket=x',
    '#carried=',
    '#carried={}',
    '#carried=%5B%5B%22theme%22%5D%5D',
    '#carried=%5B1%2Cnull%5D',
    '#carried=%5B%5B%22theme%22%2C5%5D%5D',
    `#carried=${encodeURIComponent(JSON.stringify([['theme', 'x'.repeat(5_000)]]))}`,
    `#carried=${encodeURIComponent(JSON.stringify([['seats', 'theirs']]))}`,
  ])('is ignored if it is nonsense (%#)', (hash) => {
    const there = inMemoryStorage();
    unpackCarried(hash, there, PREFERENCES);
    expect(['theme', 'seats'].map((name) => there.read(name))).toEqual([null, null]);
  });
});
