import type { Store } from './event-store.ts';
/** Every implementation of the store, for the contract tests. */
import { temporaryFolder } from './events.fixtures.ts';
import { createMemoryStore, emptyContents } from './memory-store.fake.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

/** A store that can be closed and reopened with its data. */
export interface ReopenableStore extends Store {
  reopen(): Store;
  dispose(): void;
}

function onSqlite(): ReopenableStore {
  const folder = temporaryFolder();
  let open = openSqliteStore({ folder: folder.path });
  return {
    ...open,
    reopen() {
      open.close();
      open = openSqliteStore({ folder: folder.path });
      return open;
    },
    dispose() {
      open.close();
      folder.dispose();
    },
  };
}

function inMemory(): ReopenableStore {
  const contents = emptyContents();
  return {
    ...createMemoryStore(contents),
    reopen: () => createMemoryStore(contents),
    dispose: () => undefined,
  };
}

export const STORES: readonly (readonly [string, () => ReopenableStore])[] = [
  ['on SQLite', onSqlite],
  ['in memory', inMemory],
];
