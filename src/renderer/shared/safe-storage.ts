/** What a page remembers in this browser, and a storage of its own where the browser refuses to remember. */

export interface SafeStorage {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
}

/**
 * Storage that never throws: private windows, full disks and blocked cookies make `localStorage` throw at any moment.
 * From then on values live as long as the page.
 * @param open gives the browser's storage; may throw.
 */
export function createSafeStorage(open: () => Storage): SafeStorage {
  const kept = new Map<string, string | null>();
  const attempt = <T>(act: (storage: Storage) => T, otherwise: T): T => {
    try {
      return act(open());
    } catch {
      // The browser does not remember; `kept` does, until the page goes.
      return otherwise;
    }
  };
  const keep = (key: string, value: string | null): void => {
    kept.set(key, value);
    const written = attempt((storage) => {
      if (value === null) storage.removeItem(key);
      else storage.setItem(key, value);
      return true;
    }, false);
    // What the browser remembers may be changed by another tab, so `kept` counts only where it could not.
    if (written) kept.delete(key);
  };
  return {
    read: (key) => kept.get(key) ?? (kept.has(key) ? null : attempt((storage) => storage.getItem(key), null)),
    write: keep,
    remove: (key) => keep(key, null),
  };
}
