import type { Store } from './event-store.ts';
/** For tests: each implementation of the store's port. Another store that joins the list has to keep the same contract. */
import { temporaryFolder } from './game-log.fixtures.ts';
import { createMemoryStore, emptyContents } from './memory-store.fake.ts';
import { openLog } from './sqlite/sqlite-store.ts';

/** A store that can be closed and opened again on what it kept. */
export interface Opened extends Store {
  reopen(): Store;
  dispose(): void;
}

function onSqlite(): Opened {
  const folder = temporaryFolder();
  let open = openLog({ folder: folder.path });
  return {
    ...open,
    reopen() {
      open.close();
      open = openLog({ folder: folder.path });
      return open;
    },
    dispose() {
      open.close();
      folder.dispose();
    },
  };
}

function inMemory(): Opened {
  const contents = emptyContents();
  return {
    ...createMemoryStore(contents),
    reopen: () => createMemoryStore(contents),
    dispose: () => undefined,
  };
}

export const STORES: readonly (readonly [string, () => Opened])[] = [
  ['on SQLite', onSqlite],
  ['in memory', inMemory],
];
