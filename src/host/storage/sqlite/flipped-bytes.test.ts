/** A flipped byte anywhere in a database is noticed when it is opened, or changes nothing that is read. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import { EventChain, eventChecksum } from '../event-chain.ts';
import {
  batch,
  BASE_TIME,
  createGame,
  joined,
  requested,
  response,
  temporaryFolder,
} from '../events.fixtures.ts';
import { checkAndFoldGames } from './integrity-check.ts';
import { knownMigrations, migrate } from './migrate.ts';
import { openSqliteStore } from './sqlite-store.ts';

const TABLES = ['games', 'events', 'outcomes', 'ticks', 'tickets', 'high_water', 'settings'];
/** One byte in so many is tried; more of them in the long form. */
const STRIDE = Math.max(1, Math.ceil(797 / REPETITIONS));
/** And one event in so many. */
const ROWS = Math.max(1, Math.ceil(5 / REPETITIONS));

const FROZEN = join(import.meta.dirname, '..', 'frozen');
const EARLIER = readdirSync(FROZEN).filter((name) => name.startsWith('database-'));

const folder = temporaryFolder();
let intact: Buffer;

beforeAll(async () => {
  const store = openSqliteStore({ folder: folder.path, now: () => BASE_TIME });
  const [one, other] = [
    await createGame(store.eventStore, 'One'),
    await createGame(store.eventStore, 'Other'),
  ];
  for (const gameId of [one, other]) {
    await store.eventStore.append(
      batch(gameId, 1, joined(gameId * 100, 'Anna'), joined(gameId * 100 + 1, 'Ben')),
    );
    for (let seq = 3; seq < 40; seq += 1) {
      await store.eventStore.nextId('challenge');
      await store.eventStore.append({
        ...batch(gameId, seq, requested(gameId * 1_000 + seq)),
        responses: [response(`key ${gameId} ${seq}`, '{"ok":true}')],
      });
    }
    await store.eventStore.saveCheckpoint(gameId, { playMs: 777_777, at: BASE_TIME + gameId });
  }
  await store.tickets.put({
    hash: 'ab'.repeat(32),
    purpose: 'seat',
    gameId: one,
    participantId: 100,
    expiresAt: BASE_TIME,
    usedAt: null,
  });
  store.settings.set('port', '4747');
  // Leaves free pages behind.
  await store.eventStore.wipe(await createGame(store.eventStore, 'Wiped'));
  store.settings.set('scrub_due', '');
  store.close();
  // One file, without a log beside it.
  const db = new Database(join(folder.path, 'games.sqlite3'));
  db.pragma('journal_mode = DELETE');
  db.exec(
    'create table filler (text text); insert into filler values (hex(zeroblob(9000))); drop table filler',
  );
  db.close();
  intact = readFileSync(join(folder.path, 'games.sqlite3'));
});
afterAll(() => folder.dispose());

/** Everything that the host would read, as text; null if it would refuse to open this. */
function read(bytes: Buffer): string | null {
  let db: Connection | null = null;
  try {
    db = new Database(bytes);
    migrate(db, knownMigrations());
    const games = checkAndFoldGames(db);
    const open = db;
    const rows = TABLES.map((table) => open.prepare(`select * from ${table}`).all());
    const codes = games.map(({ code }) => open.prepare('select game_id from games where code = ?').get(code));
    return JSON.stringify([games, codes, rows], (name, value: unknown) =>
      name === 'checksum' ? null : value,
    );
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  } finally {
    db?.close();
  }
}

function flipped(position: number, bits: number): Buffer {
  const bytes = Buffer.from(intact);
  bytes[position] = (bytes[position] ?? 0) ^ bits;
  return bytes;
}

describe('a flipped byte', () => {
  it(
    'in any page, in tables, indexes, header and free pages, is noticed or changes nothing',
    () => {
      const whole = read(intact);
      expect(whole).not.toBeNull();
      const silent: number[] = [];
      let noticed = 0;
      for (let position = 0; position < intact.length; position += STRIDE) {
        const found = read(flipped(position, 1 << (position % 8)));
        if (found === null) noticed += 1;
        else if (found !== whole) silent.push(position);
      }
      expect(silent).toEqual([]);
      expect(noticed).toBeGreaterThan(20);
    },
    60_000 * REPETITIONS,
  );

  it('in the keys of an event is noticed: SQLite finds rows by keys that it does not read', () => {
    const whole = read(intact);
    const silent: number[] = [];
    const body = '{"type":"challenge_requested"';
    for (let at = intact.indexOf(body), row = 0; at >= 0; at = intact.indexOf(body, at + 1), row += 1) {
      if (row % ROWS > 0) continue;
      // Columns and keys are just before the body.
      for (let position = at - 24 + (Math.floor(row / ROWS) % 4); position < at; position += 4) {
        const found = read(flipped(position, 1 << (position % 8)));
        if (found !== null && found !== whole) silent.push(position);
      }
    }
    expect(silent).toEqual([]);
  }, 60_000);

  it('in any of the values of an event is noticed', () => {
    const row = {
      seq: 1,
      at: BASE_TIME,
      playMs: 5,
      by: 7,
      version: 1,
      body: '{"type":"game_started"}',
      checksum: null,
      cause: null,
    };
    const sealed = (gameId: number, change: object, checksum: number | null) => () =>
      new EventChain(gameId).verify({ ...row, ...change, checksum });
    const found = intactChecksum(row);
    expect(sealed(1, {}, found)).not.toThrow();
    for (const change of [{ seq: 2 }, { at: 1 }, { playMs: 4 }, { by: 6 }, { version: 2 }, { body: '{}' }])
      expect(sealed(1, change, found)).toThrow(/restore a backup/);
    expect(sealed(2, {}, found)).toThrow(/not as it was written/);
    expect(sealed(1, {}, found ^ 1)).toThrow(/not as it was written/);
  });
});

