/** A long game that has changed is restored in slices, between which others go on; whenever the host is killed, it is as before or as after. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inLongFormUnless } from '../../../../scripts/long-form.fixtures.ts';
import { RoomClosedError, StorageError } from '../event-store.ts';
import {
  BASE_TIME,
  batch,
  createGame,
  joined,
  readAll,
  response,
  temporaryFolder,
} from '../events.fixtures.ts';
import { DATABASE_FILE, openConnection } from '../sqlite/connection.ts';
import { createSqliteStore, openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { unseenMarks } from '../sqlite/unseen-marks.ts';

const LONG = 1_601;
const SHORT = 101;
const PER_BATCH = 100;
/** An event, its answer, and what an index in memory follows of both. A slice ends by the clock, so it may hold many. */
const ROWS_OF_AN_EVENT = 4;
const MOST_AT_ONCE = (LONG * ROWS_OF_AN_EVENT) / 2;
const folder = temporaryFolder();
const silent = () => undefined;
let db: Database;
let store: SqliteStore;
let gameId: number;
let other: number;
let otherSeq: number;
let short: string;
let long: string;

beforeEach(async () => {
  db = openConnection(folder.path, silent);
  store = createSqliteStore(
    { db, games: [], recovered: null },
    { folder: folder.path, notify: silent, now: () => BASE_TIME },
  );
  gameId = await createGame(store.eventStore);
  other = await createGame(store.eventStore);
  otherSeq = 1;
  await play('Anna', 1, SHORT);
  short = await take();
  await play('Anna', SHORT, LONG);
  long = await take();
});
afterEach(() => {
  store.close();
  folder.dispose();
});

const idOf = (name: string, seq: number) => name.charCodeAt(0) * 1_000_000 + seq;
const keyOf = (name: string, seq: number) => `${name} ${seq}`;

/** Each event has an answer. */
async function play(name: string, from: number, to: number, in_ = store): Promise<void> {
  for (let before = from; before < to; before += PER_BATCH) {
    const seqs = Array.from({ length: Math.min(PER_BATCH, to - before) }, (_, index) => before + index + 1);
    await in_.eventStore.append({
      ...batch(gameId, before, ...seqs.map((seq) => joined(idOf(name, seq), name))),
      responses: seqs.map((seq) => response(keyOf(name, seq), name)),
    });
  }
}

async function playOther(): Promise<void> {
  await store.eventStore.append(batch(other, otherSeq, joined(5_000_000 + otherSeq, 'Bartholomew')));
  otherSeq += 1;
}

async function take(): Promise<string> {
  const backup = await store.backups.take('asked');
  if (backup === null) throw new Error('no backup was made');
  return backup.name;
}

async function restore(backup: string): Promise<void> {
  const records = (await store.restorer.read(backup)).filter((record) => record.gameId === gameId);
  await store.restorer.restore({ replaced: [gameId], records, answer: null });
}

const nextTurn = () => new Promise((resolve) => void setImmediate(resolve));
const rowsChanged = () => Number(db.prepare('select total_changes()').pluck().get());

/** Calls `turn` in one turn of the event loop after the other, until the work is done or has failed. */
async function during(work: Promise<unknown>, turn: () => Promise<void>): Promise<void> {
  const progress = { isDone: false };
  const ending = work.finally(() => {
    progress.isDone = true;
  });
  ending.catch(silent);
  while (!progress.isDone) {
    await turn();
    await nextTurn();
  }
  await ending;
}

/** Which branch the game is on, and how far; the log and the answers have to agree. */
async function standing(in_: SqliteStore): Promise<string> {
  const { seq } = (await in_.eventStore.list()).find((game) => game.gameId === gameId) ?? { seq: 0 };
  const events = await readAll(in_.eventStore, gameId);
  expect(events).toHaveLength(seq);
  const names = events.map(({ event }) => (event.type === 'participant_joined' ? event.name : ''));
  for (const branch of ['Anna', 'Ben']) {
    const keys = Array.from({ length: LONG }, (_, index) => keyOf(branch, index + 1));
    const records = await in_.eventStore.findIdempotencyRecords(
      gameId,
      keys.map((key) => ({ participantId: 7, key })),
    );
    expect(records.map((record) => record !== null)).toEqual(keys.map((_, index) => names[index] === branch));
    for (const at of [SHORT, SHORT + 1, LONG]) {
      const found = await in_.eventStore.findIdempotencyRecordInAnyGame(7, keyOf(branch, at));
      expect(found !== null).toBe(names[at - 1] === branch);
    }
  }
  return `${names.at(-1)} ${seq}`;
}

