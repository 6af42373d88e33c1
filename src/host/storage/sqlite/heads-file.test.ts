/** How far the games have come is written down seldom, on nobody's way to an answer, and whatever is in its place stops no start. */
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../time/manual-clock.fake.ts';
import { StorageError } from '../event-store.ts';
import { BASE_TIME, batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { canMount, makeDisk, type MountedDisk, noDisk } from '../mounted-disk.harness.ts';
import { openHeadsFile } from './heads-file.ts';
import {
  HEADS_FILE,
  isSame,
  knownHeadsIn,
  wipedGamesIn,
  type KnownHead,
  type KnownHeads,
} from './known-heads.ts';
import { openSqliteStore } from './sqlite-store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clock: ManualClock;
const notes: string[] = [];
const path = () => join(folder.path, HEADS_FILE);
const notify = (line: string) => void notes.push(line);
const head = (gameId: number, seq: number): KnownHead => ({
  gameId,
  code: `GAME0${gameId}`,
  seq,
  checksum: seq,
  restore: 0,
});

const headsOf = (games: readonly KnownHead[]): KnownHeads => ({
  games,
  backupNumber: 3,
  libraryRevision: 0,
  restores: 0,
});
const gamesIn = (place: string) => knownHeadsIn(place).games;

beforeEach(() => {
  folder = temporaryFolder();
  clock = createManualClock(BASE_TIME);
  notes.length = 0;
});
afterEach(() => folder.dispose());

const openStore = () => openSqliteStore({ folder: folder.path, now: () => BASE_TIME, clock, notify });
/** A new one takes its place with each write. */
const inode = () => statSync(path(), { bigint: true, throwIfNoEntry: false })?.ino;

describe('the file that says how far the games have come', () => {
  it('is not written by any command, and once in a second whatever happens in it', async () => {
    const store = openStore();
    const gameId = await createGame(store.eventStore);
    clock.advance(1_000);
    expect(gamesIn(folder.path)).toMatchObject([{ gameId, code: 'GAME01', seq: 1 }]);
    for (let second = 0; second < 3; second += 1) {
      const writes = new Set([inode()]);
      for (let step = 0; step < 50; step += 1) {
        const seq = 1 + second * 50 + step;
        await store.eventStore.append(batch(gameId, seq, joined(seq, 'Anna')));
        writes.add(inode());
        clock.advance(19);
        writes.add(inode());
      }
      expect(writes.size).toBe(1);
      clock.advance(50);
      expect(writes).not.toContain(inode());
      expect(gamesIn(folder.path)).toMatchObject([{ seq: 51 + second * 50 }]);
    }
    const last = inode();
    clock.advance(60_000);
    expect(inode()).toBe(last);
    store.close();
    expect(inode()).toBe(last);
  });

  it('has the last of it at a clean end, no name of anybody, and is the owner’s alone', async () => {
    const store = openStore();
    const gameId = await createGame(store.eventStore, 'Camp night');
    await store.eventStore.append(batch(gameId, 1, joined(1, 'Anna')));
    store.close();
    expect(gamesIn(folder.path)).toMatchObject([{ seq: 2 }]);
    expect(readFileSync(path(), 'utf8')).not.toMatch(/Anna|Camp/);
    expect(statSync(path()).mode & 0o077 & (process.platform === 'win32' ? 0 : 0o777)).toBe(0);
  });

  it('is not made in a folder without games', () => {
    openStore().close();
    expect(existsSync(path())).toBe(false);
  });

  it.each<[string, (text: string) => string]>([
    ['of another program', () => 'Dear diary'],
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, -20)],
    ['with a higher number', (text) => text.replace('"seq":1,', '"seq":100,')],
    ['with another backup', (text) => text.replace('"backup":0', '"backup":1')],
    ['without a game', (text) => text.replace(/"games":\[.*\]/, '"games":[]')],
    ['of a newer version', (text) => text.replace('"version":1', '"version":2')],
  ])('%s is kept aside, said in the log, and neither stops a start nor warns', async (_what, damaged) => {
    const before = openStore();
    await createGame(before.eventStore);
    before.close();
    const left = damaged(readFileSync(path(), 'utf8'));
    writeFileSync(path(), left);
    const store = openStore();
    expect(store.recovered).toBeNull();
    expect(notes.join('\n')).toContain(`${HEADS_FILE} is damaged`);
    expect(readFileSync(`${path()}.aside`, 'utf8')).toBe(left);
    expect(gamesIn(folder.path)).toMatchObject([{ seq: 1 }]);
    store.close();
  });

  it('stops nothing while what is stored cannot be read, and is written once it can', () => {
    let isReadable = false;
    const heads = () => {
      if (isReadable) return headsOf([head(1, 5)]);
      throw new StorageError('The disk fails.');
    };
    const file = openHeadsFile({ folder: folder.path, notify, clock, heads });
    file.note();
    clock.advance(5_000);
    expect(existsSync(path())).toBe(false);
    isReadable = true;
    clock.advance(1_000);
    expect(gamesIn(folder.path)).toEqual([head(1, 5)]);
    isReadable = false;
    file.note();
    file.close();
  });

  it('is left alone once it is closed, whatever ends only then', () => {
    let looks = 0;
    const heads = () => {
      looks += 1;
      return null;
    };
    const file = openHeadsFile({ folder: folder.path, notify, clock, heads });
    const release = file.withhold([1]);
    file.close();
    const before = looks;
    release();
    file.note();
    clock.advance(5_000);
    expect(looks).toBe(before);
  });

  it.skipIf(!canMount)(`is as it was where the disk has room for a part of it${noDisk}`, () => {
    const disk = makeDisk();
    disk.mount('size=256k');
    let stored = [head(1, 5)];
    const file = openHeadsFile({ folder: disk.path, notify, clock, heads: () => headsOf(stored) });
    const before = gamesIn(disk.path);
    stored = Array.from({ length: 500 }, (_, index) => head(index + 1, 5));
    disk.fill(8_192);
    for (let second = 0; second < 3; second += 1) {
      file.note();
      clock.advance(1_000);
    }
    expect(gamesIn(disk.path)).toEqual(before);
    expect(readdirSync(disk.path).toSorted()).toEqual(['filler', HEADS_FILE]);
    expect(notes.join('\n')).toContain('cannot be written');
    disk.dispose();
  });

  it.each<[string, readonly number[]]>([
    ['heads-1.json', []],
    ['heads-1-backup.json', []],
    ['heads-1-wiped.json', [5, 9]],
    ['heads-1-library.json', [5, 9]],
    ['heads-1-restored.json', [5, 9]],
  ])('of version 1 is understood for ever: %s', (frozen, wiped) => {
    copyFileSync(`${import.meta.dirname}/../frozen/${frozen}`, path());
    const { restores, games } = knownHeadsIn(folder.path);
    expect([restores, games[0]?.restore]).toEqual(frozen === 'heads-1-restored.json' ? [4, 2] : [0, 0]);
    const store = openStore();
    expect(store.recovered).toMatchObject({
      lostGames: ['ABC234', 'DEF567'],
      library: /library|restored/.test(frozen) ? 'lost' : 'incomplete',
    });
    store.close();
    expect(wipedGamesIn(folder.path).map(({ gameId }) => gameId)).toEqual(wiped);
    const [one] = wipedGamesIn(folder.path);
    expect(one === undefined || isSame(one, { gameId: 5, code: 'GHJ678' })).toBe(true);
    expect(one !== undefined && isSame(one, { gameId: 5, code: 'GHJ679' })).toBe(false);
  });
});

