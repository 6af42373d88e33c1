import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
/** The first command after a start waits for nothing that a later one does not wait for, however many answers are stored. */
import { DamagedDataError } from '../event-store.ts';
import { BASE_TIME, batch, createGame, joined, response, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE, openConnection } from './connection.ts';
import { createSqliteStore, openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const ANSWERS = 1_000;
const FEW = 20;
const folder = temporaryFolder();
let gameId: number;
let db: Database;
let store: SqliteStore;
let seq: number;

beforeEach(async () => {
  const before = openSqliteStore({ folder: folder.path });
  gameId = await createGame(before.eventStore);
  const seqs = Array.from({ length: ANSWERS }, (_, index) => index + 2);
  await before.eventStore.append({
    ...batch(gameId, 1, ...seqs.map((at) => joined(at + 100, `Player ${at}`))),
    responses: seqs.map((at) => response(`key ${at}`, `answer ${at}`)),
  });
  seq = ANSWERS + 1;
  before.close();
});
afterEach(() => {
  store.close();
  folder.dispose();
});

function start(): void {
  db = openConnection(folder.path, () => undefined);
  store = createSqliteStore(
    { db, games: [], recovered: null },
    { folder: folder.path, notify: () => undefined, now: () => BASE_TIME },
  );
}

/** Rows that were written meanwhile, those of tables in memory included. */
async function rowsWrittenBy(step: () => Promise<unknown>): Promise<number> {
  const count = () => Number(db.prepare('select total_changes()').pluck().get());
  const before = count();
  await step();
  return count() - before;
}

async function command(): Promise<void> {
  const key = `new ${seq}`;
  expect(await store.eventStore.findIdempotencyRecords(gameId, [{ participantId: 7, key }])).toEqual([null]);
  await store.eventStore.append({
    ...batch(gameId, seq, joined(seq + 10_000, 'Anna')),
    responses: [response(key, 'yes')],
  });
  seq += 1;
}

const find = async (key: string) =>
  (await store.eventStore.findIdempotencyRecordInAnyGame(7, key))?.response.body ?? null;

it.each([
  ['command under a key', command],
  ['look-up of an answer', async () => expect(await find('key 500')).toBe('answer 500')],
])('the first %s writes as few rows as the second', async (_, step) => {
  start();
  const first = await rowsWrittenBy(step);
  expect(first).toBeLessThan(FEW);
  // The first write of all checks that the disk keeps it.
  expect(await rowsWrittenBy(step)).toBeLessThanOrEqual(first);
  expect([await find('key 2'), await find(`key ${ANSWERS + 1}`), await find('key 1')]).toEqual([
    'answer 2',
    `answer ${ANSWERS + 1}`,
    null,
  ]);
});

it('an answer that is damaged while the host runs is not taken for none, and costs no other its answer', async () => {
  start();
  db.exec("update outcomes set body = 'no answer' where key = 'key 3'");
  const keys = ['key 2', 'key 3', 'key 4'].map((key) => ({ participantId: 7, key }));
  expect(await store.eventStore.findIdempotencyRecords(gameId, keys)).toMatchObject([
    { response: { body: 'answer 2' } },
    'damaged',
    { response: { body: 'answer 4' } },
  ]);
  await expect(find('key 3')).rejects.toThrow(DamagedDataError);
});

it('what a kill left unfinished has gone by then, with its answers', async () => {
  const file = new SqliteDatabase(join(folder.path, DATABASE_FILE));
  // As an import of a game that was not finished.
  file.exec('update games set last_seq = 0, last_checksum = null');
  file.close();
  start();
  expect(await rowsWrittenBy(async () => expect(await find('key 500')).toBeNull())).toBe(0);
  expect(db.prepare('select count(*) from temp.outcome_keys').pluck().get()).toBe(0);
});
