/** Wiped is wiped, also where an older copy of the database is put in its place; what is brought back on purpose stays. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RestoreError } from '../backups/restore.ts';
import { BASE_TIME, batch, createGame, created, joined, temporaryFolder } from '../events.fixtures.ts';
import { importInto, openHost, WITHOUT_KEY } from '../frozen-game.harness.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { ISSUED_IDS_FILE } from '../sqlite/issued-ids-file.ts';
import { HEADS_FILE, wipedGamesIn } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { putUnfinishedWipes } from '../sqlite/wipe.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: SqliteStore;
let kept: number;
let wiped: number;
const notes: string[] = [];

const file = (name: string) => join(folder.path, name);
const copies = () => file('copies');
const open = () =>
  openSqliteStore({ folder: folder.path, now: () => BASE_TIME, notify: (line) => notes.push(line) });
const idsIn = async ({ eventStore }: Pick<SqliteStore, 'eventStore'>) =>
  (await eventStore.list()).map(({ gameId }) => gameId);

beforeEach(async () => {
  folder = temporaryFolder();
  notes.length = 0;
  store = open();
  kept = await createGame(store.eventStore, 'Kept');
  wiped = await createGame(store.eventStore, 'Wiped');
  await store.eventStore.append(batch(wiped, 1, joined(1_001, 'Annabella')));
});
afterEach(() => {
  store.close();
  folder.dispose();
});

/** Of the database, its log if there is one, and the backups, as they are now. */
function copy(): void {
  mkdirSync(copies());
  for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`])
    if (existsSync(file(name))) copyFileSync(file(name), join(copies(), name));
  if (existsSync(file('backups'))) cpSync(file('backups'), join(copies(), 'backups'), { recursive: true });
}

/** In the place of what is there; the host is off. */
function putCopy(): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file(DATABASE_FILE + suffix), { force: true });
  cpSync(copies(), folder.path, { recursive: true });
  rmSync(copies(), { recursive: true, force: true, maxRetries: 5 });
}

function filesWith(name: string): string[] {
  return readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(name));
}

/** Closed and opened again before: SQLite has no log then. */
function copyWithoutLog(): void {
  store.close();
  copy();
  store = open();
}

describe.each([
  ['with its log', copy],
  ['without a log', copyWithoutLog],
])('an older copy of the database %s', (_what, makeCopy) => {
  it('brings no game back that was wiped since, and no name of it', async () => {
    await store.backups.take('asked');
    makeCopy();
    await store.eventStore.wipe(wiped);
    store.close();
    putCopy();
    expect(filesWith('Annabella').length).toBeGreaterThan(1);
    store = open();
    expect(store.games.map(({ gameId }) => gameId)).toEqual([kept]);
    expect(await idsIn(store)).toEqual([kept]);
    expect(store.recovered).toBeNull();
    expect(filesWith('Annabella')).toEqual([]);
    expect(notes.join('\n')).toContain('GAME02 was not wiped yet');
    store.close();
    expect(filesWith('Annabella')).toEqual([]);
    store = open();
    expect(await idsIn(store)).toEqual([kept]);
  });

  it('brings none back where it has lost steps of another game as well', async () => {
    makeCopy();
    await store.eventStore.append(batch(kept, 1, joined(1_002, 'Berta')));
    await store.eventStore.wipe(wiped);
    store.close();
    putCopy();
    store = open();
    expect(store.recovered).toMatchObject({ lostGames: [], missingEvents: [{ code: 'GAME01', count: 1 }] });
    expect(await idsIn(store)).toEqual([kept]);
    expect(filesWith('Annabella')).toEqual([]);
  });

  it('brings none back where it is damaged as well, and nobody misses it', async () => {
    await store.backups.take('asked');
    makeCopy();
    await store.eventStore.wipe(wiped);
    store.close();
    putCopy();
    const db = new SqliteDatabase(file(DATABASE_FILE));
    db.prepare('update games set last_checksum = last_checksum - 1').run();
    db.close();
    store = open();
    expect(store.recovered).toMatchObject({ lostGames: [], otherGames: null });
    expect(await idsIn(store)).toEqual([kept]);
    expect(filesWith('Annabella')).toEqual([]);
  });
});

it('an older backup beside a lost database brings none back either', async () => {
  await store.backups.take('asked');
  copy();
  await store.eventStore.wipe(wiped);
  store.close();
  putCopy();
  rmSync(file(DATABASE_FILE));
  rmSync(file(`${DATABASE_FILE}-wal`), { force: true });
  store = open();
  expect(store.recovered).not.toBeNull();
  expect(await idsIn(store)).toEqual([kept]);
  expect(filesWith('Annabella')).toEqual([]);
});

it('a wipe that was interrupted once the game was gone is known from the next start on', async () => {
  copy();
  await store.eventStore.wipe(wiped);
  store.close();
  rmSync(file(HEADS_FILE));
  const db = new SqliteDatabase(file(DATABASE_FILE));
  putUnfinishedWipes(db, [wiped]);
  db.close();
  open().close();
  putCopy();
  store = open();
  expect(await idsIn(store)).toEqual([kept]);
});

it('a copy from another laptop keeps its game of the same number', async () => {
  await store.eventStore.wipe(wiped);
  store.close();
  const heads = readFileSync(file(HEADS_FILE));
  folder.dispose();
  folder = temporaryFolder();
  store = open();
  await createGame(store.eventStore, 'Theirs');
  const other = await store.eventStore.nextId('game');
  const first = { ...created(other, 'Theirs, too'), code: 'THEIR2' };
  await store.eventStore.append(batch(other, 0, first));
  expect(other).toBe(wiped);
  store.close();
  writeFileSync(file(HEADS_FILE), heads);
  store = open();
  expect(await idsIn(store)).toContain(other);
});

it('no other game gets the number of one that is wiped', async () => {
  store.close();
  copy();
  store = open();
  const last = await createGame(store.eventStore, 'Last');
  await store.eventStore.wipe(last);
  store.close();
  putCopy();
  rmSync(file(ISSUED_IDS_FILE));
  store = open();
  expect(await store.eventStore.nextId('game')).toBeGreaterThan(last);
});

describe('what is brought back on purpose stays:', () => {
  const restart = async () => {
    const host = await openHost(folder.path);
    const ids = await idsIn(host.store);
    await host.close();
    return ids;
  };

  it('a game that is restored from a backup', async () => {
    await store.backups.take('asked');
    copy();
    await store.eventStore.wipe(wiped);
    store.close();
    rmSync(file('backups'), { recursive: true, force: true, maxRetries: 5 });
    cpSync(join(copies(), 'backups'), file('backups'), { recursive: true });
    const host = await openHost(folder.path);
    const [backup] = host.store.backups.list();
    expect(wipedGamesIn(folder.path)).toMatchObject([{ gameId: wiped }]);
    await host.archive.restore(backup?.name ?? '', 'GAME02', WITHOUT_KEY);
    expect(wipedGamesIn(folder.path)).toEqual([]);
    await host.close();
    expect(await restart()).toEqual([kept, wiped]);
    expect(await restart()).toEqual([kept, wiped]);
  });

  it('a game that is imported', async () => {
    store.close();
    const text = readFileSync(`${import.meta.dirname}/../frozen/export-3.jsonl`, 'utf8');
    const host = await openHost(folder.path);
    const { gameId: first } = await importInto(host, text);
    const room = await host.rooms.byId(Number(first));
    expect(room !== null && (await host.rooms.wipe(room, null))).toBe(true);
    expect(wipedGamesIn(folder.path)).toMatchObject([{ gameId: first }]);
    await host.close();
    const after = await openHost(folder.path);
    const { gameId: second } = await importInto(after, text);
    await after.close();
    expect(await restart()).toEqual([kept, wiped, second]);
    expect(await restart()).not.toContain(first);
  });

  it('unless it could not be restored: then it is still wiped', async () => {
    await store.backups.take('asked');
    copy();
    const records = await store.restorer.read(store.backups.list()[0]?.name ?? '');
    await store.eventStore.wipe(wiped);
    const other = await store.eventStore.nextId('game');
    const first = { ...created(other), code: 'GAME02' };
    await store.eventStore.append(batch(other, 0, first));
    const restoration = { replaced: [kept], records, answer: null };
    await expect(store.restorer.restore(restoration)).rejects.toThrow(RestoreError);
    expect(wipedGamesIn(folder.path)).toMatchObject([{ gameId: wiped }]);
  });
});