describe('games that are taken out', () => {
  it('are out at once, whatever is written meanwhile, and come back once all have let them go', () => {
    const stored = [head(1, 5), head(2, 7)];
    const file = openHeadsFile({ folder: folder.path, notify, clock, heads: () => headsOf(stored) });
    const releases = [file.withhold([1]), file.withhold([1, 2])];
    expect(gamesIn(folder.path)).toEqual([]);
    for (const left of [[], [head(2, 7)], stored]) {
      file.note();
      clock.advance(1_000);
      expect(gamesIn(folder.path)).toEqual(left);
      releases.pop()?.();
    }
    file.close();
  });

  describe.skipIf(!canMount)(`where the disk is full${noDisk}`, () => {
    let disk: MountedDisk;
    beforeEach(() => {
      disk = makeDisk();
      disk.mount('size=64k');
    });
    afterEach(() => disk.dispose());

    it('are out, and nothing else is: neither another game nor what was wiped, old or new', () => {
      let stored = [head(1, 5), head(2, 7)];
      const heads = () => headsOf(stored);
      const file = openHeadsFile({ folder: disk.path, notify, clock, heads });
      file.addWiped(head(9, 1));
      disk.fill();
      const release = file.withhold([1]);
      expect(gamesIn(disk.path)).toEqual([head(2, 7)]);
      expect(wipedGamesIn(disk.path).map(({ gameId }) => gameId)).toEqual([9]);
      expect(notes.join('\n')).toContain('cannot be written');
      stored = [head(2, 7)];
      file.addWiped(head(1, 5));
      release();
      clock.advance(1_000);
      expect(gamesIn(disk.path)).toEqual([head(2, 7)]);
      expect(wipedGamesIn(disk.path).map(({ gameId }) => gameId)).toEqual([9, 1]);
      file.close();
      expect(readdirSync(disk.path).toSorted()).toEqual(['filler', HEADS_FILE]);
      const next = openHeadsFile({ folder: disk.path, notify, clock, heads });
      expect(wipedGamesIn(disk.path).map(({ gameId }) => gameId)).toEqual([9, 1]);
      disk.makeRoom();
      next.addWiped(head(8, 5));
      expect(readFileSync(join(disk.path, HEADS_FILE), 'utf8')).not.toMatch(/ $/);
      next.close();
      expect(wipedGamesIn(disk.path).map(({ gameId }) => gameId)).toEqual([9, 1, 8]);
    });

    it('stay in where nothing can be written at all, and it is said what may follow', () => {
      const file = openHeadsFile({
        folder: disk.path,
        notify,
        clock,
        heads: () => headsOf([head(1, 5), head(2, 7)]),
      });
      disk.remount('ro');
      file.withhold([1]);
      expect(gamesIn(disk.path)).toHaveLength(2);
      expect(notes.join('\n')).toContain('may miss what is gone on purpose');
      disk.remount('rw');
    });

    it('do not take with them what somebody has put in the place of the file', () => {
      const file = openHeadsFile({ folder: disk.path, notify, clock, heads: () => headsOf([head(1, 5)]) });
      writeFileSync(join(disk.path, HEADS_FILE), 'Dear diary, '.repeat(100));
      disk.fill();
      file.withhold([1]);
      file.addWiped(head(1, 5));
      expect(readFileSync(join(disk.path, HEADS_FILE), 'utf8')).toBe('Dear diary, '.repeat(100));
    });
  });

  it('are not written back where the files belong to somebody else by now', () => {
    let stored: KnownHeads | null = headsOf([head(1, 5)]);
    const file = openHeadsFile({ folder: folder.path, notify, clock, heads: () => stored });
    stored = null;
    file.note();
    rmSync(path());
    clock.advance(5_000);
    expect(readdirSync(folder.path)).toEqual([]);
    stored = headsOf([head(1, 6)]);
    clock.advance(1_000);
    expect(knownHeadsIn(folder.path)).toEqual(stored);
    file.close();
  });
});

