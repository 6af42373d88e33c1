import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shortOrAll } from '../../../../scripts/long-form.fixtures.ts';
import { StorageError } from '../event-store.ts';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE, openConnection } from '../sqlite/connection.ts';
import type { Rescue } from '../sqlite/mendable-parts.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const onWindows = process.platform === 'win32';
const note = onWindows ? ' (not run: Windows lets nobody delete or move an open file)' : '';

const parent = temporaryFolder();
const folder = join(parent.path, 'data');
const elsewhere = join(parent.path, 'elsewhere');
const file = join(folder, DATABASE_FILE);
const wal = `${file}-wal`;
let store: SqliteStore;
let gameId: number;
let seq: number;
let rescues: Rescue[];
let lines: string[];

function open(): SqliteStore {
  return openSqliteStore({ folder, now: () => BASE_TIME, notify: (line) => lines.push(line) });
}

beforeEach(async () => {
  [rescues, lines] = [[], []];
  store = open();
  store.onRescue((rescue) => rescues.push(rescue));
  gameId = await createGame(store.eventStore);
  seq = 1;
  for (let count = 0; count < 20; count += 1) await add();
});

afterEach(() => {
  store.close();
  parent.dispose();
});

/** One more event; resolves when it is acknowledged. */
async function add(): Promise<void> {
  const id = await store.eventStore.nextId('participant');
  await store.eventStore.append(batch(gameId, seq, joined(id, 'A name that takes some room')));
  seq += 1;
}

const manyJoined = (count: number) =>
  Array.from({ length: count }, (_, index) => joined(100_000 + index, 'A name that takes some room'));
const nextTurn = () => new Promise((resolve) => void setImmediate(resolve));

/** What a start finds after this process has died: nothing is closed first. */
async function eventsAfterDeath(): Promise<number> {
  const copy = join(parent.path, 'after-death');
  mkdirSync(copy);
  for (const name of readdirSync(folder))
    if (statSync(join(folder, name)).isFile()) copyFileSync(join(folder, name), join(copy, name));
  const next = openSqliteStore({ folder: copy });
  try {
    return (await readAll(next.eventStore, gameId)).length;
  } finally {
    next.close();
  }
}

/** The database with everything checkpointed, as a copy of the file alone would be. */
function olderCopy(): string {
  const path = join(parent.path, 'older.sqlite3');
  copyFileSync(file, path);
  return path;
}

