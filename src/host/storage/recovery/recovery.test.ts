import {
  existsSync,
  openSync,
  closeSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GameEvent } from '../../../game/events.ts';
import {
  BASE_TIME,
  response,
  batch,
  createGame,
  created,
  joined,
  idempotencyRecord,
  readAll,
  temporaryFolder,
} from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { HEADS_FILE } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const PAGE_SIZE = 4096;
const folder = temporaryFolder();
const file = () => join(folder.path, DATABASE_FILE);
let store: SqliteStore;
let now = BASE_TIME;

function open(): SqliteStore {
  now += 1_000;
  return openSqliteStore({ folder: folder.path, now: () => now });
}

beforeEach(() => {
  store = open();
});

afterEach(() => {
  store.close();
  folder.dispose();
});

/** A game with this many players, each with a stored response. */
async function gameOf(players: number, name: string): Promise<number> {
  const gameId = await createGame(store.eventStore, name);
  await addPlayers(gameId, 1, players);
  return gameId;
}

async function addPlayers(gameId: number, head: number, players: number): Promise<void> {
  const events: GameEvent[] = [];
  while (events.length < players)
    events.push(joined(await store.eventStore.nextId('participant'), 'A name that takes some room'));
  await store.eventStore.append({
    ...batch(gameId, head, ...events),
    responses: [response(`joined after ${head}`, 'yes')],
  });
}

const eventsOf = async (gameId: number) => (await readAll(store.eventStore, gameId)).length;

/** Overwrites the header of the page that contains `text`. */
function damagePageOf(text: string): void {
  const found = readFileSync(file()).indexOf(text);
  if (found < 0) throw new Error(`${text} is not in the file`);
  overwrite(Math.floor(found / PAGE_SIZE) * PAGE_SIZE, Buffer.alloc(64, 0xff));
}

function overwrite(position: number, bytes: Buffer): void {
  const handle = openSync(file(), 'r+');
  writeSync(handle, bytes, 0, bytes.length, position);
  closeSync(handle);
}

const asideFolders = () => readdirSync(folder.path).filter((name) => name.startsWith('damaged-'));

