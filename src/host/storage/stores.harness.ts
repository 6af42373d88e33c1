/** Every implementation of the store, for the contract tests. */
import type { Store } from './event-store.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { createMemoryStore, emptyContents } from './memory-store.fake.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

/** A store that can be closed and reopened with its data. */
export interface ReopenableStore extends Store {
  reopen(): Promise<Store>;
  dispose(): Promise<void>;
}

async function onSqlite(): Promise<ReopenableStore> {
  const folder = temporaryFolder();
  let open = openSqliteStore({ folder: folder.path });
  return {
    ...open,
    async reopen() {
      open.close();
      open = openSqliteStore({ folder: folder.path });
      return open;
    },
    async dispose() {
      open.close();
      folder.dispose();
    },
  };
}

async function inMemory(): Promise<ReopenableStore> {
  const contents = emptyContents();
  return {
    ...createMemoryStore(contents),
    reopen: async () => createMemoryStore(contents),
    dispose: async () => undefined,
  };
}

export const STORES: readonly (readonly [string, () => Promise<ReopenableStore>])[] = [
  ['on SQLite', onSqlite],
  ['in memory', inMemory],
];
