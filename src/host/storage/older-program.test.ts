/** A program of the version before the last opens what this one has written: it says that it cannot, and changes nothing. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './events.fixtures.ts';
import { LOCK_FILE } from './folders/folder-lock.ts';
import { openHost, toPlain, type PlainGame } from './frozen-game.harness.ts';
import { DATABASE_FILE, openConnection } from './sqlite/connection.ts';
import { knownMigrations } from './sqlite/migrate.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FROZEN = join(import.meta.dirname, 'frozen');
const GAMES = JSON.parse(readFileSync(join(FROZEN, 'games.json'), 'utf8')) as readonly PlainGame[];
const NEWEST = knownMigrations().length;
/** Prints what an attempt to open the folder comes to. */
const OPEN = `
  import { openSqliteStore } from './src/host/storage/sqlite/sqlite-store.ts';
  try {
    const store = openSqliteStore({ folder: process.argv[1] });
    console.log('opened', JSON.stringify(store.recovered));
    store.close();
  } catch (error) {
    console.log(error.message);
  }`;

const program = temporaryFolder();
const folder = temporaryFolder();
const file = () => join(folder.path, DATABASE_FILE);

beforeAll(() => {
  for (const room of ['game', 'protocol', 'host'])
    cpSync(join(ROOT, 'src', room), join(program.path, 'src', room), { recursive: true });
  writeFileSync(join(program.path, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(program.path, 'node_modules'), 'junction');
  const path = join(program.path, 'src/host/storage/sqlite/migrate.ts');
  const before = readFileSync(path, 'utf8');
  const older = before.replace(new RegExp(`^ *'00${NEWEST}-.*\\.sql',\\n`, 'm'), '');
  if (older === before) throw new Error('The newest migration is not where it was.');
  writeFileSync(path, older);
});
afterEach(() => folder.dispose());
afterAll(() => program.dispose());

async function openWithOlder(): Promise<string> {
  const options = ['--input-type=module', '-e', OPEN, folder.path];
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: program.path });
  return stdout.trim();
}

/** Every file with a hash of its bytes, but for the lock of whoever looks at it. */
function everything(): readonly string[] {
  return readdirSync(folder.path)
    .filter((name) => name !== LOCK_FILE)
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder.path, name)))
          .digest('hex')}`,
    );
}

function put(name: string): void {
  mkdirSync(folder.path, { recursive: true });
  copyFileSync(join(FROZEN, name), file());
}

/** As a kill leaves it: what was written last is in the log beside the file. */
function putKilled(change: (work: string) => Database.Database): void {
  const work = temporaryFolder();
  mkdirSync(folder.path, { recursive: true });
  const db = change(work.path);
  for (const suffix of ['', '-wal']) copyFileSync(join(work.path, DATABASE_FILE) + suffix, file() + suffix);
  db.close();
  work.dispose();
}

const CASES: readonly (readonly [string, () => void])[] = [
  ['a database', () => put('database-6.sqlite3')],
  ['a database whose host was killed during a restore', () => put('database-6-restoring.sqlite3')],
  [
    'one with a log beside it',
    () =>
      putKilled((work) => {
        copyFileSync(join(FROZEN, 'database-6-restoring.sqlite3'), join(work, DATABASE_FILE));
        const db = new Database(join(work, DATABASE_FILE));
        db.exec("update settings set value = value where name = 'port'");
        return db;
      }),
  ],
  [
    'one that only the log beside it says to be of this version',
    () =>
      putKilled((work) => {
        copyFileSync(join(FROZEN, 'database-5-restoring.sqlite3'), join(work, DATABASE_FILE));
        return openConnection(work, () => undefined);
      }),
  ],
];

describe.each(CASES)('%s in a program of the version before', (_, putFiles) => {
  it('is refused with one sentence, and left unchanged', async () => {
    putFiles();
    const before = everything();
    const what = `database version ${NEWEST}, this one knows ${NEWEST - 1}`;
    expect(await openWithOlder()).toBe(
      `${file()} was written by a newer version of this program (${what}): update this program, or choose another data folder.`,
    );
    expect(everything()).toEqual(before);
    const host = await openHost(folder.path);
    expect(host.store.recovered).toBeNull();
    expect(host.store.games.map(toPlain)).toEqual(GAMES);
    await host.close();
  });
});

it('what the version before wrote is opened by both', async () => {
  put('database-5.sqlite3');
  expect(await openWithOlder()).toBe('opened null');
  const host = await openHost(folder.path);
  expect(host.store.games.map(toPlain)).toEqual(GAMES);
  await host.close();
});
