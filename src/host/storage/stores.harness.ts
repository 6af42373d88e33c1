/** Every implementation of the store, for the contract tests. */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe } from 'vitest';
import type { Store } from './event-store.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { createMemoryStore, emptyContents } from './memory-store.fake.ts';
import { findTestServer, runSql } from './postgres/postgres-server.harness.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { createTestSchema } from './postgres/test-schemas.harness.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from './sqlite/sqlite-store.ts';

/** What an answer consists of where it is stored. */
export const ANSWER_PARTS = [
  'participant',
  'key',
  'request hash',
  'status',
  'body',
  'seat',
  'checksum',
  'row',
] as const;
type AnswerPart = (typeof ANSWER_PARTS)[number];
interface AnswerDamage {
  readonly key: string;
  readonly part: AnswerPart;
}

/** In SQL, of the row `where key = ...` that is appended. */
const DAMAGE = {
  participant: 'update outcomes set participant_id = participant_id + 1',
  key: "update outcomes set key = key || 'x'",
  'request hash': "update outcomes set request_hash = 'x' || request_hash",
  status: 'update outcomes set status = status + 1',
  body: "update outcomes set body = replace(body, 'o', 'p')",
  seat: 'update outcomes set secrets_of = 8',
  checksum: 'update outcomes set checksum = checksum + 1',
  row: 'delete from outcomes',
} as const satisfies Record<AnswerPart, string>;

/** A store that can be closed and reopened with its data. */
export interface ReopenableStore extends Store {
  /** @param damage changes this part of the answer under the key meanwhile, as a failing disk does */
  reopen(damage?: AnswerDamage): Promise<Store>;
  dispose(): Promise<void>;
}

export async function onSqlite(): Promise<ReopenableStore & SqliteStore> {
  const folder = temporaryFolder();
  let open = openSqliteStore({ folder: folder.path });
  return {
    ...open,
    async reopen(damage) {
      open.close();
      if (damage !== undefined) {
        const db = new SqliteDatabase(join(folder.path, DATABASE_FILE));
        db.prepare(`${DAMAGE[damage.part]} where key = ?`).run(damage.key);
        db.close();
      }
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
    async reopen(damage) {
      for (const { idempotencyRecords } of contents.games.values())
        for (const name of idempotencyRecords.keys()) {
          if (damage === undefined || !name.endsWith(` ${damage.key}`)) continue;
          if (damage.part === 'row') idempotencyRecords.delete(name);
          else idempotencyRecords.set(name, 'damaged');
        }
      return createMemoryStore(contents);
    },
    dispose: async () => undefined,
  };
}

const server = await findTestServer();

async function onPostgres(): Promise<ReopenableStore> {
  const address = await createTestSchema(server);
  let open = await openPostgresStore({ address });
  return {
    ...open,
    async reopen(damage) {
      if (damage !== undefined)
        await runSql(address.url, `${DAMAGE[damage.part]} where key = $1`, [damage.key]);
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
