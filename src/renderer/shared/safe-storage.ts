/** What a page keeps in this browser, or in its own memory where the browser refuses. */

export interface SafeStorage {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
}

/**
 * Storage that never throws: private windows, full disks and blocked cookies can make `localStorage` throw at any time.
 * Values then live as long as the page.
 * @param open returns the browser's storage; may throw.
 */
export function createSafeStorage(open: () => Storage): SafeStorage {
  const kept = new Map<string, string | null>();
  const attempt = <T>(act: (storage: Storage) => T, otherwise: T): T => {
    try {
      return act(open());
    } catch {
      // The browser doesn't keep it; `kept` does, until the page is closed.
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
    // Another tab may change what the browser holds, so `kept` only counts where writing failed.
    if (written) kept.delete(key);
  };
  return {
    read: (key) => kept.get(key) ?? (kept.has(key) ? null : attempt((storage) => storage.getItem(key), null)),
    write: keep,
    remove: (key) => keep(key, null),
  };
}
