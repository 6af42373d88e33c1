import { describe, expect, it } from 'vitest';
import { createSafeStorage } from './safe-storage.ts';

function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    length: 0,
    clear: () => items.clear(),
    key: () => null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe('storage', () => {
  it('remembers in the browser', () => {
    const storage = fakeStorage();
    createSafeStorage(() => storage).write('a', '1');
    expect(createSafeStorage(() => storage).read('a')).toBe('1');
  });

  it('keeps values in memory where the browser throws', () => {
    const storage = createSafeStorage(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    expect(storage.read('a')).toBeNull();
    storage.write('a', '1');
    expect(storage.read('a')).toBe('1');
    storage.remove('a');
    expect(storage.read('a')).toBeNull();
  });

  it('returns the newest value when the disk is full, not the older one on it', () => {
    const browser = fakeStorage();
    const storage = createSafeStorage(() => browser);
    storage.write('a', 'old');
    browser.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    storage.write('a', 'new');
    expect(storage.read('a')).toBe('new');
  });

  it('sees what another tab wrote', () => {
    const browser = fakeStorage();
    const storage = createSafeStorage(() => browser);
    storage.write('a', '1');
    browser.setItem('a', '2');
    expect(storage.read('a')).toBe('2');
  });
});
