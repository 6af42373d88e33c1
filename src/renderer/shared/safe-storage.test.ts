import { describe, expect, it } from 'vitest';
import { createMemory } from './safe-storage.ts';

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

describe('memory', () => {
  it('remembers in the browser', () => {
    const storage = fakeStorage();
    createMemory(() => storage).write('a', '1');
    expect(createMemory(() => storage).read('a')).toBe('1');
  });

  it('remembers by itself where the browser throws', () => {
    const memory = createMemory(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    expect(memory.read('a')).toBeNull();
    memory.write('a', '1');
    expect(memory.read('a')).toBe('1');
    memory.forget('a');
    expect(memory.read('a')).toBeNull();
  });

  it('remembers the newest value when the disk is full, not the older one on it', () => {
    const storage = fakeStorage();
    const memory = createMemory(() => storage);
    memory.write('a', 'old');
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    memory.write('a', 'new');
    expect(memory.read('a')).toBe('new');
  });

  it('sees what another tab wrote', () => {
    const storage = fakeStorage();
    const memory = createMemory(() => storage);
    memory.write('a', '1');
    storage.setItem('a', '2');
    expect(memory.read('a')).toBe('2');
  });
});
