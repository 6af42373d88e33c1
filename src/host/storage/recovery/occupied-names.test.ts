/** Under the names of this program's own working files there may be folders, links and files of others. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupName } from '../backups/backup-files.ts';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const onWindows = process.platform === 'win32';
const note = onWindows ? ' (not run: Windows lets nobody delete an open file)' : '';
const parent = temporaryFolder();
const folder = join(parent.path, 'data');
const elsewhere = join(parent.path, 'elsewhere.txt');
const DIARY = 'Dear diary, '.repeat(100);
let store: SqliteStore;
let gameId: number;

const open = () => openSqliteStore({ folder, now: () => BASE_TIME });

beforeEach(async () => {
  store = open();
  gameId = await createGame(store.eventStore);
  await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
  writeFileSync(elsewhere, DIARY);
});
afterEach(() => {
  store.close();
  parent.dispose();
});

const NAMES = [
  'rebuilding.sqlite3',
  'rebuilt.sqlite3',
  'salvage.sqlite3',
  'salvage.sqlite3-wal',
  'games.incomplete',
];
const OCCUPANTS: readonly (readonly [string, (path: string) => void])[] = [
  [
    'a folder',
    (path) => {
      mkdirSync(path);
      writeFileSync(join(path, 'mine.txt'), DIARY);
    },
  ],
  ['a link to a file', (path) => symlinkSync(elsewhere, path, 'junction')],
  ['a link to nothing', (path) => symlinkSync(`${elsewhere}.gone`, path, 'junction')],
];
const CASES = NAMES.flatMap((name) => OCCUPANTS.map(([kind, occupy]) => [name, kind, occupy] as const));

const diaries = (): number =>
  readdirSync(parent.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8') === DIARY).length;

describe.skipIf(onWindows)(`a working name that is occupied${note}`, () => {
  it.each(CASES)('%s by %s: a rescue and a start lose nothing', async (name, _, occupy) => {
    occupy(join(folder, name));
    const before = diaries();
    rmSync(join(folder, DATABASE_FILE));
    await store.eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
    expect(await readAll(store.eventStore, gameId)).toHaveLength(3);
    store.close();
    store = open();
    expect(await readAll(store.eventStore, gameId)).toHaveLength(3);
    expect(diaries()).toBe(before);
  });

  it.each(CASES)('%s by %s: a damaged database is rebuilt', async (name, _, occupy) => {
    await store.backups.take('asked');
    store.close();
    occupy(join(folder, name));
    const before = diaries();
    writeFileSync(join(folder, DATABASE_FILE), Buffer.alloc(40_000, 0x41));
    store = open();
    expect(store.recovered).not.toBeNull();
    expect(await readAll(store.eventStore, gameId)).toHaveLength(2);
    expect(diaries()).toBe(before);
  });

  it('rebuilt.sqlite3 by a file of somebody else: it is no database of ours, and is kept', async () => {
    store.close();
    writeFileSync(join(folder, 'rebuilt.sqlite3'), DIARY);
    store = open();
    expect(store.recovered).toBeNull();
    expect(await readAll(store.eventStore, gameId)).toHaveLength(2);
    expect(diaries()).toBe(2);
  });

  it('backups of their names that are folders or lead nowhere are no backups, and in nobody’s way', async () => {
    const name = (number: number) => backupName({ number, at: BASE_TIME, reason: 'asked' });
    const backups = join(folder, 'backups');
    await store.backups.take('asked');
    mkdirSync(join(backups, name(50)));
    mkdirSync(join(backups, `${name(51)}.partial`));
    symlinkSync(join(backups, 'nowhere'), join(backups, name(52)), 'junction');
    await store.eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
    expect(await store.backups.take('asked')).not.toBeNull();
    expect(store.backups.list()).toHaveLength(2);
    await store.eventStore.wipe(gameId);
    expect(existsSync(join(backups, name(50)))).toBe(true);
  });
});
