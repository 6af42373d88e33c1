import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadHostKey } from '../../auth/host-key.ts';
import {
  BASE_TIME,
  response,
  batch,
  createGame,
  joined,
  idempotencyRecord,
  readAll,
  temporaryFolder,
} from '../events.fixtures.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { RestoreError } from './restore.ts';

const KEY = Buffer.alloc(32, 0x4b);
const IS_WINDOWS = process.platform === 'win32';
const folder = temporaryFolder();
let store: SqliteStore;
let now: number;

beforeEach(() => {
  now = BASE_TIME;
  store = openSqliteStore({ folder: folder.path, now: () => now });
});

afterEach(() => {
  store.close();
  folder.dispose();
});

const files = () => readdirSync(join(folder.path, 'backups'));

async function take(reason: 'asked' | 'play' = 'asked') {
  now += 1_000;
  const backup = await store.backups.take(reason);
  if (backup === null) throw new Error('no backup was made');
  return backup;
}

describe('a backup', () => {
  it('holds events, responses, checkpoints and tickets in a single file', async () => {
    const gameId = await createGame(store.eventStore);
    await store.eventStore.append({
      ...batch(gameId, 1, joined(7, 'Anna')),
      responses: [response('tap', 'yes')],
    });
    await store.eventStore.saveCheckpoint(gameId, { playMs: 60_000, at: BASE_TIME + 60_000 });
    const { name, at, reason, bytes } = await take();
    expect({ at, reason }).toEqual({ at: BASE_TIME + 1_000, reason: 'asked' });
    expect(files()).toEqual([name]);
    const path = join(folder.path, 'backups', name);
    expect(statSync(path)).toMatchObject({ size: bytes });
    const [record] = await store.restorer.read(name);
    expect(record?.events).toEqual(await readAll(store.eventStore, gameId));
    expect(record?.idempotencyRows).toMatchObject([{ key: 'tap', body: 'yes' }]);
    expect(record?.checkpoint).toEqual({ playMs: 60_000, at: BASE_TIME + 60_000 });
  });

  const note = IS_WINDOWS ? ' (not run: Windows has no modes; the folder belongs to the user)' : '';
  it.skipIf(IS_WINDOWS)(`is a file that only this user can read${note}`, async () => {
    await createGame(store.eventStore);
    const { name } = await take();
    expect(statSync(join(folder.path, 'backups', name)).mode & 0o077).toBe(0);
  });

  it('never contains the host key', async () => {
    loadHostKey(folder.path, () => KEY);
    await createGame(store.eventStore);
    const { name } = await take();
    expect(readFileSync(join(folder.path, 'backups', name)).includes(KEY)).toBe(false);
    expect(readdirSync(folder.path)).toContain('host.key');
  });

  it('can be made while the host is writing, and is intact', async () => {
    const gameId = await createGame(store.eventStore);
    const many = Array.from({ length: 5_000 }, (_, index) =>
      joined(index + 1, 'A name that takes some room'),
    );
    await store.eventStore.append(batch(gameId, 1, ...many));
    now += 1_000;
    const making = store.backups.take('play');
    let seq = 5_001;
    for (let turn = 0; turn < 50; turn += 1) {
      await store.eventStore.append(batch(gameId, seq, joined(seq + 1, 'Meanwhile')));
      seq += 1;
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    const backup = await making;
    const [record] = await store.restorer.read(backup?.name ?? '');
    expect(record?.isWhole).toBe(true);
    expect(record?.events.length).toBeGreaterThanOrEqual(5_001);
  });

  it('is not repeated if nothing has happened, so that restarts do not push out older ones', async () => {
    const gameId = await createGame(store.eventStore);
    await take();
    expect(await store.backups.take('start')).toBeNull();
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    now += 1_000;
    expect(await store.backups.take('start')).toMatchObject({ reason: 'start' });
  });

  it('pushes out the oldest of more than six, and leaves other files alone', async () => {
    const gameId = await createGame(store.eventStore);
    await take('play');
    writeFileSync(join(folder.path, 'backups', 'notes.txt'), 'mine');
    for (let seq = 1; seq <= 7; seq += 1) {
      await store.eventStore.append(batch(gameId, seq, joined(seq + 10, 'Anna')));
      await take('play');
    }
    const remaining = store.backups.list();
    expect(remaining.map(({ at }) => at - BASE_TIME)).toEqual([8_000, 7_000, 6_000, 5_000, 4_000, 3_000]);
    expect(files()).toContain('notes.txt');
  });

  it('that cannot be written says why and leaves no partial file, and the games continue', async () => {
    const gameId = await createGame(store.eventStore);
    writeFileSync(join(folder.path, 'backups'), 'in the way');
    await expect(store.backups.take('asked')).rejects.toThrow(/^No backup could be made\./);
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
  });

  it('interrupted by closing the host leaves no backup behind', async () => {
    const gameId = await createGame(store.eventStore);
    const many = Array.from({ length: 5_000 }, (_, index) =>
      joined(index + 1, 'A name that takes some room'),
    );
    await store.eventStore.append(batch(gameId, 1, ...many));
    const making = store.backups.take('play');
    store.close();
    expect(await making).toBeNull();
    store = openSqliteStore({ folder: folder.path, now: () => now });
    expect(store.backups.list()).toEqual([]);
  });
});

const YEAR_MS = 365 * 24 * 60 * 60_000;
const CLOCKS: readonly (readonly [string, (turn: number) => number])[] = [
  ['going on', (turn) => BASE_TIME + turn * 1_000],
  ['standing still', () => BASE_TIME],
  ['going backwards', (turn) => BASE_TIME - turn * 1_000],
  ['a year behind from the fourth on', (turn) => BASE_TIME + turn * 1_000 - (turn > 3 ? YEAR_MS : 0)],
  ['a year ahead for the first three', (turn) => BASE_TIME + turn * 1_000 + (turn > 3 ? 0 : YEAR_MS)],
  ['jumping by a year and back', (turn) => BASE_TIME + turn * 1_000 + (turn % 2) * YEAR_MS],
  ['set to the beginning of time', (turn) => turn % 3],
];

describe.each(CLOCKS)('backups with the clock %s', (_, clockAt) => {
  it('are in the order in which they were made, and the newest are kept, over restarts too', async () => {
    const gameId = await createGame(store.eventStore);
    const made: string[] = [];
    for (let turn = 1; turn <= 9; turn += 1) {
      await store.eventStore.append(batch(gameId, turn, joined(turn, 'Anna')));
      now = clockAt(turn);
      const backup = await store.backups.take('asked');
      expect(backup?.at).toBe(now);
      made.unshift(backup?.name ?? 'none');
      expect(store.backups.list().map(({ name }) => name)).toEqual(made.slice(0, 6));
      expect(await store.restorer.contents(made[0] ?? '')).toMatchObject([{ seq: turn + 1 }]);
      if (turn % 2 === 1) continue;
      store.close();
      store = openSqliteStore({ folder: folder.path, now: () => now });
    }
  });

  it('are recovered from in that order', async () => {
    const gameId = await createGame(store.eventStore);
    for (let turn = 1; turn <= 9; turn += 1) {
      await store.eventStore.append(batch(gameId, turn, joined(turn, 'Anna')));
      now = clockAt(turn);
      await store.backups.take('play');
    }
    store.close();
    writeFileSync(join(folder.path, 'games.sqlite3'), 'Dear diary, '.repeat(1_000));
    store = openSqliteStore({ folder: folder.path, now: () => now });
    expect(await readAll(store.eventStore, gameId)).toHaveLength(10);
    await store.eventStore.append(batch(gameId, 10, joined(99, 'Late')));
    const next = await store.backups.take('asked');
    expect(store.backups.list()[0]?.name).toBe(next?.name);
  });
});

it.each([253_402_300_800_000, 8.64e15, -62_167_219_200_001, -8.64e15])(
  'a backup is found again where the clock says a year without four digits (%i)',
  async (at) => {
    await createGame(store.eventStore);
    now = at;
    const backup = await store.backups.take('asked');
    expect(store.backups.list()).toEqual([backup]);
  },
);

describe('the number of a backup', () => {
  it('is in the backup itself, and counts on if its files are gone', async () => {
    const gameId = await createGame(store.eventStore);
    const { name, number } = await take();
    const inside = new SqliteDatabase(join(folder.path, 'backups', name), { readonly: true });
    expect(inside.prepare("select value from settings where name = 'backup_number'").get()).toEqual({
      value: String(number),
    });
    inside.close();
    rmSync(join(folder.path, 'backups'), { recursive: true, maxRetries: 5 });
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    expect((await take()).number).toBe(number + 1);
  });

  it('counts on from the files if the database is older than they are', async () => {
    const gameId = await createGame(store.eventStore);
    const { name } = await take();
    renameSync(
      join(folder.path, 'backups', name),
      join(folder.path, 'backups', name.replace('000001', '000041')),
    );
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    expect((await take()).number).toBe(42);
  });

  it('is 0 in backups of earlier versions: they are older than any with a number, whatever their date', async () => {
    const gameId = await createGame(store.eventStore);
    const { name } = await take('play');
    const path = (file: string) => join(folder.path, 'backups', file);
    const earlier = [
      'games-2031-06-12T18-00-00-000Z-end.sqlite3',
      'games-2030-06-12T18-00-00-000Z-start.sqlite3',
    ];
    for (const file of earlier) copyFileSync(path(name), path(file));
    expect(store.backups.list().map(({ name: each }) => each)).toEqual([name, ...earlier]);
    expect(store.backups.list().map(({ number }) => number)).toEqual([1, 0, 0]);
    for (let seq = 1; seq <= 5; seq += 1) {
      await store.eventStore.append(batch(gameId, seq, joined(seq + 10, 'Anna')));
      await take('play');
    }
    expect(store.backups.list().map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('that nobody can have counted stops no backup: the next one is the newest, and the other can be restored', async () => {
    const gameId = await createGame(store.eventStore);
    const { name } = await take();
    const forged = name.replace('000001', '9'.repeat(15));
    renameSync(join(folder.path, 'backups', name), join(folder.path, 'backups', forged));
    for (let seq = 1; seq <= 2; seq += 1) {
      await store.eventStore.append(batch(gameId, seq, joined(seq + 10, 'Anna')));
      expect((await take()).number).toBe(seq + 1);
    }
    expect(store.backups.list().map(({ number }) => number)).toEqual([3, 2, 0]);
    expect(await store.restorer.read(forged)).toHaveLength(1);
  });

  it('does not come from a file whose date is none', async () => {
    await createGame(store.eventStore);
    const { name } = await take();
    writeFileSync(join(folder.path, 'backups', 'games-2031-99-99T18-00-00-000Z-end.sqlite3'), '');
    expect(store.backups.list().map(({ name: each }) => each)).toEqual([name]);
  });
});

describe('a database without games', () => {
  it('is not backed up, so it never displaces the backups of one that had some', async () => {
    const gameId = await createGame(store.eventStore);
    const { name } = await take();
    await store.eventStore.wipe(gameId);
    for (let turn = 0; turn < 9; turn += 1) expect(await store.backups.take('start')).toBeNull();
    expect(store.backups.list().map(({ name: each }) => each)).toEqual([name]);
  });
});

describe('restoring', () => {
  it('restores a game with its responses, and leaves the other game alone', async () => {
    const one = await createGame(store.eventStore, 'One');
    const other = await createGame(store.eventStore, 'Other');
    await store.eventStore.append({
      ...batch(one, 1, joined(7, 'Anna')),
      responses: [response('tap', 'yes')],
    });
    const { name } = await take();
    await store.eventStore.append({
      ...batch(one, 2, joined(8, 'Ben')),
      responses: [response('later', 'yes')],
    });
    await store.eventStore.append(batch(other, 1, joined(9, 'Cleo')));

    const records = (await store.restorer.read(name)).filter(({ gameId }) => gameId === one);
    const answer = response('restore', 'done', 0);
    await store.restorer.restore({ replaced: [one], records, answer });

    expect(await readAll(store.eventStore, one)).toHaveLength(2);
    expect(await readAll(store.eventStore, other)).toHaveLength(2);
    expect((await idempotencyRecord(store.eventStore, one, 7, 'tap'))?.response.body).toBe('yes');
    expect(await idempotencyRecord(store.eventStore, one, 7, 'later')).toBeNull();
    expect((await store.eventStore.findIdempotencyRecordInAnyGame(0, 'restore'))?.response.body).toBe('done');
    await store.eventStore.append(batch(one, 2, joined(11, 'Dora')));
  });

  it('never issues an id again that was already in use', async () => {
    const gameId = await createGame(store.eventStore);
    const { name } = await take();
    const late = await store.eventStore.nextId('participant');
    await store.eventStore.append(batch(gameId, 1, joined(late, 'Late')));
    await store.restorer.restore({
      replaced: [gameId],
      records: await store.restorer.read(name),
      answer: null,
    });
    store.close();
    store = openSqliteStore({ folder: folder.path, now: () => now });
    expect(await store.eventStore.nextId('participant')).toBe(late + 1);
  });

  it("refuses another laptop's backup whose ids are taken here, and changes nothing", async () => {
    const gameId = await createGame(store.eventStore);
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    const { name } = await take();
    const records = await store.restorer.read(name);
    await expect(store.restorer.restore({ replaced: [], records, answer: null })).rejects.toThrow(
      RestoreError,
    );
    expect(await readAll(store.eventStore, gameId)).toHaveLength(2);
  });

  it('says what to do about a backup that is gone or damaged', async () => {
    await createGame(store.eventStore);
    const { name } = await take();
    writeFileSync(join(folder.path, 'backups', name), 'damaged');
    await expect(store.restorer.read(name)).rejects.toThrow('This backup is damaged. Choose another one.');
    await expect(store.restorer.read('../games.sqlite3')).rejects.toThrow(/no backup of this name/);
  });
});