/** The backup that is restored once the game is as it is to be, how that is before and after, and the most rows that change in a turn. */
const CASES: readonly (readonly [string, () => Promise<string>, string, string, number])[] = [
  ['one that has gone on', async () => short, `Anna ${LONG}`, `Anna ${SHORT}`, MOST_AT_ONCE],
  [
    'one of which both have gone on for long',
    async () => {
      await restore(short);
      await play('Ben', SHORT, LONG);
      const ben = await take();
      await restore(long);
      return ben;
    },
    `Anna ${LONG}`,
    `Ben ${LONG}`,
    // SQLite copies them by itself.
    MOST_AT_ONCE + 2 * LONG,
  ],
  [
    'one that has gone on differently for long',
    async () => {
      await restore(short);
      const begin = await take();
      await play('Ben', SHORT, LONG);
      const ben = await take();
      await restore(begin);
      await play('Anna', SHORT, SHORT + 5);
      return ben;
    },
    `Anna ${SHORT + 5}`,
    `Ben ${LONG}`,
    MOST_AT_ONCE,
  ],
  [
    'one that has gone on differently but not for long',
    async () => {
      await restore(short);
      await play('Ben', SHORT, SHORT + 5);
      const ben = await take();
      await restore(long);
      return ben;
    },
    `Anna ${LONG}`,
    `Ben ${SHORT + 5}`,
    MOST_AT_ONCE,
  ],
  [
    'one that was shorter',
    async () => {
      await restore(short);
      return long;
    },
    `Anna ${SHORT}`,
    `Anna ${LONG}`,
    MOST_AT_ONCE,
  ],
];

/** Whoever is reading as the log is replaced is told so, and has seen neither branch. */
const unlessReplaced =
  (before: string) =>
  (error: unknown): string => {
    if (error instanceof RoomClosedError) return before;
    throw error;
  };

