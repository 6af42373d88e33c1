/** A log that loses its end takes a restore with it, and the longer game of before it looks sound: it is restored again, or that is said. */
import { copyFileSync, cpSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../time/manual-clock.fake.ts';
import type { BackupFile } from '../backups/backup-files.ts';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { knownHeadsIn } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
const running = () => join(folder.path, 'running');
/** What a killed host leaves. */
const killed = () => join(folder.path, 'killed');
const log = (path: string) => join(path, `${DATABASE_FILE}-wal`);
let clock: ManualClock;
let store: SqliteStore;
let gameId: number;
let backup: BackupFile | null;
/** Of the log, just before the restore. */
let bytes: number;

const open = (path: string) => openSqliteStore({ folder: path, now: () => BASE_TIME, clock });

async function play(from: number, to: number): Promise<void> {
  for (let seq = from; seq < to; seq += 1)
    await store.eventStore.append(batch(gameId, seq, joined(seq + 10, 'Anna')));
}

async function restore(): Promise<void> {
  const records = await store.restorer.read(backup?.name ?? '');
  const replaced = (await store.eventStore.list()).map((game) => game.gameId);
  await store.backups.take('before-restore');
  bytes = statSync(log(running())).size;
  await store.restorer.restore({ replaced, records, answer: null });
}

beforeEach(async () => {
  clock = createManualClock(BASE_TIME);
  store = open(running());
  gameId = await createGame(store.eventStore);
  await play(1, 5);
  backup = await store.backups.take('asked');
  await play(5, 9);
});
afterEach(() => {
  store.close();
  folder.dispose();
});

interface Found {
  readonly said: SqliteStore['recovered'];
  readonly events: number;
}

async function look(path: string): Promise<Found> {
  const opened = open(path);
  const events = (await readAll(opened.eventStore, gameId)).length;
  const said = opened.recovered;
  opened.close();
  return { said, events };
}

/** Starts twice in a copy of the folder as it is now; nothing may be said the second time. */
async function startAfter(accident: (path: string) => void): Promise<Found> {
  rmSync(killed(), { recursive: true, force: true, maxRetries: 5 });
  cpSync(running(), killed(), { recursive: true });
  accident(killed());
  const found = await look(killed());
  expect(await look(killed())).toEqual({ said: null, events: found.events });
  return found;
}

const cutLog = (path: string) => truncateSync(log(path), bytes);
const damageEvent = (path: string, seq: number) => {
  const db = new SqliteDatabase(join(path, DATABASE_FILE));
  db.prepare("update events set body = body || ' ' where seq = ?").run(seq);
  db.close();
};

describe('a restore that the log has lost', () => {
  it('is done again from the backup made after it, though the game of before it is longer', async () => {
    await restore();
    await store.backups.take('after-restore');
    clock.advance(1_000);
    const { said, events } = await startAfter(cutLog);
    expect(events).toBe(5);
    expect(said).toMatchObject({ games: [{ code: 'GAME01', from: 'backup' }], missingEvents: [] });
  });

  it('is said where no backup was made after it, and no backup takes the place of the game later', async () => {
    await restore();
    clock.advance(1_000);
    const { said, events } = await startAfter(cutLog);
    expect(events).toBe(9);
    expect(said).toMatchObject({ games: [{ code: 'GAME01', from: 'file', isWhole: false }] });
    expect(knownHeadsIn(killed())).toMatchObject({ games: [{ seq: 9, restore: 2 }], restores: 2 });
  });

  it('is said also where it has only taken a game away', async () => {
    await createGame(store.eventStore, 'Second');
    await restore();
    clock.advance(1_000);
    const { said } = await startAfter(cutLog);
    expect(said?.games.map(({ code }) => code)).toEqual(['GAME01', 'GAME02']);
  });
});

describe('a restore that is there', () => {
  it('is no reason to warn after a kill, before and after it is written down', async () => {
    await restore();
    expect(await startAfter(() => undefined)).toEqual({ said: null, events: 5 });
    clock.advance(1_000);
    expect(await startAfter(() => undefined)).toEqual({ said: null, events: 5 });
  });

  it('stays where the database is damaged, and the newest backup is the one made before it', async () => {
    await restore();
    await play(5, 7);
    clock.advance(1_000);
    const { said, events } = await startAfter((path) => damageEvent(path, 7));
    expect(events).toBe(6);
    expect(said).toMatchObject({ games: [{ from: 'file', isWhole: false }] });
  });

  it('brings nothing back once somebody has put an older backup in the place of the database', async () => {
    await restore();
    await store.backups.take('after-restore');
    clock.advance(1_000);
    store.close();
    copyFileSync(join(running(), 'backups', backup?.name ?? ''), join(running(), DATABASE_FILE));
    store = open(running());
    expect(store.recovered).toBeNull();
    await play(5, 12);
    clock.advance(1_000);
    const { said, events } = await startAfter((path) => damageEvent(path, 12));
    expect(events).toBe(11);
    expect(said).toMatchObject({ games: [{ from: 'file', isWhole: false }] });
  });
});
