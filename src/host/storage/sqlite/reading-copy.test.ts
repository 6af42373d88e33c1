import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAtOnce } from '../../time/time-slices.ts';
import { batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from './connection.ts';
import { readGame } from './game-record.ts';
import { makeNewer } from './newer-version.harness.ts';
import { openReadingCopy, refuseNewerFile } from './reading-copy.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const FROZEN = join(import.meta.dirname, '../frozen');
const folder = temporaryFolder();
const crashed = temporaryFolder();
const file = join(crashed.path, DATABASE_FILE);
let store: SqliteStore;
let gameId: number;

beforeEach(async () => {
  mkdirSync(crashed.path, { recursive: true });
  store = openSqliteStore({ folder: folder.path });
  gameId = await createGame(store.eventStore);
});

afterEach(() => {
  store.close();
  folder.dispose();
  crashed.dispose();
});

/** The files as a crash at this moment leaves them. */
function crash(): void {
  for (const suffix of ['', '-wal']) copyFileSync(join(folder.path, DATABASE_FILE + suffix), file + suffix);
}

function eventsInCopy(): number {
  const db = openReadingCopy(file);
  try {
    return runAtOnce(readGame(db, gameId))?.events.length ?? 0;
  } finally {
    db.close();
  }
}

describe('a copy of a database for reading', () => {
  it.each([1, 10, 500])('holds what the WAL holds, after %i more commits', async (commits) => {
    for (let seq = 1; seq <= commits; seq += 1)
      await store.eventStore.append(batch(gameId, seq, joined(seq, 'A name that takes some room')));
    crash();
    const before = readdirSync(crashed.path).map((name) => readFileSync(join(crashed.path, name)));
    expect(eventsInCopy()).toBe(commits + 1);
    expect(readdirSync(crashed.path).map((name) => readFileSync(join(crashed.path, name)))).toEqual(before);
  });

  it('leaves out an unfinished last transaction, as SQLite does', async () => {
    for (let seq = 1; seq <= 10; seq += 1)
      await store.eventStore.append(batch(gameId, seq, joined(seq, 'Anna')));
    crash();
    const wal = readFileSync(`${file}-wal`);
    writeFileSync(`${file}-wal`, wal.subarray(0, wal.length - 1_000));
    expect(eventsInCopy()).toBe(10);
  });

  it('follows a file that shrank', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      joined(index + 1, 'A name that takes some room'),
    );
    const large = await createGame(store.eventStore);
    await store.eventStore.append(batch(large, 1, ...many));
    await store.eventStore.wipe(large);
    await store.eventStore.append(batch(gameId, 1, joined(9_000, 'Late')));
    crash();
    expect(eventsInCopy()).toBe(2);
  });

  it.each(readdirSync(FROZEN).filter((name) => name.endsWith('.sqlite3')))(
    'is migrated in memory: %s',
    (name) => {
      copyFileSync(join(FROZEN, name), file);
      const before = readFileSync(file);
      const db = openReadingCopy(file);
      expect(runAtOnce(readGame(db, 1))?.isWhole).toBe(true);
      db.close();
      expect(readFileSync(file).equals(before)).toBe(true);
    },
  );
});

it('a file of a newer version is refused by its own name', () => {
  crash();
  expect(() => refuseNewerFile(file)).not.toThrow();
  makeNewer(file);
  for (const open of [refuseNewerFile, openReadingCopy])
    expect(() => open(file)).toThrow(`${file} was written by a newer version of this program`);
});
