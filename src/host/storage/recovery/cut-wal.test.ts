/** A log that is cut off, emptied, deleted or shifted while the host is off, where no backup knows more: the loss is said. */
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import { createManualClock, type ManualClock } from '../../time/manual-clock.fake.ts';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { HEADS_FILE, knownHeadsIn } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
afterAll(() => folder.dispose());

const open = (path: string, clock?: ManualClock) =>
  openSqliteStore({ folder: path, now: () => BASE_TIME, ...(clock !== undefined && { clock }) });

async function play(store: SqliteStore, gameId: number, from: number, to: number): Promise<void> {
  for (let seq = from; seq < to; seq += 1)
    await store.eventStore.append(batch(gameId, seq, joined(seq + 1_000 * gameId, 'Anna')));
}

function copyOf(path: string, name: string): string {
  const copy = join(folder.path, name);
  rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  cpSync(path, copy, { recursive: true });
  return copy;
}

describe('after a kill', () => {
  const killed = () => join(folder.path, 'killed');
  let wal: Buffer;
  const known = new Map<number, number>();

  beforeAll(async () => {
    const clock = createManualClock(BASE_TIME);
    const running = join(folder.path, 'running');
    const store = open(running, clock);
    const first = await createGame(store.eventStore, 'First');
    await play(store, first, 1, 40);
    const second = await createGame(store.eventStore, 'Second');
    await play(store, second, 1, 20);
    await play(store, first, 40, 60);
    clock.advance(1_000);
    known.set(first, 60).set(second, 20);
    // Within the last second: nothing says that these were there.
    await play(store, first, 60, 65);
    copyOf(running, 'killed');
    store.close();
    wal = readFileSync(join(killed(), `${DATABASE_FILE}-wal`));
  });

  /** Starts with this as the log; null: without any. */
  async function startWith(log: Buffer | null): Promise<{ lost: number; said: SqliteStore['recovered'] }> {
    const copy = copyOf(killed(), 'damaged');
    const file = join(copy, `${DATABASE_FILE}-wal`);
    if (log === null) rmSync(file);
    else writeFileSync(file, log);
    const store = open(copy);
    let lost = 0;
    const stored = new Map((await store.eventStore.list()).map(({ gameId, seq }) => [gameId, seq]));
    for (const [gameId, seq] of known) lost += Math.max(0, seq - (stored.get(gameId) ?? 0));
    const said = store.recovered;
    store.close();
    const again = open(copy);
    expect(again.recovered).toBeNull();
    again.close();
    return { lost, said };
  }

  it('a log as the kill left it is no reason to warn', async () => {
    expect(await startWith(wal)).toEqual({ lost: 0, said: null });
  });

  it.each<[string, (log: Buffer) => Buffer | null]>([
    ['deleted', () => null],
    ['emptied', () => Buffer.alloc(0)],
    ['cut to its header', (log) => log.subarray(0, 32)],
    ['cut to 100 bytes', (log) => log.subarray(0, 100)],
    ['all zeros', (log) => Buffer.alloc(log.length)],
  ])('a log that is %s has lost games, which are named', async (_what, damage) => {
    const { lost, said } = await startWith(damage(wal));
    expect(lost).toBe(80);
    expect(said?.lostGames).toEqual(['GAME01', 'GAME02']);
    expect(said?.sentence).toContain('Games GAME01 and GAME02 could not be read, and no good backup');
  });

  it('a log that is cut in the middle: each game is named, with the number of steps that are missing at least', async () => {
    const frames = Math.floor((wal.length - 32) / 4_120);
    const { lost, said } = await startWith(wal.subarray(0, 32 + 4_120 * Math.floor(frames / 2)));
    const counts = said?.missingEvents.map(({ count }) => count) ?? [];
    expect(said?.lostGames).toEqual([]);
    expect(said?.missingEvents.map(({ code }) => code)).toEqual(['GAME01', 'GAME02']);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(lost);
    expect(said?.sentence).toContain(
      `no good backup has them: GAME01 (${counts[0]}) and GAME02 (${counts[1]}).`,
    );
  });

  const within = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const damages = fc.oneof(
    within.map((at) => (log: Buffer) => log.subarray(0, Math.floor(at * log.length))),
    within.map((at) => (log: Buffer) => Buffer.from(log).fill(0, Math.floor(at * log.length))),
    fc.tuple(within, fc.integer({ min: 1, max: 9_000 })).map(([from, count]) => (log: Buffer) => {
      const at = Math.floor(from * log.length);
      return Buffer.concat([log.subarray(0, at), log.subarray(at + count)]);
    }),
    fc.tuple(within, fc.uint8Array({ minLength: 1, maxLength: 9 })).map(([from, bytes]) => (log: Buffer) => {
      const at = Math.floor(from * log.length);
      return Buffer.concat([log.subarray(0, at), bytes, log.subarray(at)]);
    }),
  );

  it(
    'whatever is cut off, zeroed, removed or inserted: what is older than a second is there, or its loss is said',
    async () => {
      await fc.assert(
        fc.asyncProperty(damages, async (damage) => {
          const { lost, said } = await startWith(damage(wal));
          expect(lost > 0 && said === null).toBe(false);
        }),
        { numRuns: 40 * REPETITIONS },
      );
    },
    60_000 * REPETITIONS,
  );
});