function intactChecksum(row: Parameters<typeof eventChecksum>[1]): number {
  return eventChecksum(1, row, null);
}

describe('a flipped byte in the header', () => {
  const USER_VERSION = 60;
  const APPLICATION_ID = 68;

  const BITS = Array.from({ length: 32 }, (_, bit) => bit);
  /** One of each byte; all of them in the long form. */
  const SOME_BITS = REPETITIONS > 1 ? BITS : BITS.filter((bit) => bit % 9 === 0);

  /** What a start says about the games in this file. */
  function gamesAfterStart(bytes: Buffer): unknown {
    const own = temporaryFolder();
    writeFileSync(join(own.path, 'games.sqlite3'), bytes);
    const store = openSqliteStore({ folder: own.path });
    try {
      return store.recovered?.games;
    } finally {
      store.close();
      own.dispose();
    }
  }

  it.each([
    ['the version', USER_VERSION],
    ['whose file it is', APPLICATION_ID],
  ])('in %s is damage, whichever bit it is, and the games go on', (_, position) => {
    for (const bit of BITS)
      expect(gamesAfterStart(flipped(position + Math.floor(bit / 8), 1 << (bit % 8)))).toMatchObject([
        { isWhole: true },
        { isWhole: true },
      ]);
  });

  it.each(EARLIER)('in the version of %s is damage, too, and no newer program', (name) => {
    const earlier = readFileSync(join(FROZEN, name));
    for (const bit of SOME_BITS) {
      const bytes = Buffer.from(earlier);
      const position = USER_VERSION + Math.floor(bit / 8);
      bytes[position] = (bytes[position] ?? 0) ^ (1 << (bit % 8));
      expect(gamesAfterStart(bytes)).toMatchObject([{ isWhole: true }, { isWhole: true }]);
    }
  });

  it('is left to a newer program where nobody can tell: the version is higher, and its repetition is damaged', () => {
    const own = temporaryFolder();
    const path = join(own.path, 'games.sqlite3');
    writeFileSync(path, flipped(USER_VERSION + 3, 8));
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.prepare("update settings set value = '9' where name = 'database_version'").run();
    db.close();
    const before = readFileSync(path);
    expect(() => openSqliteStore({ folder: own.path })).toThrow(/newer version of this program/);
    expect(readFileSync(path).equals(before)).toBe(true);
    own.dispose();
  });
});

describe('rows that a disk has lost, repeated or put elsewhere', () => {
  /** What is read after this change to the database, which keeps its structure sound. */
  function after(sql: string): string | null {
    const db = new Database(Buffer.from(intact));
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    const bytes = db.serialize();
    db.close();
    return read(bytes);
  }

  it.each([
    ['the last event', 'delete from events where game_id = 1 and seq = 40'],
    ['the last events', 'delete from events where game_id = 1 and seq > 30'],
    ['an event in the middle', 'delete from events where game_id = 1 and seq = 20'],
    ['all events', 'delete from events where game_id = 1'],
    ['a game', 'delete from games where game_id = 1'],
    ['the last event, to another game', 'update events set game_id = 9 where game_id = 2 and seq = 40'],
    [
      'an event of another game',
      'update events set body = (select body from events where game_id = 2 and seq = 20) where game_id = 1 and seq = 20',
    ],
    [
      'two swapped events',
      `update events set seq = seq + 100 where game_id = 1 and seq in (25, 26);
       update events set seq = 151 - seq where game_id = 1 and seq in (125, 126)`,
    ],
    [
      'an event repeated at the end',
      'insert into events select game_id, 41, at, play_ms, caused_by, body, version, checksum, cause from events where game_id = 1 and seq = 40',
    ],
    [
      'an older head',
      'update games set last_seq = 39, last_checksum = (select checksum from events where game_id = 1 and seq = 39) where game_id = 1',
    ],
    ['a lost checksum', 'update events set checksum = null where game_id = 1 and seq = 40'],
    ['all checksums lost', 'update events set checksum = null where game_id = 1'],
    ['a lost head', 'update games set last_seq = null, last_checksum = null where game_id = 1'],
    [
      'a type of event, unknown here',
      `update events set body = replace(body, 'challenge_requested', 'challenge_requesteD') where game_id = 1 and seq = 9`,
    ],
    ['a stored answer', `update outcomes set body = '{"ok":false}' where key = 'key 1 9'`],
    ['the key of a stored answer', `update outcomes set key = 'key 1 9' || 'x' where key = 'key 1 9'`],
    ['the play clock', 'update ticks set play_ms = play_ms + 1'],
    ['a ticket', `update tickets set participant_id = 101`],
    ['the highest id', `update high_water set id = 1 where kind = 'challenge'`],
    ['a setting', `update settings set value = '4748' where name = 'port'`],
    ['a wipe that is due', `update settings set name = 'scrub_dua' where name = 'scrub_due'`],
    ['a table of somebody else', 'create table notes (text text)'],
  ])('are noticed: %s', (_, sql) => {
    expect(after(sql)).toBeNull();
  });
});
