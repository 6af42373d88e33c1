import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredLibrary } from '../event-store.ts';
import { BASE_TIME, batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE, openConnection } from '../sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
const file = () => join(folder.path, DATABASE_FILE);
let store: SqliteStore;

const open = () => openSqliteStore({ folder: folder.path, now: () => BASE_TIME });
const library = (revision: number): StoredLibrary => ({ revision, contents: `{"turn":${revision}}` });
const keep = (revision: number) => store.exerciseLibrary.write(library(revision), null);
const backups = () => readdirSync(join(folder.path, 'backups'));

beforeEach(() => {
  store = open();
});

afterEach(() => {
  store.close();
  folder.dispose();
});

/** Opens the store again after something has happened to its file. */
function openAfter(accident: () => void): void {
  store.close();
  accident();
  store = open();
}

const removeDatabase = () => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file() + suffix, { force: true });
};
/** What an earlier version did with a lost database. */
const startEmpty = () => {
  removeDatabase();
  openConnection(folder.path, () => undefined).close();
};
const overwriteDatabase = () => writeFileSync(file(), 'Dear diary, '.repeat(1_000));
/** As a bad sector does, which an index of SQLite's own does not notice. */
const damageLibraryRow = () => {
  const db = new SqliteDatabase(file());
  db.prepare(`update settings set value = value || ' ' where name = 'library'`).run();
  db.close();
};

describe('a backup', () => {
  it.each([0, 1])(
    'holds the library as it is, also when nothing else has happened (games: %i)',
    async (games) => {
      if (games > 0) await createGame(store.eventStore);
      await keep(1);
      await store.backups.take('asked');
      await keep(2);
      expect(await store.backups.take('asked')).toMatchObject({ number: 2 });
      expect(await store.backups.take('start')).toBeNull();
      openAfter(removeDatabase);
      expect(await store.exerciseLibrary.read()).toEqual(library(2));
    },
  );

  it.each([
    ['removed', removeDatabase],
    ['replaced with a new one', startEmpty],
  ])('of a library alone is enough to miss a database that was %s', async (_, accident) => {
    await keep(1);
    await store.backups.take('start');
    openAfter(accident);
    expect(await store.exerciseLibrary.read()).toEqual(library(1));
    expect(store.recovered?.sentence).toMatch(
      /there is no good backup.*exercises and templates were restored from the last/,
    );
    openAfter(() => undefined);
    expect(store.recovered).toBeNull();
  });

  it('of a library alone takes the place of no backup with games', async () => {
    await createGame(store.eventStore);
    await store.backups.take('asked');
    const [withGame = ''] = backups();
    const kept = readFileSync(join(folder.path, 'backups', withGame));
    openAfter(() => {
      removeDatabase();
      rmSync(join(folder.path, 'backups', withGame));
    });
    // It comes back only now, as when a stick is put in again.
    writeFileSync(join(folder.path, 'backups', withGame), kept);
    for (let revision = 1; revision <= 8; revision += 1) {
      await keep(revision);
      await store.backups.take('asked');
    }
    expect(backups()).toHaveLength(9);
    openAfter(removeDatabase);
    expect(store.recovered?.games).toMatchObject([{ from: 'backup' }]);
    expect(await store.exerciseLibrary.read()).toEqual(library(8));
  });
});

describe('a library', () => {
  it.each([
    ['removed', removeDatabase],
    ['overwritten', overwriteDatabase],
    ['damaged in the row of the library', damageLibraryRow],
  ])('is as the newest backup has it if the database was %s, and that is said', async (_, accident) => {
    const gameId = await createGame(store.eventStore);
    await keep(1);
    await store.backups.take('asked');
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    await keep(2);
    openAfter(accident);
    expect(await store.exerciseLibrary.read()).toEqual(library(1));
    expect(store.recovered).toMatchObject({ library: 'backup' });
    expect(store.recovered?.sentence).toContain('exercises and templates were restored from the last backup');
  });

  it('that could be read is kept, however old the backups are, and nothing is said of it', async () => {
    const gameId = await createGame(store.eventStore);
    await keep(1);
    await store.backups.take('asked');
    await keep(2);
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    openAfter(() => {
      const db = new SqliteDatabase(file());
      db.prepare(`update events set body = body || ' ' where seq = 2`).run();
      db.close();
    });
    expect(await store.exerciseLibrary.read()).toEqual(library(2));
    expect(store.recovered).toMatchObject({ library: null });
  });

  it.each([
    ['overwritten', overwriteDatabase],
    ['damaged in the row of the library', damageLibraryRow],
  ])('that no backup has is lost with a database that was %s, and that is said', async (_, accident) => {
    await createGame(store.eventStore);
    await store.backups.take('asked');
    await keep(1);
    openAfter(accident);
    expect(await store.exerciseLibrary.read()).toBeNull();
    expect(store.recovered).toMatchObject({ library: 'lost' });
    expect(store.recovered?.sentence).toContain('could not be read, and there is no backup of them');
  });

  it.each([
    ['is there in an older state because the WAL is damaged may lack its latest changes', 1],
    ['is not there at all because the WAL is damaged is lost', 0],
  ])('that %s, and that is said', async (_, kept) => {
    const gameId = await createGame(store.eventStore);
    if (kept > 0) await keep(kept);
    const wal = `${file()}-wal`;
    const mark = readFileSync(wal).length;
    await keep(kept + 1);
    const end = readFileSync(wal).length;
    for (let seq = 1; seq <= 3; seq += 1)
      await store.eventStore.append(batch(gameId, seq, joined(seq, 'Anna')));
    const [database, log] = [readFileSync(file()), readFileSync(wal)];
    log.fill(0, mark, end);
    openAfter(() => {
      writeFileSync(file(), database);
      writeFileSync(wal, log);
    });
    expect((await store.exerciseLibrary.read())?.revision ?? 0).toBe(kept);
    expect(store.recovered).toMatchObject({ library: kept > 0 ? 'incomplete' : 'lost' });
    expect(store.recovered?.sentence).toContain(
      kept > 0
        ? 'exercises and templates, if you have any: the latest changes'
        : 'could not be read, and there is no backup of them',
    );
  });
});