describe('nothing is missed that is gone on purpose, or not gone at all:', () => {
  const running = () => join(folder.path, 'live');
  let clock: ManualClock;
  let store: SqliteStore;
  let first: number;
  let second: number;

  beforeEach(async () => {
    clock = createManualClock(BASE_TIME);
    store = open(running(), clock);
    first = await createGame(store.eventStore);
    second = await createGame(store.eventStore);
    await play(store, first, 1, 6);
    clock.advance(1_000);
  });
  afterEach(() => {
    store.close();
    rmSync(running(), { recursive: true, force: true, maxRetries: 5 });
  });

  /** Of a start in a copy of the folder as it is now. */
  function saidAfterKill(): string | null {
    const killed = open(copyOf(running(), 'killed-live'));
    const { recovered } = killed;
    killed.close();
    return recovered?.sentence ?? null;
  }

  it('a kill before and after what is new is written down', async () => {
    await play(store, first, 6, 9);
    expect(saidAfterKill()).toBeNull();
    clock.advance(1_000);
    expect(saidAfterKill()).toBeNull();
  });

  it('a restore of an earlier state, whenever it is killed', async () => {
    const backup = await store.backups.take('asked');
    await play(store, first, 6, 30);
    clock.advance(1_000);
    const records = await store.restorer.read(backup?.name ?? '');
    const restoring = { isOver: false };
    const restored = store.restorer
      .restore({ replaced: [first, second], records, answer: null })
      .finally(() => {
        restoring.isOver = true;
      });
    while (!restoring.isOver) {
      expect(saidAfterKill()).toBeNull();
      clock.advance(1_000);
      expect(readFileSync(join(running(), HEADS_FILE), 'utf8')).not.toContain('GAME01');
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    await restored;
    expect(saidAfterKill()).toBeNull();
    clock.advance(1_000);
    expect(saidAfterKill()).toBeNull();
    expect(await readAll(store.eventStore, first)).toHaveLength(6);
  });

  it('a wipe, of which nothing says any more that there was a game', async () => {
    await store.eventStore.wipe(first);
    expect(saidAfterKill()).toBeNull();
    expect(readFileSync(join(running(), HEADS_FILE), 'utf8')).not.toContain('GAME01');
    clock.advance(1_000);
    expect(saidAfterKill()).toBeNull();
    expect(readFileSync(join(running(), HEADS_FILE), 'utf8')).not.toContain('GAME01');
  });

  it('a clean end, and an older folder put back whole', async () => {
    store.close();
    expect(saidAfterKill()).toBeNull();
    const older = copyOf(running(), 'older');
    store = open(running(), clock);
    await play(store, first, 6, 20);
    store.close();
    rmSync(running(), { recursive: true, force: true, maxRetries: 5 });
    cpSync(older, running(), { recursive: true });
    expect(saidAfterKill()).toBeNull();
  });

  it('a folder of an earlier version, which has no such file', () => {
    rmSync(join(running(), HEADS_FILE), { force: true });
    expect(saidAfterKill()).toBeNull();
  });

  it('a restore by an earlier version, which leaves the file as it was', async () => {
    const backup = await store.backups.take('asked');
    await play(store, first, 6, 30);
    clock.advance(1_000);
    const heads = readFileSync(join(running(), HEADS_FILE));
    const records = await store.restorer.read(backup?.name ?? '');
    await store.backups.take('before-restore');
    await store.restorer.restore({ replaced: [first, second], records, answer: null });
    store.close();
    writeFileSync(join(running(), HEADS_FILE), heads);
    expect(saidAfterKill()).toBeNull();
    expect(knownHeadsIn(join(folder.path, 'killed-live')).games).toMatchObject([{ seq: 6 }, { seq: 1 }]);
  });

  it('a backup that somebody has put in the place of the database', async () => {
    const older = await store.backups.take('asked');
    await play(store, first, 6, 9);
    store.close();
    copyFileSync(join(running(), 'backups', older?.name ?? ''), join(running(), DATABASE_FILE));
    expect(saidAfterKill()).toBeNull();
  });

  it('but an older copy of the database in its place is', async () => {
    store.close();
    copyFileSync(join(running(), DATABASE_FILE), join(folder.path, 'older.sqlite3'));
    store = open(running(), clock);
    await play(store, first, 6, 20);
    store.close();
    copyFileSync(join(folder.path, 'older.sqlite3'), join(running(), DATABASE_FILE));
    expect(saidAfterKill()).toContain('no good backup has them: GAME01 (14).');
  });
});