const LOSSES: readonly (readonly [string, () => void])[] = [
  ['the database is deleted', () => rmSync(file)],
  ['the WAL is deleted', () => rmSync(wal)],
  [
    'both are deleted',
    () => {
      rmSync(file);
      rmSync(wal);
    },
  ],
  ['the database is renamed', () => renameSync(file, `${file}.old`)],
  ['the WAL is renamed', () => renameSync(wal, `${wal}.old`)],
  [
    'the database is replaced with another file',
    () => {
      renameSync(file, `${file}.old`);
      writeFileSync(file, 'Dear diary, '.repeat(1_000));
    },
  ],
  [
    'the database is replaced with an older copy',
    () => {
      const older = olderCopy();
      rmSync(file);
      renameSync(older, file);
    },
  ],
  [
    'the database is replaced with a folder',
    () => {
      rmSync(file);
      mkdirSync(file);
    },
  ],
  [
    'the WAL is replaced with an empty one',
    () => {
      rmSync(wal);
      writeFileSync(wal, '');
    },
  ],
  ['the folder is deleted', () => rmSync(folder, { recursive: true, maxRetries: 5 })],
  ['the folder is renamed', () => renameSync(folder, elsewhere)],
  [
    'the folder is replaced with an empty one',
    () => {
      renameSync(folder, elsewhere);
      mkdirSync(folder);
    },
  ],
  ['the database is cut to nothing', () => truncateSync(file, 0)],
  ['the database is cut in half', () => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['the database is overwritten in place', () => writeFileSync(file, Buffer.alloc(400_000, 0x41))],
  ['an older copy is written over the database', () => copyFileSync(olderCopy(), file)],
];

describe.skipIf(onWindows)(`G8 while the host runs${note}`, () => {
  it.each(LOSSES)('and %s, the next command is in a new file, with all before it', async (_, lose) => {
    lose();
    await add();
    await add();
    expect(await readAll(store.eventStore, gameId)).toHaveLength(seq);
    expect(await eventsAfterDeath()).toBe(seq);
    expect(store.health.current()).toBeNull();
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await store.backups.take('asked')).not.toBeNull();
  });

  it.each(shortOrAll(LOSSES))('and %s, that is noticed without a command, and said once', async (_, lose) => {
    lose();
    store.check();
    store.check();
    expect(await eventsAfterDeath()).toBe(seq);
    expect(rescues.length).toBeLessThanOrEqual(1);
    await add();
    expect(await readAll(store.eventStore, gameId)).toHaveLength(seq);
  });

  it('what was found in the place of the database is kept, and ids are not issued twice', async () => {
    const issued = await store.eventStore.nextId('participant');
    renameSync(file, `${file}.old`);
    writeFileSync(file, 'mine');
    await add();
    const [rescue] = rescues;
    expect(readdirSync(rescue?.quarantineFolder ?? '')).toContain(DATABASE_FILE);
    expect(await store.eventStore.nextId('participant')).toBeGreaterThan(issued);
  });

  it('every other way of writing rescues the file, too', async () => {
    const ways: readonly (() => unknown)[] = [
      () => store.settings.set('port', '4747'),
      () => store.eventStore.saveCheckpoint(gameId, { playMs: 1, at: BASE_TIME }),
      () => store.backups.take('asked'),
      () => store.tickets.prune(BASE_TIME),
      async () =>
        store.restorer.restore({
          replaced: [gameId],
          records: await store.restorer.read(store.backups.list()[0]?.name ?? ''),
          answer: null,
        }),
      () => store.eventStore.wipe(gameId),
    ];
    for (const [index, write] of ways.entries()) {
      rmSync(file);
      await write();
      expect(rescues).toHaveLength(index + 1);
      expect(statSync(file).isFile()).toBe(true);
    }
  });

  it('a backup that was being made is made of the new file', async () => {
    await store.eventStore.append(batch(gameId, seq, ...manyJoined(10_000)));
    seq += 10_000;
    const taking = store.backups.take('before-restore');
    await nextTurn();
    rmSync(file);
    await add();
    const backup = await taking;
    expect(rescues).toHaveLength(1);
    expect(backup?.reason).toBe('before-restore');
    expect((await store.restorer.read(backup?.name ?? ''))[0]?.events).toHaveLength(seq);
  });

  it('a restore that has replaced the games, but not yet removed what they were, is rescued as it is', async () => {
    const backup = await store.backups.take('asked');
    const records = await store.restorer.read(backup?.name ?? '');
    const removed = await createGame(store.eventStore, 'Removed');
    await store.eventStore.append(batch(removed, 1, ...manyJoined(4_000)));
    await add();
    const restoring = store.restorer.restore({ replaced: [gameId, removed], records, answer: null });
    while ((await store.eventStore.list()).some((one) => one.gameId === removed)) await nextTurn();
    rmSync(file);
    seq -= 1;
    await add();
    await restoring;
    expect(rescues).toHaveLength(1);
    expect(await eventsAfterDeath()).toBe(seq);
  });

  it('a second host that took the place is left alone: commands are refused until the file is back', async () => {
    renameSync(file, `${file}.mine`);
    const other = openConnection(folder, () => undefined);
    try {
      await expect(add()).rejects.toThrow(/was moved, deleted or changed .* put it back/);
      expect(store.health.current()).toBe('moved');
      await expect(add()).rejects.toThrow(StorageError);
      expect(await readAll(store.eventStore, gameId)).toHaveLength(seq);
    } finally {
      other.close();
    }
    renameSync(`${file}.mine`, file);
    store.check();
    expect(store.health.current()).toBeNull();
    await add();
    expect(await readAll(store.eventStore, gameId)).toHaveLength(seq);
  });

  it('refuses commands where the folder cannot be made again, and goes on once it is back', async () => {
    renameSync(folder, elsewhere);
    writeFileSync(folder, 'in the way');
    await expect(add()).rejects.toThrow(/was moved, deleted or changed/);
    store.check();
    expect(store.health.current()).toBe('moved');
    rmSync(folder);
    renameSync(elsewhere, folder);
    store.check();
    expect(store.health.current()).toBeNull();
    await add();
    expect(await eventsAfterDeath()).toBe(seq);
  });

  it('a file whose time was set, or whose rights were changed, is no reason for anything', async () => {
    for (let count = 0; count < 6; count += 1) {
      utimesSync(file, 1_000 + count, 1_000 + count);
      utimesSync(wal, 1_000 + count, 1_000 + count);
      chmodSync(file, 0o640);
      await add();
    }
    expect(rescues).toEqual([]);
    expect(await eventsAfterDeath()).toBe(seq);
  });

  it.each([
    ['at another time', () => undefined],
    [
      'as if it had never been away',
      (time: Date) => {
        utimesSync(wal, time, time);
      },
    ],
  ])(
    'a WAL that was overwritten, and is put back %s, is whole: the next start says nothing',
    async (_, setTime) => {
      const whole = readFileSync(wal);
      const { mtime } = statSync(wal);
      writeFileSync(wal, Buffer.alloc(whole.length), { flag: 'r+' });
      await expect(add()).rejects.toThrow(StorageError);
      expect(readdirSync(folder)).toContain('games.incomplete');
      store.check();
      expect(store.health.current()).toBe('moved');

      writeFileSync(wal, whole, { flag: 'r+' });
      setTime(mtime);
      store.check();

      await add();
      expect(store.health.current()).toBeNull();
      expect(readdirSync(folder)).not.toContain('games.incomplete');
      store.close();
      store = open();
      expect(store.recovered).toBeNull();
      expect(await readAll(store.eventStore, gameId)).toHaveLength(seq);
    },
  );

  it.each([
    ['the WAL is emptied', () => truncateSync(wal)],
    ['the WAL is cut', () => truncateSync(wal, Math.floor(statSync(wal).size / 2))],
  ])(
    'and %s so that it cannot be read, the desk says that, and not that the disk failed',
    async (_, spoil) => {
      await store.eventStore.append(batch(gameId, seq, ...manyJoined(100)));
      seq += 100;
      spoil();
      for (let count = 0; count < 3; count += 1) {
        await expect(add()).rejects.toThrow(/was moved, deleted or changed/);
        await expect(store.backups.take('asked')).rejects.toThrow(/was moved, deleted or changed/);
        expect(store.health.current()).toBe('moved');
        store.check();
        expect(store.health.current()).toBe('moved');
      }
    },
  );

  it('a WAL that was cut and cannot be read any more loses nothing silently: the next start says so', async () => {
    await store.backups.take('asked');
    const kept = seq;
    // More than is cached, so that the file is all there is.
    for (let count = 0; count < 3; count += 1) {
      const names = Array.from({ length: 8_000 }, (__, index) =>
        joined(100_000 * (count + 1) + index, 'A name'),
      );
      await store.eventStore.append(batch(gameId, seq, ...names));
      seq += names.length;
    }
    truncateSync(wal, 0);
    appendFileSync(wal, Buffer.alloc(10));
    const accepted = await add().then(
      () => true,
      () => false,
    );
    store.close();
    store = open();
    const found = (await readAll(store.eventStore, gameId)).length;
    const said = store.recovered?.games.some(({ isWhole }) => !isWhole) === true;
    expect(accepted ? found === seq : said).toBe(true);
    expect(found).toBeGreaterThanOrEqual(kept);
    await store.eventStore.append(batch(gameId, found, joined(999_999, 'Late')));
  });
});
