/** What a restore has replaced can always be gone back to. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batch, BASE_TIME, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import type { BackupReason } from './backup-files.ts';

const KEPT = 6;
const folder = temporaryFolder();
let store: SqliteStore;
let gameId: number;

beforeEach(async () => {
  store = openSqliteStore({ folder: folder.path, now: () => BASE_TIME });
  gameId = await createGame(store.eventStore);
});
afterEach(() => {
  store.close();
  folder.dispose();
});

const add = (seq: number, name: string, id = 10 + seq) =>
  store.eventStore.append(batch(gameId, seq, joined(id, name)));

async function take(reason: BackupReason): Promise<string> {
  const backup = await store.backups.take(reason);
  if (backup === null) throw new Error('no backup was made');
  return backup.name;
}

async function restore(name: string): Promise<void> {
  const records = await store.restorer.read(name);
  await store.restorer.restore({ replaced: [gameId], records, answer: null });
}

async function namesIn(backup: string): Promise<string[]> {
  const [record] = await store.restorer.read(backup);
  return [...(record?.state.participants.values() ?? [])].map(({ name }) => name);
}

describe('a game that went on differently after a restore', () => {
  it('is backed up even if it has as many events as in the newest backup', async () => {
    const begin = await take('asked');
    await add(1, 'Anna');
    const first = await take('before-restore');
    await restore(begin);
    await add(1, 'Ben', 99);

    const second = await take('before-restore');
    await restore(first);

    expect(await namesIn(second)).toEqual(['Ben']);
    expect(await namesIn(first)).toEqual(['Anna']);
  });

  it('is recovered from as it was restored, although an earlier backup has as many events', async () => {
    const begin = await take('asked');
    await add(1, 'Anna');
    const first = await take('before-restore');
    await restore(begin);
    await add(1, 'Ben', 99);
    await take('before-restore');
    await restore(first);
    const last = await take('after-restore');
    expect(store.backups.list()[0]?.name).toBe(last);
    expect(await namesIn(last)).toEqual(['Anna']);
  });
});

describe('backups around restores', () => {
  it.each(['before-restore', 'after-restore'] as const)(
    'made with the reason %s are not pushed out by play, however long it goes on',
    async (reason) => {
      await add(1, 'Replaced');
      const kept = await take(reason);
      for (let seq = 2; seq < 2 + 3 * KEPT; seq += 1) {
        await add(seq, 'Later');
        await take('play');
      }
      expect(await namesIn(kept)).toEqual(['Replaced']);
      expect(store.backups.list()).toHaveLength(KEPT + 1);
    },
  );

  it('push out the oldest of their own alone, those from after restores first', async () => {
    const asked = await take('asked');
    const before: string[] = [];
    for (let round = 1; round <= 2 * KEPT; round += 1) {
      await add(await lastSeq(), 'Anna', 10 + round);
      await take('play');
      before.unshift(await take('before-restore'));
      await restore(asked);
      const after = await take('after-restore');
      expect(around().slice(0, 2)).toEqual([after, before[0]]);
    }
    expect(around().slice(1)).toEqual(before.slice(0, KEPT - 1));
    expect(store.backups.list().at(-1)?.name).toBe(asked);
  });

  it.each([
    ['nobody plays in between', false],
    ['phones play on in between', true],
  ])('never push out what was there before the first of many in a row: %s', async (_, plays) => {
    const begin = await take('asked');
    const replaced: string[] = [];
    // On other evenings, restores were in a row as well.
    for (const [evening, name] of ['First', 'Second', 'Third'].entries()) {
      await add(await lastSeq(), name, 50 + evening);
      await take('play');
      replaced.push(await take('before-restore'));
      for (let round = 1; round <= 20; round += 1) {
        await restore(begin);
        await store.backups.take('after-restore');
        if (plays) await add(await lastSeq(), 'Stray', 100 * evening + 100 + round);
        const last = await store.backups.take('before-restore');
        expect(around()).toEqual(expect.arrayContaining(replaced));
        expect(around()[0]).toBe(last?.name ?? around()[0]);
        expect(around().length).toBeLessThanOrEqual(KEPT);
      }
      expect(await namesIn(replaced.at(-1) ?? '')).toContain(name);
    }
  });

  it.each(['start', 'play', 'end', 'asked', 'after-restore'] as const)(
    'are made before a restore although one with the reason %s holds the same, and once',
    async (reason) => {
      await add(1, 'Anna');
      const same = await take(reason);
      const own = await take('before-restore');
      expect(store.backups.list().map(({ name }) => name)).toEqual([own, same]);
      expect(await store.backups.take('before-restore')).toBeNull();
    },
  );
});

const around = () =>
  store.backups
    .list()
    .filter(({ reason }) => reason.endsWith('-restore'))
    .map(({ name }) => name);

async function lastSeq(): Promise<number> {
  const [head] = await store.eventStore.list([gameId]);
  return head?.seq ?? 0;
}