describe('G8 a start that finds the database damaged', () => {
  it('does nothing if it is intact, and returns the folded games', async () => {
    const gameId = await gameOf(3, 'Whole');
    store.close();
    store = open();
    expect(store.recovered).toBeNull();
    expect(store.games.map((state) => [state.gameId, state.seq])).toEqual([[gameId, 4]]);
    expect(asideFolders()).toEqual([]);
  });

  it('keeps the readable part of the damaged game and all of the other, quarantines the file, and says so', async () => {
    const hurt = await gameOf(500, 'Hurt');
    const whole = await gameOf(3, 'Whole');
    store.close();
    const before = readFileSync(file());
    damagePageOf('"id":195,');

    store = open();

    expect(await eventsOf(hurt)).toBeGreaterThan(50);
    expect(await eventsOf(hurt)).toBeLessThan(201);
    expect(await eventsOf(whole)).toBe(4);
    expect(store.recovered).toMatchObject({
      backupAt: null,
      games: [
        { code: 'GAME01', from: 'file', isWhole: false },
        { code: 'GAME02', from: 'file', isWhole: true },
      ],
    });
    expect(store.recovered?.sentence).toMatch(
      /^The file with the games was damaged\. It is kept in .*damaged-.* Game GAME01 goes on from what could still be read: .* Game GAME02 is complete\. At least this many steps are missing, and no good backup has them: GAME01 \(\d+\)\.$/,
    );
    const [aside] = asideFolders();
    expect(statSync(join(folder.path, aside ?? '', DATABASE_FILE)).size).toBe(before.length);
    expect(store.synchronousLevel()).toBe(2);
    await store.eventStore.append(batch(whole, 4, joined(9_000, 'Late')));
    expect((await idempotencyRecord(store.eventStore, whole, 7, 'joined after 1'))?.response.body).toBe(
      'yes',
    );
    expect(await idempotencyRecord(store.eventStore, hurt, 7, 'joined after 1')).toBeNull();
  });

  it('uses the backup or the file for each game, whichever has more events', async () => {
    const hurt = await gameOf(500, 'Hurt');
    const later = await gameOf(3, 'Later');
    await store.backups.take('play');
    const backupAt = now;
    await addPlayers(hurt, 501, 20);
    await addPlayers(later, 4, 20);
    store.close();
    damagePageOf('"id":195,');

    store = open();

    expect([await eventsOf(hurt), await eventsOf(later)]).toEqual([501, 24]);
    expect(store.recovered).toMatchObject({
      backupAt,
      games: [{ from: 'backup' }, { from: 'file', isWhole: true }],
    });
    expect(store.recovered?.sentence).toMatch(/Game GAME01 goes on from the backup of 12 June/);
  });

  it('never issues an id again that may have been lost', async () => {
    await gameOf(500, 'Hurt');
    const last = await store.eventStore.nextId('participant');
    store.close();
    damagePageOf('"id":195,');
    store = open();
    expect(await store.eventStore.nextId('participant')).toBeGreaterThan(last);
  });

  const spoilt: readonly [string, () => void][] = [
    ['a head that is overwritten', () => overwrite(0, Buffer.alloc(100, 0x41))],
    [
      'half of its length',
      () => truncateSync(file(), Math.floor(statSync(file()).size / 2 / PAGE_SIZE) * PAGE_SIZE),
    ],
    ['part of a page', () => truncateSync(file(), 5_000)],
    ['nothing in it', () => truncateSync(file(), 0)],
    ['something else in it', () => writeFileSync(file(), 'Dear diary, '.repeat(1_000))],
  ];
  it.each(spoilt)('recovers from the backup if the file has %s', async (_, spoil) => {
    const gameId = await gameOf(500, 'Night');
    await store.backups.take('play');
    store.close();
    spoil();
    store = open();
    expect(await eventsOf(gameId)).toBe(501);
    expect(store.recovered?.games).toMatchObject([{ code: 'GAME01', from: 'backup' }]);
    expect((await idempotencyRecord(store.eventStore, gameId, 7, 'joined after 1'))?.response.body).toBe(
      'yes',
    );
  });

  it('skips a backup that is itself damaged', async () => {
    const gameId = await gameOf(500, 'Night');
    await store.backups.take('play');
    await addPlayers(gameId, 501, 1);
    now += 1_000;
    const newest = await store.backups.take('play');
    store.close();
    truncateSync(join(folder.path, 'backups', newest?.name ?? ''), 9_000);
    overwrite(0, Buffer.alloc(100, 0x41));
    store = open();
    expect(await eventsOf(gameId)).toBe(501);
  });

  it('starts empty, and says what to do, if neither file nor backup can be read', async () => {
    await gameOf(3, 'Night');
    store.close();
    writeFileSync(file(), 'Dear diary, '.repeat(1_000));
    store = open();
    expect(await store.eventStore.list()).toEqual([]);
    expect(store.recovered?.sentence).toMatch(/Game GAME01 could not be read, and no good.*make a new game/);
    await createGame(store.eventStore);
  });

  it('finds damage outside the events, and loses no event', async () => {
    const gameId = await gameOf(3, 'Night');
    const responses = Array.from({ length: 200 }, (_, index) => response(`key ${index}`, `answer ${index}`));
    await store.eventStore.append({ ...batch(gameId, 4), responses });
    store.close();
    damagePageOf('answer 150');
    store = open();
    expect(await eventsOf(gameId)).toBe(4);
    expect(store.recovered).not.toBeNull();
    await store.eventStore.append({ ...batch(gameId, 4), responses: [response('a new key', 'yes')] });
  });

  it('finds an event that cannot be folded, although SQLite does not complain', async () => {
    const gameId = await gameOf(3, 'Night');
    await store.eventStore.append(batch(gameId, 4, { type: 'challenge_expired', id: 77 }));
    store.close();
    store = open();
    expect(await eventsOf(gameId)).toBe(4);
    expect(store.recovered?.games).toMatchObject([{ isWhole: false }]);
  });

  it('removes the files of an interrupted recovery', async () => {
    store.close();
    for (const name of ['rebuilding.sqlite3', 'salvage.sqlite3-wal'])
      writeFileSync(join(folder.path, name), 'Anna');
    store = open();
    expect(readdirSync(folder.path).filter((name) => /rebuilding|salvage/.test(name))).toEqual([]);
  });

  it('finishes an interrupted replacement, and never pairs an old WAL with the new file', async () => {
    const gameId = await gameOf(3, 'Night');
    store.close();
    renameSync(file(), join(folder.path, 'rebuilt.sqlite3'));
    writeFileSync(`${file()}-wal`, 'left over');
    store = open();
    expect(await eventsOf(gameId)).toBe(4);
    expect(existsSync(join(folder.path, 'rebuilt.sqlite3'))).toBe(false);
    expect(asideFolders()).toHaveLength(1);
  });
});

