/** Every implementation of the store, for the contract tests. */
import { describe } from 'vitest';
import type { Store } from './event-store.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { createMemoryStore, emptyContents } from './memory-store.fake.ts';
import { findTestServer } from './postgres/postgres-server.harness.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { createTestSchema } from './postgres/test-schemas.harness.ts';
import { openSqliteStore, type SqliteStore } from './sqlite/sqlite-store.ts';

/** A store that can be closed and reopened with its data. */
export interface ReopenableStore extends Store {
  reopen(): Promise<Store>;
  dispose(): Promise<void>;
}

export async function onSqlite(): Promise<ReopenableStore & SqliteStore> {
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

const server = await findTestServer();

async function onPostgres(): Promise<ReopenableStore> {
  const address = await createTestSchema(server);
  let open = await openPostgresStore({ address });
  return {
    ...open,
    async reopen() {
      await open.close();
      open = await openPostgresStore({ address });
      return open;
    },
    dispose: () => open.close(),
  };
}

const STORES: readonly (readonly [string, () => Promise<ReopenableStore>])[] = [
  ['on SQLite', onSqlite],
  ['in memory', inMemory],
];

/** The tests of `suite` on every store, each opened empty by `open`. Where there is no server, the title says so. */
export function describeStores(title: string, suite: (open: () => Promise<ReopenableStore>) => void): void {
  for (const [name, open] of STORES)
    describe(`${title} ${name}`, () => {
      suite(open);
    });
  describe.skipIf(server.url === null)(`${title} on PostgreSQL${server.note}`, () => {
    suite(onPostgres);
  });
}
