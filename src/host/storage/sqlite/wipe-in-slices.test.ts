/** A large game is wiped in slices, between which others go on; whenever the host is killed, nothing of it is seen again. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BASE_TIME,
  batch,
  createGame,
  joined,
  readAll,
  response,
  temporaryFolder,
} from '../events.fixtures.ts';
import { DATABASE_FILE, openConnection } from './connection.ts';
import { ROWS_AT_ONCE } from './game-removal.ts';
import { createSqliteStore, openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const GONE = 'Wilhelmina';
const STAYS = 'Bartholomew';
const EVENTS = 3_000;
const PER_BATCH = 100;
/** Besides the rows of a slice: the game's own row, settings, what others write meanwhile. */
const OTHER_ROWS = 20;
const folder = temporaryFolder();
const silent = () => undefined;
let db: Database;
let store: SqliteStore;
let gone: number;
let stays: number;
let seq: number;

beforeEach(async () => {
  db = openConnection(folder.path, silent);
  store = createSqliteStore(
    { db, games: [], recovered: null },
    { folder: folder.path, notify: silent, now: () => BASE_TIME },
  );
  gone = await createGame(store.eventStore, GONE);
  stays = await createGame(store.eventStore, STAYS);
  for (let before = 1; before < EVENTS; before += PER_BATCH) await write(gone, before, GONE);
  seq = 1;
});
afterEach(() => {
  store.close();
  folder.dispose();
});

async function write(gameId: number, before: number, name: string): Promise<void> {
  const ids = Array.from({ length: PER_BATCH }, (_, index) => gameId * 1_000_000 + before + index);
  await store.eventStore.append({
    ...batch(gameId, before, ...ids.map((id) => joined(id, name))),
    responses: ids.map((id) => response(`${id}`, name)),
  });
}

async function playOn(): Promise<void> {
  await store.eventStore.append(batch(stays, seq, joined(5_000_000 + seq, STAYS)));
  seq += 1;
}

const nextTurn = () => new Promise((resolve) => void setImmediate(resolve));
const rowsChanged = () => Number(db.prepare('select total_changes()').pluck().get());

/** Calls `turn` in one turn of the event loop after the other, until the work is done. */
async function during(work: Promise<unknown>, turn: () => Promise<void>): Promise<number> {
  const progress = { isDone: false };
  const ending = work.finally(() => {
    progress.isDone = true;
  });
  let turns = 0;
  while (!progress.isDone) {
    turns += 1;
    await turn();
    await nextTurn();
  }
  await ending;
  return turns;
}

function traces(path: string, text: string): number {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const contents = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
  return contents.reduce((count, bytes) => count + bytes.split(text).length - 1, 0);
}

describe('while a large game is wiped', () => {
  it('no transaction changes more rows than a slice has, and the other game goes on', async () => {
    let [before, most] = [rowsChanged(), 0];
    const turns = await during(store.eventStore.wipe(gone), async () => {
      most = Math.max(most, rowsChanged() - before);
      expect((await store.eventStore.list()).map(({ gameId }) => gameId)).toEqual([stays]);
      await playOn();
      before = rowsChanged();
    });
    expect(turns).toBeGreaterThan((2 * EVENTS) / ROWS_AT_ONCE);
    // An index in memory follows the answers.
    expect(most).toBeLessThanOrEqual(2 * ROWS_AT_ONCE + OTHER_ROWS);
    expect(await readAll(store.eventStore, stays)).toHaveLength(seq);
    expect(traces(folder.path, GONE)).toBe(0);
    expect(traces(folder.path, STAYS)).toBeGreaterThanOrEqual(seq);
  });

  it('a backup that is asked for meanwhile holds nothing of it', async () => {
    const wiping = store.eventStore.wipe(gone);
    await nextTurn();
    const backup = await store.backups.take('asked');
    await wiping;
    expect(await store.restorer.contents(backup?.name ?? '')).toMatchObject([{ gameId: stays }]);
    expect(traces(folder.path, GONE)).toBe(0);
  });

  it('a kill at any time leaves nothing that the next start shows, and nothing in its files', async () => {
    await store.backups.take('asked');
    const killed = temporaryFolder();
    let kills = 0;
    await during(store.eventStore.wipe(gone), async () => {
      if (kills++ % 4 === 0) expectNothingLeft(join(killed.path, String(kills)));
    });
    killed.dispose();
    expect(kills).toBeGreaterThan(10);
  });

  /** Starts on a copy of the files as they are now. */
  function expectNothingLeft(copy: string): void {
    mkdirSync(copy);
    for (const suffix of ['', '-wal'])
      copyFileSync(join(folder.path, DATABASE_FILE + suffix), join(copy, DATABASE_FILE + suffix));
    cpSync(join(folder.path, 'backups'), join(copy, 'backups'), { recursive: true });
    const next = openSqliteStore({ folder: copy });
    expect(next.recovered).toBeNull();
    expect(next.games.map(({ gameId }) => gameId)).toEqual([stays]);
    next.close();
    expect(traces(copy, GONE)).toBe(0);
  }
});

describe('a backup made while a game is being imported', () => {
  it('holds no name of it, even if the import then fails', async () => {
    const events = Array.from({ length: EVENTS }, (_, index) => ({
      ...batch(9, index, joined(9_000_000 + index, 'Ottilie')).events[0],
    })) as Parameters<SqliteStore['staging']['stage']>[2];
    const staged = store.staging.stage(9, 'GAME09', events);
    await nextTurn();
    await nextTurn();
    const taking = store.backups.take('asked');
    await staged;
    const backup = await taking;
    await store.staging.discard(9);
    expect(await store.restorer.contents(backup?.name ?? '')).toHaveLength(2);
    expect(traces(join(folder.path, 'backups'), 'Ottilie')).toBe(0);
    expect(traces(join(folder.path, 'backups'), STAYS)).toBeGreaterThan(0);
  });
});

describe('a wipe that fails', () => {
  it('makes nobody believe that what has been lost meanwhile was never confirmed', async () => {
    const file = join(folder.path, DATABASE_FILE);
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.older`);
    await write(stays, 1, STAYS);
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(`${file}.older`, file);
    db.pragma('shrink_memory');
    await expect(store.eventStore.wipe(gone)).rejects.toThrow(/was moved, deleted or changed/);
    store.check();
    expect(store.health.current()).toBe('moved');
  });
});
