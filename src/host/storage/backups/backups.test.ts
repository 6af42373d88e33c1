import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
    const [record] = store.restorer.read(name);
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
    const [record] = store.restorer.read(backup?.name ?? '');
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
    await take();
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

    const records = store.restorer.read(name).filter(({ gameId }) => gameId === one);
    const answer = response('restore', 'done', 0);
    store.restorer.restore({ replaced: [one], records, answer });

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
    store.restorer.restore({ replaced: [gameId], records: store.restorer.read(name), answer: null });
    store.close();
    store = openSqliteStore({ folder: folder.path, now: () => now });
    expect(await store.eventStore.nextId('participant')).toBe(late + 1);
  });

  it("refuses another laptop's backup whose ids are taken here, and changes nothing", async () => {
    const gameId = await createGame(store.eventStore);
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    const { name } = await take();
    const records = store.restorer.read(name);
    expect(() => store.restorer.restore({ replaced: [], records, answer: null })).toThrow(RestoreError);
    expect(await readAll(store.eventStore, gameId)).toHaveLength(2);
  });

  it('says what to do about a backup that is gone or damaged', async () => {
    await createGame(store.eventStore);
    const { name } = await take();
    writeFileSync(join(folder.path, 'backups', name), 'damaged');
    expect(() => store.restorer.read(name)).toThrow('This backup is damaged. Choose another one.');
    expect(() => store.restorer.read('../games.sqlite3')).toThrow(/no backup of this name/);
  });
});
