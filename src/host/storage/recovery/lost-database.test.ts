import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksumOf } from '../checksum.ts';
import {
  BASE_TIME,
  batch,
  createGame,
  joined,
  readAll,
  requested,
  temporaryFolder,
} from '../events.fixtures.ts';
import { DATABASE_FILE, openConnection } from '../sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
const file = () => join(folder.path, DATABASE_FILE);
let store: SqliteStore;
let now = BASE_TIME;

function open(): SqliteStore {
  return openSqliteStore({ folder: folder.path, now: () => now });
}

beforeEach(() => {
  store = open();
});

afterEach(() => {
  store.close();
  folder.dispose();
});

const quarantined = () => readdirSync(folder.path).filter((name) => name.startsWith('damaged'));

const eventsOf = async (gameId: number) => (await readAll(store.eventStore, gameId)).length;

/** A game with four events. */
async function makeGame(name: string): Promise<number> {
  const gameId = await createGame(store.eventStore, name);
  const ids = [0, 0, 0].map(() => store.eventStore.nextId('participant'));
  const joins = (await Promise.all(ids)).map((id) => joined(id, `Player ${id}`));
  await store.eventStore.append(batch(gameId, 1, ...joins));
  return gameId;
}

describe('G8 a lost database', () => {
  const removeDatabase = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file() + suffix, { force: true });
  };
  /** What an earlier version did with a lost database: it started a new one, and backed that up. */
  const startEmpty = () => {
    removeDatabase();
    openConnection(folder.path, () => undefined).close();
  };
  const losses: readonly (readonly [string, () => void, RegExp])[] = [
    [
      'removed',
      removeDatabase,
      /^The file with the games was missing\. Game GAME01 goes on from the backup of/,
    ],
    [
      'renamed',
      () => renameSync(file(), join(folder.path, 'mine.sqlite3')),
      /^The file with the games was missing\./,
    ],
    ['emptied', () => truncateSync(file(), 0), /was damaged\. It is kept in .*damaged-/],
    ['replaced with a new one', startEmpty, /was damaged\. It is kept in .*damaged-/],
    [
      'replaced with a folder',
      () => {
        removeDatabase();
        mkdirSync(file());
      },
      /was damaged\. It is kept in .*damaged-/,
    ],
  ];
  it.each(losses)(
    'that was %s is rebuilt from the newest backup, and that is said',
    async (_, lose, said) => {
      const gameId = await makeGame('Night');
      await store.backups.take('play');
      store.close();
      lose();
      store = open();
      expect(await eventsOf(gameId)).toBe(4);
      expect(store.recovered?.sentence).toMatch(said);
      expect(store.recovered?.games).toEqual([{ code: 'GAME01', from: 'backup', isWhole: false }]);
      expect(await store.eventStore.nextId('participant')).toBeGreaterThan(1_000);
      await store.eventStore.append(batch(gameId, 4, joined(9_000, 'Late')));
    },
  );

  it.each(losses)(
    'that was %s, however often and with however many ids since: none of them is issued again',
    async (_, lose) => {
      await makeGame('Night');
      await store.backups.take('play');
      const kinds = ['game', 'participant', 'challenge'] as const;
      const issued: string[] = [];
      for (let round = 0; round < 4; round += 1) {
        // More than anybody would skip, and none of them is in any backup.
        for (const kind of kinds)
          for (let count = 0; count < 2_500; count += 1) {
            const id = await store.eventStore.nextId(kind);
            if (count > 2_490 || count < 10) issued.push(`${kind} ${id}`);
          }
        store.close();
        lose();
        store = open();
      }
      expect(new Set(issued).size).toBe(issued.length);
    },
  );

  it('is rebuilt from the newest backup that holds a game: an empty one does not count', async () => {
    const gameId = await makeGame('Night');
    const backup = await store.backups.take('play');
    store.close();
    startEmpty();
    const empty = join(folder.path, 'backups', backup?.name.replace('000001', '000002') ?? '');
    copyFileSync(file(), empty);
    removeDatabase();
    store = open();
    expect(await eventsOf(gameId)).toBe(4);
  });

  it('is missed if only its WAL is left, or only damaged backups; then the games are gone, and that is said', async () => {
    const leftovers = [
      () => writeFileSync(`${file()}-wal`, 'what was left'),
      () =>
        writeFileSync(join(folder.path, 'backups', 'games-000001-2026-06-12T18-00-00-000Z-end.sqlite3'), '?'),
    ];
    mkdirSync(join(folder.path, 'backups'));
    for (const leave of leftovers) {
      store.close();
      removeDatabase();
      leave();
      store = open();
      expect(store.recovered?.sentence).toMatch(/(missing|damaged).*No game could be read/);
      expect(await store.eventStore.list()).toEqual([]);
    }
  });

  it('is not missed in a new folder, nor where every game was wiped', async () => {
    const gameId = await makeGame('Night');
    await store.backups.take('play');
    await store.eventStore.wipe(gameId);
    store.close();
    store = open();
    expect(store.recovered).toBeNull();
    store.close();
    removeDatabase();
    store = open();
    expect(store.recovered).toBeNull();
  });

  it('is kept apart from one that was lost at the same time of the clock', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      await makeGame(name);
      store.close();
      writeFileSync(file(), `Dear diary, ${name}`);
      now -= 1_000;
      store = open();
    }
    const kept = quarantined().map((name) => readFileSync(join(folder.path, name, DATABASE_FILE), 'utf8'));
    expect(kept.toSorted()).toEqual(['Dear diary, One', 'Dear diary, Three', 'Dear diary, Two']);
  });
});

