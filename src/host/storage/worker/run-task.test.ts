import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { makeNewer } from '../sqlite/newer-version.harness.ts';
import { openSqliteStore } from '../sqlite/sqlite-store.ts';
import { background } from './run-task.ts';

const folder = temporaryFolder();
const file = join(folder.path, 'copy.sqlite3');
const NAMES = 6_000;
const LARGE_BYTES = 2 * 2 ** 20;

beforeEach(async () => {
  const store = openSqliteStore({ folder: folder.path });
  const gameId = await createGame(store.eventStore, 'Large');
  const names = Array.from({ length: NAMES }, (_, index) =>
    joined(index, `${'Wilhelmina '.repeat(30)}${index}`),
  );
  await store.eventStore.append(batch(gameId, 1, ...names));
  store.close();
  const db = new SqliteDatabase(join(folder.path, 'games.sqlite3'));
  db.prepare('vacuum into ?').run(file);
  db.close();
});
afterEach(() => {
  folder.dispose();
});

/** The turns that the event loop takes meanwhile. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  const progress = { turns: 0, isDone: false };
  const count = () => {
    progress.turns += 1;
    if (!progress.isDone) setImmediate(count);
  };
  setImmediate(count);
  await work;
  progress.isDone = true;
  return progress.turns;
}

describe('a task on a large file', () => {
  it('gives the result that it would give here, while the event loop goes on', async () => {
    expect(statSync(file).size).toBeGreaterThan(LARGE_BYTES);
    const work = background.contentsOf(file);
    const turns = await turnsDuring(work);
    const contents = await work;
    expect(contents).toEqual([{ gameId: 1, code: 'GAME01', name: 'Large', seq: NAMES + 1 }]);
    expect(turns).toBeGreaterThan(10);
    expect(await background.isSoundBackup(file)).toBe(true);
  });

  it('takes a game out of a backup', async () => {
    await background.scrubBackup({ path: file, gameIds: [1] });
    expect(await background.contentsOf(file)).toEqual([]);
    expect(statSync(file).size).toBeLessThan(LARGE_BYTES);
  });

  it('rejects as the function does: a file that is damaged, one of another program, one of a newer version', async () => {
    makeNewer(file);
    await expect(background.isSoundBackup(file)).rejects.toMatchObject({ reason: 'newer_database' });
    writeFileSync(file, Buffer.alloc(LARGE_BYTES + 1, 'Dear diary, '));
    await expect(background.finishCopy(file)).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
    expect(await background.isSoundBackup(file)).toBe(false);
    expect(await background.contentsOf(file)).toBeNull();
  });
});
