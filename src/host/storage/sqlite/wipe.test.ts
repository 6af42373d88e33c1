import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventStore } from '../event-store.ts';
import {
  BASE_TIME,
  response,
  batch,
  createGame,
  joined,
  readAll,
  temporaryFolder,
} from '../events.fixtures.ts';
import { openConnection } from './connection.ts';
import { createSqliteStore, type SqliteStore } from './sqlite-store.ts';

const GONE = 'Wilhelmina';
const STAYS = 'Bartholomew';
const PER_BATCH = 5;
const HEAD = 501;
const folder = temporaryFolder();
const lines: string[] = [];
let db: Database;
let store: SqliteStore;

function open(): void {
  db = openConnection(folder.path, (line) => lines.push(line));
  store = openOn(db, (line) => lines.push(line));
}

/** A store whose connection the test can also use. */
function openOn(on: Database, say: (line: string) => void): SqliteStore {
  return createSqliteStore(
    { db: on, games: [], recovered: null },
    { folder: folder.path, notify: say, now: () => BASE_TIME },
  );
}

beforeEach(() => {
  lines.length = 0;
  open();
});

afterEach(() => {
  store.close();
  folder.dispose();
});

/** How often a text occurs in the files of the folder. */
function traces(text: string): number {
  const entries = readdirSync(folder.path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
  return contents.reduce((count, bytes) => count + bytes.split(text).length - 1, 0);
}

/** Two games, written alternately with random keys and sizes, so that pages split and leave copies behind. */
async function twoGames(): Promise<{ gone: number; stays: number }> {
  const next = sequence(7);
  const gone = await createGame(store.eventStore, `${GONE} herself`);
  const stays = await createGame(store.eventStore, `${STAYS} himself`);
  for (let seq = 1; seq <= HEAD - PER_BATCH; seq += PER_BATCH) {
    await write(store.eventStore, gone, seq, GONE, next);
    await write(store.eventStore, stays, seq, STAYS, next);
  }
  await store.tickets.put({
    hash: `${GONE} ticket`,
    purpose: 'board',
    gameId: gone,
    participantId: null,
    expiresAt: BASE_TIME,
    usedAt: null,
  });
  await store.eventStore.saveCheckpoint(gone, { playMs: 1, at: 1 });
  return { gone, stays };
}

async function write(
  log: EventStore,
  gameId: number,
  seq: number,
  name: string,
  next: (below: number) => number,
): Promise<void> {
  const ids = Array.from({ length: PER_BATCH }, (_, index) => seq + index);
  await log.append({
    ...batch(gameId, seq, ...ids.map((id) => joined(id, name + 'x'.repeat(next(600))))),
    responses: ids.map((id) => response(`${next(1_000_000)} ${id}`, name + 'y'.repeat(next(3_000)))),
  });
}

/** The same numbers each time (a linear congruential generator). */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/**
 * Whose event comes next, and the length of a name in it. Found by trying: SQLite then moves a row of the first game to another page
 * and leaves a copy behind, in a page that holds rows of the second game to the end. Where an event gets longer, others have to be found.
 */
const LEAVES_A_COPY = [
  [GONE, 500],
  [STAYS, 900],
  [GONE, 1_100],
  [STAYS, 1_000],
  [GONE, 1_400],
  [GONE, 1_000],
  [GONE, 500],
  [STAYS, 500],
  [STAYS, 500],
  [STAYS, 700],
] as const;

/** Deletes every row of the game, with `secure_delete`, in a copy of the file. How often the text still occurs in it. */
function tracesAfterDeletion(gameId: number, text: string): number {
  const copy = join(folder.path, 'deleted.sqlite3');
  db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(db.name, copy);
  const other = new SqliteDatabase(copy);
  other.pragma('journal_mode = DELETE');
  other.pragma('secure_delete = ON');
  for (const table of ['tickets', 'ticks', 'outcomes', 'events', 'games'])
    other.prepare(`delete from ${table} where game_id = ?`).run(gameId);
  other.close();
  const found = readFileSync(copy, 'latin1').split(text).length - 1;
  rmSync(copy);
  return found;
}

describe('wiping a game', { timeout: 60_000 }, () => {
  it('leaves no copy of a row that SQLite has moved, which its own secure_delete does not blank', async () => {
    const gone = await createGame(store.eventStore, GONE);
    const stays = await createGame(store.eventStore, STAYS);
    const last = new Map([
      [gone, 1],
      [stays, 1],
    ]);
    for (const [index, [name, length]] of LEAVES_A_COPY.entries()) {
      const gameId = name === GONE ? gone : stays;
      const seq = last.get(gameId) ?? 0;
      await store.eventStore.append(batch(gameId, seq, joined(11 + index, name + 'x'.repeat(length))));
      last.set(gameId, seq + 1);
    }
    expect(tracesAfterDeletion(gone, GONE)).toBeGreaterThan(0);

    await store.eventStore.wipe(gone);

    expect(traces(GONE)).toBe(0);
    expect(traces(STAYS)).toBeGreaterThanOrEqual(6);
    expect(await readAll(store.eventStore, stays)).toHaveLength(
      1 + LEAVES_A_COPY.filter(([name]) => name === STAYS).length,
    );
  });

  it('leaves no trace of its names in the database or WAL, and leaves the other game intact', async () => {
    const { gone, stays } = await twoGames();
    expect(traces(GONE)).toBeGreaterThan(600);
    const before = await readAll(store.eventStore, stays);

    await store.eventStore.wipe(gone);

    expect(traces(GONE)).toBe(0);
    expect(traces(STAYS)).toBeGreaterThan(600);
    expect(await readAll(store.eventStore, stays)).toEqual(before);
    expect(await readAll(store.eventStore, gone)).toEqual([]);
    expect((await store.eventStore.list()).map(({ gameId }) => gameId)).toEqual([stays]);
    expect(await store.eventStore.readCheckpoint(gone)).toBeNull();
    expect(await store.tickets.find(`${GONE} ticket`)).toBeNull();
    expect(store.synchronousLevel()).toBe(2);
    await store.eventStore.append(batch(stays, HEAD, joined(HEAD, STAYS)));
  });

  it('leaves no trace of its names in backups or quarantined files; the backups keep the other game', async () => {
    const { gone, stays } = await twoGames();
    const backup = await store.backups.take('asked');
    expect(backup).not.toBeNull();
    mkdirSync(join(folder.path, 'damaged-2026-01-01T00-00-00-000Z'));
    writeFileSync(join(folder.path, 'damaged-2026-01-01T00-00-00-000Z', 'games.sqlite3'), GONE);
    writeFileSync(
      join(folder.path, 'backups', 'games-2026-01-01T00-00-00-000Z-end.sqlite3'),
      `damaged ${GONE}`,
    );

    await store.eventStore.wipe(gone);

    expect(traces(GONE)).toBe(0);
    const remaining = await store.restorer.read(backup?.name ?? '');
    expect(remaining.map(({ gameId, events }) => [gameId, events.length])).toEqual([[stays, HEAD]]);
  });

  it('restarts a backup in progress, which then excludes the game', async () => {
    const { gone } = await twoGames();
    const making = store.backups.take('asked');
    await new Promise<void>((resolve) => void setImmediate(resolve));
    await new Promise<void>((resolve) => void setImmediate(resolve));
    await store.eventStore.wipe(gone);
    const made = await making;
    expect(traces(GONE)).toBe(0);
    expect(await store.restorer.read(made?.name ?? '')).toHaveLength(1);
  });

  it('that could not rewrite the backups is finished at the next start', async () => {
    const { gone } = await twoGames();
    await store.backups.take('asked');
    interruptedWipe(gone);
    store.close();
    open();
    expect(traces(GONE)).toBe(0);
  });

  it('may be repeated, or requested for an unknown game', async () => {
    const { gone } = await twoGames();
    await store.eventStore.wipe(gone);
    await store.eventStore.wipe(gone);
    await store.eventStore.wipe(999);
    expect(await store.eventStore.list()).toHaveLength(1);
  });

  it('interrupted after its rows were deleted is finished at the next start', async () => {
    const { gone } = await twoGames();
    interruptedWipe(gone);
    expect(traces(GONE)).toBeGreaterThan(0);
    store.close();
    open();
    expect(traces(GONE)).toBe(0);
    expect(lines).toEqual(['What an interrupted wipe had left was removed.']);
    store.close();
    open();
    expect(lines).toHaveLength(1);
  });

  it('that cannot be finished at startup does not stop the games from being read', async () => {
    const { gone, stays } = await twoGames();
    interruptedWipe(gone);
    // Nothing can be rewritten while a transaction is open.
    db.exec('begin');
    const reading = openOn(db, (line) => lines.push(line));
    expect(lines).toEqual([expect.stringMatching(/^What an interrupted wipe left is still in the file/)]);
    expect(await readAll(reading.eventStore, stays)).toHaveLength(HEAD);
  });
});

/** Deletes the rows, as if the power then failed. */
function interruptedWipe(gameId: number): void {
  store.settings.set('scrub_due', String(gameId));
  db.pragma('secure_delete = OFF');
  for (const table of ['tickets', 'ticks', 'outcomes', 'events', 'games']) {
    db.prepare(`delete from ${table} where game_id = ?`).run(gameId);
  }
}