describe('a backup put in the place of the database', () => {
  it('never makes ids be issued again, of games, people or challenges', async () => {
    await makeGame('One');
    await store.backups.take('asked');
    now += 1_000;
    const later = await makeGame('Two');
    const challenge = await store.eventStore.nextId('challenge');
    const last = await store.eventStore.nextId('participant');
    await store.eventStore.append(batch(later, 4, requested(challenge), joined(last, 'Zoe')));
    await store.backups.take('asked');
    const older = store.backups.list().at(-1)?.name ?? '';
    store.close();
    copyFileSync(join(folder.path, 'backups', older), file());
    store = open();
    expect(store.games).toHaveLength(1);
    expect(await store.eventStore.nextId('game')).toBeGreaterThan(later);
    expect(await store.eventStore.nextId('participant')).toBeGreaterThan(last);
    expect(await store.eventStore.nextId('challenge')).toBeGreaterThan(challenge);
    // As things are stored from now on, there is no need to skip any more.
    const next = await makeGame('Three');
    await store.backups.take('asked');
    store.close();
    store = open();
    expect(await store.eventStore.nextId('game')).toBe(next + 1);
  });

  it('is believed as well where recoveries have leapt far, one after the other', async () => {
    await makeGame('One');
    await store.backups.take('asked');
    const path = join(folder.path, 'backups', store.backups.list()[0]?.name ?? '');
    store.close();
    const id = 5 * 2 ** 40;
    const db = new SqliteDatabase(path);
    db.exec(
      `update high_water set id = ${id}, checksum = ${checksumOf(['high_water', 'participant', id])} where kind = 'participant'`,
    );
    db.close();
    store = open();
    const next = await store.eventStore.nextId('participant');
    expect(next).toBeGreaterThan(id);
    // In addresses, tokens and tickets.
    expect(String(next).length).toBeLessThanOrEqual(15);
  });

  it('is no reason to believe a damaged or forged one', async () => {
    const gameId = await makeGame('One');
    await store.backups.take('asked');
    const path = join(folder.path, 'backups', store.backups.list()[0]?.name ?? '');
    store.close();
    const write = (sql: string) => {
      const db = new SqliteDatabase(path);
      db.exec(sql);
      db.close();
    };
    const huge = Number.MAX_SAFE_INTEGER - 2_000;
    for (const sql of [
      `update high_water set id = ${huge}, checksum = ${checksumOf(['high_water', 'game', huge])} where kind = 'game'`,
      'update high_water set id = 77',
      `update high_water set id = ${huge}, checksum = null`,
      'delete from high_water',
      'drop table high_water',
    ]) {
      write(sql);
      store = open();
      expect(await store.eventStore.nextId('game')).toBeLessThan(gameId + 10);
      store.close();
    }
    writeFileSync(path, 'Dear diary');
    store = open();
    expect(await store.eventStore.nextId('game')).toBeLessThan(gameId + 10);
  });
});
