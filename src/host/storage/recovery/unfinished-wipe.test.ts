/** A wipe that was interrupted before it reached the backups, and a database that is damaged then. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { BASE_TIME, batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { putUnfinishedWipes } from '../sqlite/wipe.ts';

const folder = temporaryFolder();
let store: SqliteStore | null = null;
afterEach(() => {
  store?.close();
  folder.dispose();
});

it('G1 brings the game back from no backup, and removes it from them', async () => {
  const open = () => openSqliteStore({ folder: folder.path, now: () => BASE_TIME });
  store = open();
  const kept = await createGame(store.eventStore, 'Kept');
  const wiped = await createGame(store.eventStore, 'Wiped');
  await store.eventStore.append(batch(wiped, 1, joined(1_001, 'Annabella')));
  await store.backups.take('asked');
  const path = () => join(folder.path, 'backups', readdirSync(join(folder.path, 'backups'))[0] ?? '');
  const backup = readFileSync(path());
  await store.eventStore.wipe(wiped);
  store.close();
  expect(readFileSync(path()).includes('Annabella')).toBe(false);

  writeFileSync(path(), backup);
  const db = new SqliteDatabase(join(folder.path, DATABASE_FILE));
  putUnfinishedWipes(db, [wiped]);
  db.prepare('update games set last_checksum = last_checksum - 1').run();
  db.close();

  store = open();
  expect(store.recovered).not.toBeNull();
  expect((await store.eventStore.list()).map(({ gameId }) => gameId)).toEqual([kept]);
  expect(readFileSync(path()).includes('Annabella')).toBe(false);
});