describe('G8 a start after a crash', () => {
  /** What a crash leaves: copies of the database and WAL of a running host, and nothing that only a clean end writes. */
  function crashed(spoil: (wal: Buffer) => Buffer): SqliteStore {
    const wal = readFileSync(`${file()}-wal`);
    const database = readFileSync(file());
    store.close();
    rmSync(join(folder.path, HEADS_FILE), { force: true });
    writeFileSync(file(), database);
    writeFileSync(`${file()}-wal`, spoil(wal));
    return (store = open());
  }

  async function tenCommits(): Promise<number> {
    const gameId = await createGame(store.eventStore);
    for (let seq = 1; seq <= 10; seq += 1)
      await store.eventStore.append(batch(gameId, seq, joined(seq, `Player ${seq}`)));
    return gameId;
  }

  /** A few commits before the end. */
  function withFlippedBit(wal: Buffer): Buffer {
    const position = wal.length - 20_000;
    wal.writeUInt8(wal.readUInt8(position) ^ 1, position);
    return wal;
  }

  it('reads everything from an intact WAL and sees no damage', async () => {
    const gameId = await tenCommits();
    crashed((wal) => wal);
    expect(store.recovered).toBeNull();
    expect(await eventsOf(gameId)).toBe(11);
  });

  it('ignores an unfinished last transaction', async () => {
    const gameId = await tenCommits();
    crashed((wal) => wal.subarray(0, wal.length - 1_000));
    expect(store.recovered).toBeNull();
    expect(await eventsOf(gameId)).toBe(10);
  });

  it('puts one flipped bit in the middle of the WAL right, says that it was damaged, and reuses no id', async () => {
    const gameId = await tenCommits();
    const last = await store.eventStore.nextId('participant');
    crashed(withFlippedBit);
    expect(await eventsOf(gameId)).toBe(11);
    expect(store.recovered?.games).toMatchObject([{ code: 'GAME01', from: 'file', isWhole: true }]);
    expect(store.recovered?.sentence).toMatch(/was damaged\. It is kept in .*\. Game GAME01 is complete\.$/);
    expect(await store.eventStore.nextId('participant')).toBeGreaterThan(last);
    const [aside] = asideFolders();
    expect(readdirSync(join(folder.path, aside ?? ''))).toContain(`${DATABASE_FILE}-wal`);
  });

  it('takes what the WAL lost from the backup if that has more events', async () => {
    const gameId = await tenCommits();
    await store.backups.take('play');
    crashed((wal) => wal.fill(65, wal.length - 20_000));
    expect(await eventsOf(gameId)).toBe(11);
    expect(store.recovered?.games).toMatchObject([{ from: 'backup' }]);
  });
});

describe('G8 a second host on the same folder', () => {
  it('is refused with one sentence, and the first keeps running', async () => {
    const gameId = await createGame(store.eventStore);
    expect(() => open()).toThrow(/is in use: another host is running\. Close that one first\.$/);
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    expect(asideFolders()).toEqual([]);
  });
});

describe('a database of another program', () => {
  it('is left alone', async () => {
    store.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(file() + suffix, { force: true });
    const others = new SqliteDatabase(file());
    others.exec(
      "create table songs (title text); pragma application_id = 7; insert into songs values ('Kumbaya')",
    );
    others.close();
    const before = readFileSync(file());
    expect(() => open()).toThrow(/belongs to another program/);
    expect(readFileSync(file())).toEqual(before);
    expect(asideFolders()).toEqual([]);
    rmSync(file());
    store = open();
  });
});

it('G3 a new game must start with its creation', async () => {
  const gameId = await store.eventStore.nextId('game');
  await store.eventStore.append(batch(gameId, 0, created(gameId)));
  expect(await eventsOf(gameId)).toBe(1);
});
