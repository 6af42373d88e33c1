/** A database of a newer version: this program cannot read it, so it must not change it. */
import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnfinishedWipeError } from '../event-store.ts';
import { batch, createGame, BASE_TIME, joined, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from './connection.ts';
import { knownMigrations } from './migrate.ts';
import { makeNewer } from './newer-version.harness.ts';
import { resealEvents } from './reseal-events.harness.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const folder = temporaryFolder();
let now = BASE_TIME;
let store: SqliteStore;

function open(): SqliteStore {
  now += 1_000;
  return openSqliteStore({ folder: folder.path, now: () => now });
}

beforeEach(() => {
  store = open();
});
afterEach(() => {
  store.close();
  folder.dispose();
});

const file = () => join(folder.path, DATABASE_FILE);

/** The contents of the folder and its backups, byte for byte. */
function everything(): unknown {
  return readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name)).toString('base64')]);
}

const sentence = (path: string) =>
  `${path} was written by a newer version of this program (database version 999, this one knows ${knownMigrations().length}): update this program, or choose another data folder.`;

it('a database of a newer version is refused and left unchanged', async () => {
  await createGame(store.eventStore);
  store.close();
  makeNewer(file());
  const before = everything();
  expect(open).toThrow(sentence(file()));
  expect(everything()).toEqual(before);
});

it('a single event of a newer version is enough', async () => {
  await createGame(store.eventStore);
  store.close();
  const db = new Database(file());
  db.prepare('update events set version = 2').run();
  resealEvents(db);
  db.close();
  const before = everything();
  expect(open).toThrow(/newer version of this program \(event 1 of game 1\): update this program/);
  expect(everything()).toEqual(before);
});

describe('a backup of a newer version', () => {
  let gameId: number;
  let path: string;

  beforeEach(async () => {
    gameId = await createGame(store.eventStore, 'Wilhelmina');
    const backup = await store.backups.take('asked');
    path = join(folder.path, 'backups', backup?.name ?? '');
    makeNewer(path);
  });

  it('is listed, but not restored', async () => {
    const before = everything();
    const name = path.split(/[\\/]/).at(-1) ?? '';
    expect(await store.restorer.contents(name)).toEqual([
      { gameId, code: 'GAME01', name: 'Wilhelmina', seq: 1 },
    ]);
    await expect(store.restorer.read(name)).rejects.toThrow(/newer version .* update this program/);
    expect(everything()).toEqual(before);
  });

  it('is not deleted when a game is wiped: the wipe says what is left to do', async () => {
    await expect(store.eventStore.wipe(gameId)).rejects.toThrow(UnfinishedWipeError);
    expect(readFileSync(path, 'latin1')).toContain('Wilhelmina');
    await store.eventStore.append(batch(await createGame(store.eventStore), 1, joined(7, 'Anna')));
    await expect(store.eventStore.wipe(2)).rejects.toThrow(
      /traces of it are still on the disk.*update this program/,
    );
  });

  it('is not skipped by a recovery', async () => {
    store.close();
    truncateSync(file(), 5_000);
    const before = everything();
    expect(open).toThrow(sentence(path));
    expect(everything()).toEqual(before);
  });
});