const EACH = CASES.map((each, turn) => [...each, turn] as const);
describe.each(EACH)('a restore of %s', { timeout: 60_000 }, (_, begin, before, after, mostAtOnce, turn) => {
  inLongFormUnless(turn === 0, () => {
    it('changes few rows in each turn, and others go on', async () => {
      const backup = await begin();
      expect(await standing(store)).toBe(before);
      const seen = new Set<string>();
      let [changed, most, turns] = [rowsChanged(), 0, 0];
      const look = () => {
        most = Math.max(most, rowsChanged() - changed);
      };
      await during(restore(backup), async () => {
        look();
        await playOther();
        if (turns++ % 10 === 0) seen.add(await standing(store).catch(unlessReplaced(before)));
        changed = rowsChanged();
      });
      look();
      expect([before, after]).toEqual(expect.arrayContaining([...seen]));
      expect(most).toBeLessThan(mostAtOnce);
      expect(await standing(store)).toBe(after);
      expect(await readAll(store.eventStore, other)).toHaveLength(otherSeq);
      expect(unseenMarks(db).size).toBe(0);
    });
  });

  inLongFormUnless(turn === 1, () => {
    it('is there as a whole or not at all after a kill at any time', async () => {
      const backup = await begin();
      const seen = new Set<string>();
      const killed = temporaryFolder();
      let turns = 0;
      await during(restore(backup), async () => {
        if (turns++ % 6 === 0) seen.add(await afterKill(join(killed.path, String(turns))));
      });
      seen.add(await afterKill(join(killed.path, 'last')));
      killed.dispose();
      expect(seen).toEqual(new Set([before, after]));
    });
  });

  inLongFormUnless(turn === 2, () => {
    it('is recovered as a whole or not at all where another game is damaged as well', async () => {
      const backup = await begin();
      const seen = new Set<string>();
      const damaged = temporaryFolder();
      let turns = 0;
      await during(restore(backup), async () => {
        if (turns++ % 10 === 0) seen.add(await afterDamage(join(damaged.path, String(turns))));
      });
      damaged.dispose();
      expect([before, after]).toEqual(expect.arrayContaining([...seen]));
      expect(turns).toBeGreaterThan(10);
    });
  });

  inLongFormUnless(turn === 3, () => {
    it('that cannot be finished leaves the game as it was, and it goes on', async () => {
      const backup = await begin();
      // The last transaction alone gives the game back its code.
      db.exec(`create temp trigger refused before update of code on games
      when new.code not like 'restored%' begin select raise(abort, 'refused'); end`);
      await expect(restore(backup)).rejects.toThrow(StorageError);
      db.exec('drop trigger refused');
      expect(await standing(store)).toBe(before);
      expect(unseenMarks(db).size).toBe(0);
      await goOnFrom(before);
    });
  });

  inLongFormUnless(turn === 4, () => {
    it('that cannot take away what nobody sees any more is as after it, and goes on', async () => {
      const backup = await begin();
      db.exec(`create temp trigger refused before delete on events
      when old.seq > (select last_seq from main.games where game_id = old.game_id)
      begin select raise(abort, 'refused'); end`);
      await restore(backup);
      expect(await standing(store)).toBe(after);
      await playOther();
      expect(await seqIn(await take())).toBe(Number(after.split(' ')[1]));
      db.exec('drop trigger refused');
      await goOnFrom(after);
    });
  });

  function copyFiles(copy: string): void {
    mkdirSync(copy);
    for (const suffix of ['', '-wal'])
      copyFileSync(join(folder.path, DATABASE_FILE + suffix), join(copy, DATABASE_FILE + suffix));
    cpSync(join(folder.path, 'backups'), join(copy, 'backups'), { recursive: true });
  }

  /** The same with damage in the other game. */
  async function afterDamage(copy: string): Promise<string> {
    copyFiles(copy);
    const file = new SqliteDatabase(join(copy, DATABASE_FILE));
    file.prepare('update games set last_checksum = 0 where game_id = ?').run(other);
    file.close();
    const next = openSqliteStore({ folder: copy });
    try {
      expect(next.recovered).not.toBeNull();
      return await standing(next);
    } finally {
      next.close();
    }
  }

  /** Starts on a copy of the files as they are now. How the game is there; it goes on. */
  async function afterKill(copy: string): Promise<string> {
    copyFiles(copy);
    const next = openSqliteStore({ folder: copy });
    try {
      expect(next.recovered).toBeNull();
      const found = await standing(next);
      await next.eventStore.append(batch(gameId, Number(found.split(' ')[1]), joined(9_000_000, 'Cara')));
      return found;
    } finally {
      next.close();
    }
  }

  async function goOnFrom(at: string): Promise<void> {
    const seq = Number(at.split(' ')[1]);
    await play('Ben', seq, seq + 1);
    expect(unseenMarks(db).size).toBe(0);
    store.close();
    const next = openSqliteStore({ folder: folder.path });
    expect(next.recovered).toBeNull();
    expect(await readAll(next.eventStore, gameId)).toHaveLength(seq + 1);
    next.close();
  }

  async function seqIn(backup: string): Promise<number | undefined> {
    const records = await store.restorer.read(backup);
    return records.find((record) => record.gameId === gameId)?.events.length;
  }
});

describe('a backup made during a restore', () => {
  it('holds nothing that nobody sees', async () => {
    await restore(short);
    const restoring = restore(long);
    while (unseenMarks(db).size === 0) await nextTurn();
    const backup = await take();
    await restoring;
    const text = readFileSync(join(folder.path, 'backups', backup), 'latin1');
    const [record] = await store.restorer.read(backup);
    expect([SHORT, LONG]).toContain(record?.events.length);
    expect(text.split('"name":"Anna"')).toHaveLength(record?.events.length ?? 0);
    expect(readdirSync(folder.path)).not.toContain('games.reserve');
  });
});
