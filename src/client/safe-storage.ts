/** What a page keeps in this browser, or for want of anything better in its own memory. */

export interface SafeStorage {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
}

/** The part of the browser's `Storage` that is used. */
export type ItemStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Storage that never throws: private windows, full disks and blocked cookies can make `localStorage` throw at any time, or be null.
 * What one storage refuses goes to the next; what all refuse lives as long as the page.
 * @param opens return the browser's storages, best first; they may throw or return null.
 */
export function createSafeStorage(...opens: readonly (() => ItemStorage | null)[]): SafeStorage {
  const memory = memoryItems();
  const layers: readonly (() => ItemStorage | null)[] = [...opens, () => memory];
  const attempt = <T>(open: () => ItemStorage | null, act: (storage: ItemStorage) => T, otherwise: T): T => {
    try {
      const storage = open();
      return storage === null ? otherwise : act(storage);
    } catch {
      // The browser doesn't keep it; the next storage does.
      return otherwise;
    }
  };
  /** The index of the storage that took the value. */
  const keep = (key: string, value: string): number =>
    layers.findIndex((open) =>
      attempt(
        open,
        (storage) => {
          storage.setItem(key, value);
          // Some browsers accept everything and keep nothing.
          return storage.getItem(key) === value;
        },
        false,
      ),
    );
  const removeFrom = (open: () => ItemStorage | null, key: string) =>
    attempt(
      open,
      (storage) => {
        storage.removeItem(key);
        return storage.getItem(key) === null;
      },
      false,
    );
  return {
    // The later storages are only written where the ones before refused, so what they hold is newer.
    read(key) {
      const found = layers.toReversed().map((open) => attempt(open, (storage) => storage.getItem(key), null));
      const value = found.find((text) => text !== null) ?? null;
      return value === REMOVED ? null : value;
    },
    write(key, value) {
      const taken = keep(key, value);
      // Another tab may change what the browser holds, so nothing older may hide it.
      for (const open of layers.slice(taken + 1)) removeFrom(open, key);
    },
    remove(key) {
      const stays = opens.filter((open) => !removeFrom(open, key) && isHeldBy(open, key));
      if (stays.length > 0) memory.setItem(key, REMOVED);
      else memory.removeItem(key);
    },
  };

  function isHeldBy(open: () => ItemStorage | null, key: string): boolean {
    return attempt(open, (storage) => storage.getItem(key) !== null, false);
  }
}

/** Marks what was removed while the browser refused to. */
const REMOVED = '\u0000removed';

function memoryItems(): ItemStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** The browser's storage, or else this entry of the tab's history, which survives a reload even where cookies and storage are off. */
export function browserStorage(): SafeStorage {
  return createSafeStorage(
    () => localStorage,
    () => historyItems(history),
  );
}

/** As `browserStorage`, but for this tab alone. */
export function tabOnlyStorage(): SafeStorage {
  return createSafeStorage(
    () => sessionStorage,
    () => historyItems(history),
  );
}

/** Items in the state of the current entry of the history. Whoever replaces that entry has to keep its state. */
export function historyItems(history: Pick<History, 'state' | 'replaceState'>): ItemStorage {
  const items = (): Readonly<Record<string, unknown>> => {
    const state: unknown = history.state;
    if (!isRecord(state) || !isRecord(state['items'])) return {};
    return state['items'];
  };
  const replace = (changed: Readonly<Record<string, unknown>>) => {
    const state: unknown = history.state;
    history.replaceState({ ...(isRecord(state) && state), items: changed }, '');
  };
  return {
    getItem(key) {
      const value = items()[key];
      return typeof value === 'string' ? value : null;
    },
    setItem: (key, value) => replace({ ...items(), [key]: value }),
    removeItem(key) {
      const { [key]: removed, ...others } = items();
      if (removed !== undefined) replace(others);
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