describe('what is wiped', () => {
  const wiped = () => wipedGamesIn(folder.path).map(({ gameId }) => gameId);
  const openFile = (heads: () => KnownHeads | null) =>
    openHeadsFile({ folder: folder.path, notify, clock, heads });

  it('is written down at once, for ever and without a code, the last thousand of it', () => {
    const file = openFile(() => headsOf([head(2_000, 5)]));
    for (let gameId = 1; gameId <= 1_002; gameId += 1) file.addWiped(head(gameId, 1));
    file.addWiped(head(500, 1));
    expect(wiped()).toHaveLength(1_000);
    expect(wiped().slice(0, 2)).toEqual([3, 4]);
    expect(wiped().slice(-2)).toEqual([1_002, 500]);
    expect(readFileSync(path(), 'utf8')).not.toContain('GAME0500');
    file.note();
    clock.advance(1_000);
    file.close();
    openFile(() => headsOf([head(2_000, 6)])).close();
    expect(wiped()).toHaveLength(1_000);
  });

  it('is no longer what is stored at a start: an earlier version has restored it', () => {
    const file = openFile(() => headsOf([]));
    for (const gameId of [1, 2]) file.addWiped(head(gameId, 1));
    file.close();
    openFile(() => headsOf([head(2, 5)])).close();
    expect(wiped()).toEqual([1]);
  });

  it('is not what was brought back, also where nobody can tell afterwards', () => {
    let stored: KnownHeads | null = headsOf([]);
    const file = openFile(() => stored);
    for (const gameId of [1, 2]) file.addWiped(head(gameId, 1));
    const release = file.bringBack([1, 2]);
    expect(wiped()).toEqual([]);
    stored = headsOf([head(2, 5)]);
    release();
    expect(wiped()).toEqual([1]);
    const releaseLater = file.bringBack([1]);
    stored = null;
    releaseLater();
    stored = headsOf([head(1, 5), head(2, 5)]);
    file.close();
    expect(wiped()).toEqual([]);
  });

  it('is believed only where the checksum fits', () => {
    const file = openFile(() => headsOf([]));
    file.addWiped(head(1, 1));
    file.close();
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('"id":1,', '"id":2,'));
    expect(wiped()).toEqual([]);
  });
});
