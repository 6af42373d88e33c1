/** While one host has a folder, no other one takes its games over, whatever has become of its files. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batch, BASE_TIME, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { OpenError } from '../open-error.ts';
import { markIncomplete } from '../recovery/quarantine.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { chooseDataFolder } from './choose-data-folder.ts';
import { LOCK_FILE } from './folder-lock.ts';

const NAME = 'A name that takes some room';
const IN_BACKUP = 5;
const STORED = 10;
const parent = temporaryFolder();
const folder = join(parent.path, 'evenings');
const path = (name: string) => join(folder, name);
let first: SqliteStore;
let gameId: number;
let seq: number;

const open = () => openSqliteStore({ folder, now: () => BASE_TIME });

async function add(): Promise<void> {
  await first.eventStore.append(batch(gameId, seq, joined(100 + seq, NAME)));
  seq += 1;
}

beforeEach(async () => {
  first = open();
  gameId = await createGame(first.eventStore);
  seq = 1;
  while (seq < IN_BACKUP) await add();
  await first.backups.take('asked');
  while (seq < STORED) await add();
});
afterEach(() => {
  first.close();
  parent.dispose();
});

function withFlippedBit(name: string): void {
  const bytes = readFileSync(path(name));
  bytes[60] = (bytes[60] ?? 0) ^ 1;
  writeFileSync(path(name), bytes);
}

describe.skipIf(process.platform === 'win32')('a second host on the same folder', () => {
  it.each<[string, () => void]>([
    ['as it is', () => undefined],
    ['whose database was deleted', () => rmSync(path(DATABASE_FILE))],
    [
      'of which nothing but the backups is left',
      () => {
        for (const name of readdirSync(folder).filter((each) => each.startsWith(DATABASE_FILE)))
          rmSync(path(name));
      },
    ],
    ['whose database was emptied', () => truncateSync(path(DATABASE_FILE))],
    ['whose database was renamed', () => renameSync(path(DATABASE_FILE), path('mine'))],
    [
      'in which a folder has the name of the database',
      () => {
        rmSync(path(DATABASE_FILE));
        mkdirSync(path(DATABASE_FILE));
      },
    ],
    [
      'whose database was replaced by a backup',
      () => {
        const [backup = ''] = readdirSync(path('backups'));
        renameSync(path(`backups/${backup}`), path(DATABASE_FILE));
      },
    ],
    ['in whose WAL a bit was flipped', () => withFlippedBit(`${DATABASE_FILE}-wal`)],
    ['that is marked as incomplete', () => markIncomplete(folder)],
  ])('%s is refused, and the first goes on with everything', async (_how, damage) => {
    damage();
    expect(open).toThrow(/is in use: another host is running\. Close that one first\.$/);
    expect(open).toThrow(OpenError);
    await add();
    first.close();
    first = open();
    expect(await readAll(first.eventStore, gameId)).toHaveLength(seq);
  });

  it('is refused again once the first has noticed that its lock was removed', async () => {
    rmSync(path(LOCK_FILE));
    first.check();
    rmSync(path(DATABASE_FILE));
    expect(open).toThrow(/is in use/);
    await add();
    expect(await readAll(first.eventStore, gameId)).toHaveLength(seq);
  });

  it('is no better when it would only move the folder', async () => {
    rmSync(path(DATABASE_FILE));
    await expect(chooseDataFolder(null, join(parent.path, 'usual'), [folder])).rejects.toThrow(/is in use/);
    expect(readdirSync(parent.path)).toEqual(['evenings']);
  });
});

describe('the lock of a folder', () => {
  it('ends with its host, and is taken by the next one', async () => {
    first.close();
    first = open();
    expect(await readAll(first.eventStore, gameId)).toHaveLength(STORED);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'a file of somebody else',
      () => writeFileSync(path(LOCK_FILE), 'Kumbaya\n'.repeat(1_000)),
      /^host\.lock\.aside$/,
    ],
    ['a folder', () => mkdirSync(path(LOCK_FILE)), /^host\.lock\.aside$/],
  ])('is taken where %s has its name, and that is kept', (_what, occupy, kept) => {
    first.close();
    rmSync(path(LOCK_FILE));
    occupy();
    first = open();
    expect(open).toThrow(/is in use/);
    expect(readdirSync(folder).filter((name) => kept.test(name))).toHaveLength(1);
  });
});
