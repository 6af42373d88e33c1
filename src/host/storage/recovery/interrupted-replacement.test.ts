/** A rebuilt database that lies in the folder, but was to replace another one than is there, replaces nothing. */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { rebuiltPath } from './quarantine.ts';

const folder = temporaryFolder();
const file = (name: string) => join(folder.path, name);
const notes: string[] = [];
let store: SqliteStore;
let gameId: number;

const open = () =>
  openSqliteStore({ folder: folder.path, now: () => BASE_TIME, notify: (line) => notes.push(line) });
const events = async () => (await readAll(store.eventStore, gameId)).length;
const quarantined = () => readdirSync(folder.path).filter((name) => name.startsWith('damaged-'));

beforeEach(async () => {
  notes.length = 0;
  store = open();
  gameId = await createGame(store.eventStore);
  await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
});
afterEach(() => {
  store.close();
  folder.dispose();
});

const OLDER = {
  'the database itself': () => file(DATABASE_FILE),
  'a backup': () => join(folder.path, 'backups', store.backups.list()[0]?.name ?? ''),
};
/** By an earlier version, and by this one for the older database. */
const NAMES = { 'without what it replaces': () => file('rebuilt.sqlite3'), 'of this version': () => '' };
const CASES = Object.keys(OLDER).flatMap((from) => Object.keys(NAMES).map((name) => [from, name] as const));

it.each(CASES)('an older copy of %s, under a name %s', async (from, name) => {
  await store.backups.take('asked');
  const older = OLDER[from as keyof typeof OLDER]();
  store.close();
  const stray = NAMES[name as keyof typeof NAMES]() || rebuiltPath(folder.path);
  copyFileSync(older, file('older.sqlite3'));
  store = open();
  await store.eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
  store.close();
  copyFileSync(file('older.sqlite3'), stray);

  store = open();
  expect(await events()).toBe(3);
  expect(store.recovered).toBeNull();
  expect(existsSync(stray)).toBe(false);
  expect(quarantined()).toHaveLength(1);
  expect(notes.join()).toContain(`${stray} was no replacement of the database that is there`);
  await store.eventStore.wipe(gameId);
  expect(quarantined()).toEqual([]);
});

it('one that is put in the place of a lost database is compared with what is known of the games', async () => {
  await store.backups.take('asked');
  const backup = OLDER['a backup']();
  await store.eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
  store.close();
  copyFileSync(backup, file('rebuilt.sqlite3'));
  rmSync(file(DATABASE_FILE));
  store = open();
  expect(store.recovered).toMatchObject({ missingEvents: [{ code: 'GAME01', count: 1 }] });
});

it('one that an interrupted replacement has left is put in its place, although a sound but older database is there', async () => {
  await store.backups.take('asked');
  const older = OLDER['a backup']();
  await store.eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
  store.close();
  const newer = readFileSync(file(DATABASE_FILE));
  copyFileSync(older, file(DATABASE_FILE));
  writeFileSync(rebuiltPath(folder.path), newer);
  store = open();
  expect(await events()).toBe(3);
  expect(quarantined()).toHaveLength(1);
  expect(notes).toEqual([]);
});

it.each(['rebuilt.sqlite3', 'rebuilt-nothing.sqlite3', `rebuilt-${'a'.repeat(64)}.sqlite3`])(
  'an older copy called %s takes no place of a lost database whose log has all of it',
  async (name) => {
    await store.backups.take('asked');
    const backup = OLDER['a backup']();
    await store.eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
    const log = readFileSync(file(`${DATABASE_FILE}-wal`));
    store.close();
    writeFileSync(file(`${DATABASE_FILE}-wal`), log);
    rmSync(file(DATABASE_FILE));
    copyFileSync(backup, file(name));
    store = open();
    expect(await events()).toBe(3);
    expect(store.recovered).toMatchObject({ games: [{ from: 'file', isWhole: true }], missingEvents: [] });
    expect(existsSync(file(name))).toBe(false);
    expect(notes.join()).toContain(`${file(name)} was no replacement of the database that is lost`);
  },
);
