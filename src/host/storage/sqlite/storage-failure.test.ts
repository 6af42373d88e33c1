import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError, type Batch, type EventStore } from '../event-store.ts';
import {
  BASE_TIME,
  response,
  batch,
  createGame,
  joined,
  idempotencyRecord,
  readAll,
  requested,
  temporaryFolder,
} from '../events.fixtures.ts';
import { openConnection } from './connection.ts';
import type { WriteRefused } from './disk-full-child.harness.ts';
import { ISSUED_IDS_FILE } from './issued-ids-file.ts';
import { resealEvents } from './reseal-events.harness.ts';
import { createSqliteStore, openSqliteStore, type SqliteStore } from './sqlite-store.ts';
import { createTransactions } from './transactions.ts';

const folder = temporaryFolder();
const silent = () => undefined;
let db: Database;
let log: EventStore;

/** A store whose connection the test can also use. */
function openOn(on: Database, say: (line: string) => void): SqliteStore {
  return createSqliteStore(
    { db: on, games: [], recovered: null },
    { folder: folder.path, notify: say, now: () => BASE_TIME },
  );
}

beforeEach(() => {
  db = openConnection(folder.path, silent);
  log = openOn(db, silent).eventStore;
});

afterEach(() => {
  db.close();
  folder.dispose();
});

function big(gameId: number, expectedSeq: number): Batch {
  const events = Array.from({ length: 500 }, (_, index) => joined(index, 'A name that takes some room'));
  return { ...batch(gameId, expectedSeq, ...events), responses: [response('big', 'never')] };
}

async function failure(step: () => Promise<unknown>): Promise<StorageError> {
  try {
    await step();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('G8 when the disk is full', () => {
  it('none of the batch is written, existing data can be read, and writing resumes once there is room', async () => {
    const gameId = await createGame(log);
    await log.append(batch(gameId, 1, joined(7, 'Anna')));
    const before = await readAll(log, gameId);
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);

    const refused = await failure(() => log.append(big(gameId, 2)));

    expect(refused.message).toBe('The disk is full: free some space, then try again.');
    expect(refused.cause).toMatchObject({ code: 'SQLITE_FULL' });
    expect(await readAll(log, gameId)).toEqual(before);
    expect(await idempotencyRecord(log, gameId, 7, 'big')).toBeNull();
    expect(await log.list()).toEqual([{ gameId, code: 'GAME01', seq: 2 }]);

    db.pragma('max_page_count = 100000');
    await log.append(big(gameId, 2));
    expect(await readAll(log, gameId)).toHaveLength(502);
  });

  it('ids issued for a rejected batch are stored with the next one', async () => {
    const gameId = await createGame(log);
    const participant = await log.nextId('participant');
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);
    await failure(() => log.append(big(gameId, 1)));
    db.pragma('max_page_count = 100000');
    await log.append(batch(gameId, 1, { type: 'game_started' }));
    db.close();
    // It would know by itself.
    rmSync(join(folder.path, ISSUED_IDS_FILE));
    db = openConnection(folder.path, silent);
    log = openOn(db, silent).eventStore;
    expect(await log.nextId('participant')).toBe(participant + 1);
  });
});

const noLimit = process.platform === 'win32' ? ' (not run: Windows has no limit for the size of a file)' : '';

describe.skipIf(noLimit !== '')(`G8 when writing fails${noLimit}`, () => {
  it('nothing more is acknowledged, reading still works, and everything acknowledged is there afterwards', async () => {
    db.close();
    const child = spawnSync(
      'sh',
      [
        '-c',
        'ulimit -f 500; exec "$0" "$@"',
        process.execPath,
        `${import.meta.dirname}/disk-full-child.harness.ts`,
        folder.path,
      ],
      { encoding: 'utf8' },
    );
    expect(child.stderr).toBe('');
    const refused = JSON.parse(child.stdout) as WriteRefused;
    expect(refused.message).toMatch(/^The disk (failed|is full): .* then try again\.$/);
    expect(refused.health).toMatch(/^(io_error|disk_full)$/);
    expect(new Set(refused.again)).toEqual(new Set([refused.message]));
    // What a refused write leaves in the file is nobody else's doing.
    expect(refused.suspected).toEqual([refused.health]);
    expect(refused.read).toBe(refused.acknowledged);

    const store = openSqliteStore({ folder: folder.path });
    expect(store.recovered).toBeNull();
    expect(await readAll(store.eventStore, refused.gameId)).toHaveLength(refused.acknowledged);
    await store.eventStore.append(batch(refused.gameId, refused.acknowledged, requested(0)));
    store.close();
  });
});

