/** The row with the numbers of the restores is damaged, and nothing else: no longer game of before a restore takes the place of the game. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../time/manual-clock.fake.ts';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { knownHeadsIn } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
const running = () => join(folder.path, 'running');
/** What a killed host leaves. */
const killed = () => join(folder.path, 'killed');
let clock: ManualClock;
let store: SqliteStore;
let gameId: number;

const open = (path: string) => openSqliteStore({ folder: path, now: () => BASE_TIME, clock });

async function play(from: number, to: number, name: string): Promise<void> {
  for (let seq = from; seq < to; seq += 1)
    await store.eventStore.append(batch(gameId, seq, joined(seq + 10, name)));
}

/**
 * The game has nine events, and five of them after the restore. The newest backup is the one made before it. `heads.json` is written once the
 * clock goes on.
 */
beforeEach(async () => {
  clock = createManualClock(BASE_TIME);
  store = open(running());
  gameId = await createGame(store.eventStore);
  await play(1, 5, 'Anna');
  const backup = await store.backups.take('asked');
  await play(5, 9, 'Anna');
  const records = await store.restorer.read(backup?.name ?? '');
  await store.backups.take('before-restore');
  await store.restorer.restore({ replaced: [gameId], records, answer: null });
});
afterEach(() => {
  store.close();
  folder.dispose();
});

/** Starts twice in a copy of the folder as it is now; nothing may be said the second time. */
async function startAfter(sql: string) {
  rmSync(killed(), { recursive: true, force: true, maxRetries: 5 });
  cpSync(running(), killed(), { recursive: true });
  const db = new SqliteDatabase(join(killed(), DATABASE_FILE));
  db.exec(sql);
  db.close();
  const found = await look();
  expect(await look()).toEqual({ said: null, events: found.events });
  return found;
}

async function look() {
  const opened = open(killed());
  const events = (await readAll(opened.eventStore, gameId)).length;
  const said = opened.recovered;
  opened.close();
  return { said, events };
}

const DAMAGED = `update settings set value = replace(value, '"last"', '"lasu"') where name = 'restores'`;
const WHOLE = { games: [{ code: 'GAME01', from: 'file', isWhole: true }], missingEvents: [] };

describe('a restore whose number is damaged', () => {
  it('stays with what was played after it, and keeps its number', async () => {
    await play(5, 7, 'Anna');
    clock.advance(1_000);
    const { said, events } = await startAfter(DAMAGED);
    expect(events).toBe(7);
    expect(said).toMatchObject(WHOLE);
    expect(knownHeadsIn(killed())).toMatchObject({ games: [{ seq: 7, restore: 1 }], restores: 1 });
  });

  it('stays where the last event is damaged too, and that is said', async () => {
    await play(5, 7, 'Anna');
    clock.advance(1_000);
    const { said, events } = await startAfter(
      `${DAMAGED}; update events set body = body || ' ' where seq = 7`,
    );
    expect(events).toBe(6);
    expect(said).toMatchObject({ games: [{ from: 'file', isWhole: false }] });
  });

  it('stays where the row is gone altogether', async () => {
    await play(5, 7, 'Anna');
    clock.advance(1_000);
    const { said, events } = await startAfter("delete from settings where name = 'restores'");
    expect(events).toBe(7);
    expect(said).toMatchObject({ games: [{ from: 'file' }] });
  });

  it('stays where the host was killed at once, before anything was written down of the game', async () => {
    const { said, events } = await startAfter(DAMAGED);
    expect(events).toBe(5);
    expect(said).toMatchObject(WHOLE);
  });

  it('stays where nothing is written down, and the game has gone on differently', async () => {
    await play(5, 7, 'Bert');
    const { said, events } = await startAfter(
      `${DAMAGED}; delete from settings where name = 'backup_number'`,
    );
    expect(events).toBe(7);
    expect(said).toMatchObject(WHOLE);
  });
});

describe('a restore whose number can be read', () => {
  it('stays where another setting cannot be read', async () => {
    store.settings.set('port', '4000');
    await play(5, 7, 'Anna');
    const { said, events } = await startAfter(
      `update settings set value = 'x' || value where name = 'port'; update events set body = body || ' ' where seq = 7`,
    );
    expect(events).toBe(6);
    expect(said).toMatchObject({ games: [{ from: 'file', isWhole: false }], areSettingsLost: true });
  });
});
