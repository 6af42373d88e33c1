import { copyFileSync, cpSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
/** What a killed host leaves. */
const killed = () => join(folder.path, 'killed');
const file = (name = '') => join(killed(), DATABASE_FILE + name);
let stores: SqliteStore[] = [];
let store: SqliteStore;

function open(path: string): SqliteStore {
  const opened = openSqliteStore({ folder: path, now: () => BASE_TIME, clock: createManualClock() });
  stores.push(opened);
  return opened;
}

beforeEach(() => {
  store = open(join(folder.path, 'running'));
});

afterEach(() => {
  for (const opened of stores) opened.close();
  stores = [];
  folder.dispose();
});

/** Copies the folder as it is on the disk now. */
function kill(): void {
  rmSync(killed(), { recursive: true, force: true, maxRetries: 5 });
  cpSync(join(folder.path, 'running'), killed(), { recursive: true });
}

async function play(gameId: number, from: number, to: number): Promise<void> {
  for (let seq = from; seq < to; seq += 1)
    await store.eventStore.append(batch(gameId, seq, joined(seq + 10, 'Anna')));
}

const eventsIn = async (opened: SqliteStore, gameId: number) =>
  (await readAll(opened.eventStore, gameId)).length;

const FRAME = 24 + 4_096;

describe('a database that has lost its end, because its log was cut off', () => {
  it('goes on from the backup that knows more, wherever it was cut, and that is said', async () => {
    const gameId = await createGame(store.eventStore);
    await play(gameId, 1, 20);
    await store.backups.take('play');
    await play(gameId, 20, 23);
    kill();
    const frames = Math.floor((statSync(file('-wal')).size - 32) / FRAME);
    const recovered: { sentence: string; count: number }[] = [];
    for (let left = 0; left < frames; left += 5) {
      kill();
      truncateSync(file('-wal'), 32 + left * FRAME);
      const opened = open(killed());
      const count = await eventsIn(opened, gameId);
      expect(count).toBeGreaterThanOrEqual(20);
      if (opened.recovered !== null) recovered.push({ sentence: opened.recovered.sentence, count });
      opened.close();
      const again = open(killed());
      expect(again.recovered).toBeNull();
      expect(await eventsIn(again, gameId)).toBe(count);
      again.close();
    }
    expect(recovered.length).toBeGreaterThan(5);
    for (const { sentence, count } of recovered) {
      expect(sentence).toMatch(/was damaged.*goes on from the backup of/);
      expect(count).toBe(20);
    }
  });

  it('is not suspected where a log was cut after all that the backups know', async () => {
    const gameId = await createGame(store.eventStore);
    await play(gameId, 1, 5);
    await store.backups.take('play');
    await play(gameId, 5, 9);
    kill();
    truncateSync(file('-wal'), statSync(file('-wal')).size - FRAME);
    const opened = open(killed());
    expect(opened.recovered).toBeNull();
    expect(await eventsIn(opened, gameId)).toBeGreaterThanOrEqual(5);
  });
});

describe('a database that is meant to be older than the backups', () => {
  it('because somebody has put a backup in its place, stays as it is, also when the host is then killed', async () => {
    const gameId = await createGame(store.eventStore);
    await play(gameId, 1, 5);
    const older = await store.backups.take('asked');
    await play(gameId, 5, 9);
    await store.backups.take('asked');
    store.close();
    copyFileSync(
      join(folder.path, 'running', 'backups', older?.name ?? ''),
      join(folder.path, 'running', DATABASE_FILE),
    );
    store = open(join(folder.path, 'running'));
    expect(store.recovered).toBeNull();
    kill();
    const opened = open(killed());
    expect(opened.recovered).toBeNull();
    expect(await eventsIn(opened, gameId)).toBe(5);
  });

  it('because it was restored, stays as it is, though the host was killed before it could be backed up', async () => {
    const gameId = await createGame(store.eventStore);
    await play(gameId, 1, 5);
    const older = await store.backups.take('asked');
    await play(gameId, 5, 9);
    await store.backups.take('before-restore');
    const records = await store.restorer.read(older?.name ?? '');
    await store.restorer.restore({ replaced: [gameId], records, answer: null });
    kill();
    const opened = open(killed());
    expect(opened.recovered).toBeNull();
    expect(await eventsIn(opened, gameId)).toBe(5);
  });
});
