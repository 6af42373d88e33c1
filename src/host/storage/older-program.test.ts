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
  edit('sqlite/migrate.ts', [new RegExp(`^ *'00${NEWEST}-.*\\.sql',\\n`, 'm'), '']);
  // Nor does it know the column.
  edit('sqlite/event-columns.ts', ["checksum, cause'", "checksum, null as cause'"]);
  edit('sqlite/sqlite-event-store.ts', ['select seq, cause from', 'select seq, null as cause from']);
  edit('sqlite/sqlite-event-store.ts', [' and cause is not null', '']);
  edit('sqlite/sqlite-event-store.ts', ['substr(cause, 1, ?)', "substr('', 1, ?)"]);
  edit('sqlite/game-rows.ts', ['checksum, cause)\n     values (?, ', 'checksum)\n     values (']);
  edit('backups/restored-events.ts', ["checksum, cause'", "checksum'"]);
  edit('backups/restored-events.ts', ['values (?, ', 'values (']);
});
afterEach(() => folder.dispose());
afterAll(() => program.dispose());

/** In the older program. */
function edit(name: string, [found, by]: readonly [string | RegExp, string]): void {
  const path = join(program.path, 'src/host/storage', name);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(found, by);
  if (after === before) throw new Error(`${String(found)} is not in ${name} any more.`);
  writeFileSync(path, after);
}

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
  ['a database', () => put('database-7.sqlite3')],
  [
    'one with a log beside it',
    () =>
      putKilled((work) => {
        copyFileSync(join(FROZEN, 'database-7.sqlite3'), join(work, DATABASE_FILE));
        const db = new Database(join(work, DATABASE_FILE));
        db.exec("update settings set value = value where name = 'port'");
        return db;
      }),
  ],
  [
    'one that only the log beside it says to be of this version',
    () =>
      putKilled((work) => {
        copyFileSync(join(FROZEN, 'database-6-restoring.sqlite3'), join(work, DATABASE_FILE));
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
  put('database-6.sqlite3');
  expect(await openWithOlder()).toBe('opened null');
  const host = await openHost(folder.path);
  expect(host.store.games.map(toPlain)).toEqual(GAMES);
  await host.close();
});
