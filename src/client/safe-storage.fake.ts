import { createSafeStorage, type SafeStorage } from './safe-storage.ts';

/** Storage in a browser that has none: what is written lives as long as the page. */
export function inMemoryStorage(): SafeStorage {
  return createSafeStorage();
}
