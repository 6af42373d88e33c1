/** Where a game and its backup have both gone on, everybody waits for what takes the place of other events: it is made ready before. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runInSlices } from '../../time/time-slices.ts';
import { StorageError } from '../event-store.ts';
import {
  BASE_TIME,
  batch,
  createGame,
  joined,
  readAll,
  response,
  temporaryFolder,
} from '../events.fixtures.ts';
import { openConnection } from '../sqlite/connection.ts';
import type { GameRecord } from '../sqlite/game-record.ts';
import { HEADS_FILE } from '../sqlite/known-heads.ts';
import { createSqliteStore, openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { createTransactions, type Transactions } from '../sqlite/transactions.ts';
import { openUnseenRows } from '../sqlite/unseen-rows.ts';
import { openRestorePlanner, type RestorePlanner } from './restore-plan.ts';

const KEPT = 101;
const FEW = 50;
const folder = temporaryFolder();
const silent = () => undefined;
let db: Database;
let store: SqliteStore;
let gameId: number;
let transactions: Transactions;
let planner: RestorePlanner;

beforeEach(async () => {
  db = openConnection(folder.path, silent);
  store = createSqliteStore(
    { db, games: [], recovered: null },
    { folder: folder.path, notify: silent, now: () => BASE_TIME },
  );
  gameId = await createGame(store.eventStore);
  transactions = createTransactions(db);
  planner = openRestorePlanner(transactions, openUnseenRows(transactions), () => false);
});
afterEach(() => {
  vi.restoreAllMocks();
  store.close();
  folder.dispose();
});

async function play(name: string, from: number, to: number): Promise<void> {
  const seqs = Array.from({ length: to - from }, (_, index) => from + index + 1);
  const idOf = (seq: number) => name.charCodeAt(0) * 1_000_000 + seq;
  await store.eventStore.append({
    ...batch(gameId, from, ...seqs.map((seq) => joined(idOf(seq), name))),
    responses: seqs.map((seq) => response(`${name} ${seq}`, name)),
  });
}

async function recorded(): Promise<GameRecord> {
  const backup = await store.backups.take('asked');
  const records = await store.restorer.read(backup?.name ?? '');
  const record = records.find((one) => one.gameId === gameId);
  if (record === undefined) throw new Error('The game was not backed up.');
  return record;
}

/** The game as `theirs` of Anna's events in the backup, and `own` of Ben's here, after those that both have. */
async function branch(theirs: number, own: number): Promise<GameRecord> {
  await play('Both', 1, KEPT);
  const both = await recorded();
  await play('Anna', KEPT, KEPT + theirs);
  const record = await recorded();
  await store.restorer.restore({ replaced: [gameId], records: [both], answer: null });
  await play('Ben', KEPT, KEPT + own);
  return record;
}

async function publishing(record: GameRecord): Promise<() => void> {
  return planner.prepare(await runInSlices(planner.plan(record)));
}

/** What a start finds. */
async function afterStart() {
  store.close();
  // This restore went past the store, which would have taken the game out of it.
  rmSync(join(folder.path, HEADS_FILE), { force: true });
  const next = openSqliteStore({ folder: folder.path });
  const found = { recovered: next.recovered, events: await readAll(next.eventStore, gameId) };
  next.close();
  return found;
}

it.each([
  ['both are as long', 1_500, 1_500],
  ['the backup is longer', 2_000, 1_000],
  ['the backup is shorter', 1_000, 2_000],
])('no event is looked at in the transaction that everybody waits for: %s', async (_, theirs, own) => {
  const record = await branch(theirs, own);
  const publish = await publishing(record);
  const written = vi.spyOn(JSON, 'stringify');
  transactions.write(publish);
  expect(written.mock.calls.length).toBeLessThan(FEW);
  expect(await afterStart()).toEqual({ recovered: null, events: record.events });
});

it('what was prepared in vain is not in the way of the next restore', async () => {
  const record = await branch(1_500, 1_500);
  await publishing(record);
  planner.forget();
  transactions.write(await publishing({ ...record, events: record.events.slice(0, KEPT + 1_200) }));
  expect((await afterStart()).events).toEqual(record.events.slice(0, KEPT + 1_200));
});

it('a restore leaves nothing of it in memory, whether it succeeds or not', async () => {
  const record = await branch(1_500, 1_500);
  const restoring = () => store.restorer.restore({ replaced: [gameId], records: [record], answer: null });
  const ready = () => db.prepare('select count(*) from temp.restored_events').pluck().get();
  db.exec(`create temp trigger refused before update of code on games
    when new.code not like 'restored%' begin select raise(abort, 'refused'); end`);
  await expect(restoring()).rejects.toThrow(StorageError);
  expect(ready()).toBe(0);
  db.exec('drop trigger refused');
  await restoring();
  expect(ready()).toBe(0);
  expect(await readAll(store.eventStore, gameId)).toEqual(record.events);
});