describe('G8 the storage warning', () => {
  it('lasts while writing fails, and disappears with the next successful write', async () => {
    const store = openOn(db, silent);
    const changes: (string | null)[] = [];
    store.health.watch((kind) => changes.push(kind));
    const gameId = await createGame(store.eventStore);
    db.pragma('query_only = ON');
    await failure(() => store.eventStore.append(batch(gameId, 1, requested(1))));
    await failure(() => store.eventStore.append(batch(gameId, 1, requested(1))));
    expect(store.health.current()).toBe('read_only');
    db.pragma('query_only = OFF');
    await store.eventStore.append(batch(gameId, 1, requested(1)));
    expect(changes).toEqual(['read_only', null]);
  });

  it('is not shown when a second writer is rejected', async () => {
    const store = openOn(db, silent);
    const gameId = await createGame(store.eventStore);
    await failure(() => store.eventStore.append(batch(gameId, 7, requested(1))));
    expect(store.health.current()).toBeNull();
  });
});

describe('G8 when the database may not be written', () => {
  it('every write is refused, and reading still works', async () => {
    const gameId = await createGame(log);
    db.pragma('query_only = ON');
    const refused = await failure(() => log.append(batch(gameId, 1, requested(1))));
    expect(refused.message).toMatch(/write-protected/);
    expect(refused.cause).toMatchObject({ code: 'SQLITE_READONLY' });
    expect((await failure(() => log.saveCheckpoint(gameId, { playMs: 1, at: 1 }))).message).toMatch(
      /write-protected/,
    );
    expect((await failure(() => log.wipe(gameId))).message).toMatch(/write-protected/);
    expect(await readAll(log, gameId)).toHaveLength(1);
  });
});

describe('G8 stored events are validated', () => {
  const spoil = async (body: string, seq: number) => {
    const gameId = await createGame(log);
    await log.append(batch(gameId, 1, joined(7, 'Anna'), joined(8, 'Ben')));
    db.prepare('update events set body = ? where game_id = ? and seq = ?').run(body, gameId, seq);
    resealEvents(db);
    return failure(() => readAll(log, gameId));
  };

  it('reports the game and seq of an event that is not JSON', async () => {
    expect((await spoil('{"type":"game_sta', 2)).message).toMatch(/^Event 2 of game 1 is not JSON/);
  });

  it.each([
    ['type', '{"type":"game_sold"}'],
    ['field', '{"type":"participant_removed","id":8,"why":"rain"}'],
    ['field inside a field', '{"type":"team_changed","number":1,"change":{"motto":"onward"}}'],
    ['word out of a list', '{"type":"game_paused","reason":"rain"}'],
  ])('treats an event with an unknown %s as one of a newer version', async (_, body) => {
    expect((await spoil(body, 3)).message).toBe(
      'A newer version of this program wrote event 3 of game 1: update this program.',
    );
  });

  it('accepts that an event is of a newer version', async () => {
    const gameId = await createGame(log);
    db.prepare('update events set version = 99').run();
    resealEvents(db);
    expect((await failure(() => readAll(log, gameId))).message).toMatch(/update this/);
  });

  it.each([
    ['a field of another kind', '{"type":"seat_moved","id":"7"}'],
    ['another kind beside an unknown field', '{"type":"seat_moved","id":"7","why":"rain"}'],
    ['no type', '{"id":7}'],
    ['no fields', '7'],
  ])('treats an event with %s as damaged', async (_, body) => {
    expect((await spoil(body, 3)).message).toMatch(
      /^Event 3 of game 1 does not have the shape of any known version/,
    );
  });

  it('reports the game and seq of an event that lacks a field', async () => {
    expect((await spoil('{"type":"seat_moved"}', 2)).message).toMatch(
      /^Event 2 of game 1 does not have the shape/,
    );
  });

  it('reports the seq of a missing event', async () => {
    const gameId = await createGame(log);
    await log.append(batch(gameId, 1, joined(7, 'Anna'), joined(8, 'Ben')));
    db.prepare('delete from events where seq = 2').run();
    const refused = await failure(() => readAll(log, gameId));
    expect(refused.message).toMatch(/^Event 2 of game 1 is missing/);
  });
});

it('G8 writes nothing if the disk turns out not to keep what is written, and tries again next time', () => {
  const own = openConnection(temporaryFolder().path, silent);
  own.exec('create table notes (text text)');
  const pragma = own.pragma.bind(own);
  let isDropped = true;
  own.pragma = (source, options) => {
    if (isDropped && source === 'synchronous') return 1;
    if (isDropped && source.startsWith('wal_checkpoint')) throw new Error('disk is full');
    return pragma(source, options);
  };
  const { write } = createTransactions(own);
  const note = () => write(() => own.prepare("insert into notes values ('kept')").run());
  expect(note).toThrow(StorageError);
  expect(own.prepare('select * from notes').all()).toEqual([]);
  isDropped = false;
  note();
  expect(own.prepare('select * from notes').all()).toHaveLength(1);
  own.close();
});
