/** A newer program, with an extra setting, exercise field and event, can open earlier games; this one leaves the newer data alone. */
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
import { shortOrAll } from '../../../scripts/long-form.fixtures.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { ImportError } from './export/import-error.ts';
import { LOCK_FILE } from './folders/folder-lock.ts';
import { FROZEN_CODE, importInto, openHost, WITHOUT_KEY, type ContinuedGame } from './frozen-game.harness.ts';
import { NewerDatabaseError } from './open-error.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FROZEN = join(import.meta.dirname, 'frozen');
const GAMES = readFileSync(join(FROZEN, 'games.json'), 'utf8');

/**
 * Every edit that storage and exports need. Nothing else there names a field: rows, defaults, limits, pseudonyms and new ids follow.
 * What no longer compiles is the code that uses the new field: the wire format, and whatever creates exercises.
 */
const EDITS: readonly { readonly file: string; readonly before: string; readonly put: string }[] = [
  // A setting: its values, that it is not about a person, and its value in earlier games; then its value in new games.
  {
    file: 'src/game/event-fields.ts',
    before: '  timers: requiredField(',
    put: "  music: requiredField(Bool, 'plain', false),\n",
  },
  { file: 'src/game/state.ts', before: '  timers: true,', put: '  music: true,\n' },
  // A field of an exercise that is about a person.
  {
    file: 'src/game/event-fields.ts',
    before: '  target: requiredField(',
    put: "  coach: requiredField(TypedText, 'private', 'nobody'),\n",
  },
  // An event, and its effect on a game.
  {
    file: 'src/game/event-fields.ts',
    before: '  game_reopened: {',
    put: "  bell_rung: { by: requiredField(Id, 'participant_id') },\n",
  },
  {
    file: 'src/game/evolve.ts',
    before: "    case 'team_changed':",
    put: "    case 'bell_rung':\n      return state;\n",
  },
];
const EXERCISE = { type: 'squats', description: '20 Squats', target: 20, coach: 'Carla' };
const BELL = { type: 'bell_rung', by: 2 };

const program = temporaryFolder();
const evenings = temporaryFolder();
const folder = temporaryFolder();
const continued = new Map<string, { readonly before: ContinuedGame; readonly after: ContinuedGame }>();
/** The oldest of them goes through every step that the others go through. */
const DATABASES = shortOrAll([
  'database-1.sqlite3',
  'database-2.sqlite3',
  'database-3.sqlite3',
  'database-4.sqlite3',
  'database-5.sqlite3',
  'database-7.sqlite3',
]);
const folderOf = (name: string) => join(evenings.path, name);

beforeAll(async () => {
  copyAndEditProgram();
  for (const name of DATABASES) {
    mkdirSync(folderOf(name));
    copyFileSync(join(FROZEN, name), join(folderOf(name), DATABASE_FILE));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(program.path, 'src/host/continue-game.harness.ts'),
        folderOf(name),
        JSON.stringify(EXERCISE),
        JSON.stringify(BELL),
      ],
      { maxBuffer: 16 * 1024 * 1024 },
    );
    continued.set(name, JSON.parse(stdout) as { before: ContinuedGame; after: ContinuedGame });
  }
}, 180_000);
afterEach(() => folder.dispose());
afterAll(() => {
  program.dispose();
  evenings.dispose();
});

function copyAndEditProgram(): void {
  for (const room of ['game', 'protocol', 'host'])
    cpSync(join(ROOT, 'src', room), join(program.path, 'src', room), { recursive: true });
  writeFileSync(join(program.path, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(program.path, 'node_modules'), 'junction');
  for (const { file, before, put: inserted } of EDITS) {
    const path = join(program.path, file);
    const [head = '', tail, ...more] = readFileSync(path, 'utf8').split(before);
    if (tail === undefined || more.length > 0) throw new Error(`${file} has no single "${before}".`);
    writeFileSync(path, head + inserted + before + tail);
  }
}

/** Every file below the folder with a hash of its bytes, but for the lock of whoever looks at it. */
function bytesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== LOCK_FILE)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
    .toSorted();
}

/** The frozen games as the newer program reads them. */
function gamesWithNewFields(): unknown {
  const games: unknown = JSON.parse(GAMES, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('timers' in value) return { ...value, music: false };
    return 'target' in value ? { ...value, coach: 'nobody' } : value;
  });
  return games;
}

const sentence =
  /^.+ was written by a newer version of this program \(.+\): update this program, or choose another data folder\.$/;

describe.each(DATABASES)('%s in a newer program', (name) => {
  const of = () => {
    const found = continued.get(name);
    if (found === undefined) throw new Error('The game was not continued.');
    return found;
  };

  it('opens with the defaults for earlier games, and nothing counts as damaged', async () => {
    const { before, after } = of();
    expect(before.opened).toEqual(gamesWithNewFields());
    expect([...before.recovered, ...after.recovered]).toEqual([null, null, null, null]);
  });

  it('can be continued, restored and reopened', async () => {
    for (const { playedOn, restored, reopened } of Object.values(of())) {
      expect([restored, reopened]).toEqual([playedOn, playedOn]);
      expect(JSON.stringify(playedOn)).toContain('"coach":"Carla"');
    }
  });

  it('can be exported, without private fields unless asked for, and imported', async () => {
    const { exported, pseudonymised, imported } = of().after;
    expect(exported).toMatch(/"music":false.*bell_rung/s);
    expect(exported).toContain('Carla');
    expect(pseudonymised).toContain('bell_rung');
    expect(pseudonymised).not.toContain('Carla');
    expect(imported.map(({ settings }) => settings)).toMatchObject([{ music: false }, { music: false }]);
  });

  it('is then refused by this program with one sentence, and left unchanged', async () => {
    const before = bytesIn(folderOf(name));
    expect(() => openSqliteStore({ folder: folderOf(name) })).toThrow(NewerDatabaseError);
    expect(() => openSqliteStore({ folder: folderOf(name) })).toThrow(sentence);
    expect(bytesIn(folderOf(name))).toEqual(before);
  });
});

describe('data from a newer program', () => {
  const [name = ''] = DATABASES;
  const BACKUP = 'games-2026-06-12T18-30-00-000Z-play.sqlite3';
  const backup = () => join(folder.path, 'backups', BACKUP);

  /** A backup as the newer program makes it: a single file. */
  function putBackup(): void {
    mkdirSync(join(folder.path, 'backups'), { recursive: true });
    copyFileSync(join(folderOf(name), DATABASE_FILE), backup());
    const db = new Database(backup());
    db.pragma('journal_mode = DELETE');
    db.close();
  }

  function damage(path: string, where: string): void {
    const db = new Database(path);
    expect(db.prepare(`update events set body = 'torn' where ${where}`).run().changes).toBe(1);
    db.close();
  }

  function keepOnlyTheFrozenGame(path: string): void {
    const db = new Database(path);
    for (const table of ['tickets', 'ticks', 'outcomes', 'events', 'games'])
      db.prepare(`delete from ${table} where game_id <> 1`).run();
    db.close();
  }

  it('cannot be imported: one sentence, and no game', async () => {
    const host = await openHost(folder.path);
    const { exported, pseudonymised } = continued.get(name)?.after ?? { exported: '', pseudonymised: '' };
    for (const text of [exported, pseudonymised]) {
      await expect(importInto(host, text)).rejects.toThrow(ImportError);
      await expect(importInto(host, text)).rejects.toThrow(
        /^A newer version of this program wrote the file: update this program, then import it again\.$/,
      );
    }
    expect(host.rooms.all()).toEqual([]);
    await host.close();
  });

  it('is listed as a backup, but cannot be restored, and is left unchanged', async () => {
    putBackup();
    copyFileSync(join(FROZEN, 'database-3.sqlite3'), join(folder.path, DATABASE_FILE));
    const before = readFileSync(backup());
    const host = await openHost(folder.path);
    expect((await host.archive.backups())[0]?.games?.map(({ code }) => code)).toContain(FROZEN_CODE);
    await expect(host.archive.restore(BACKUP, null, WITHOUT_KEY)).rejects.toThrow(
      /^A newer version of this program made this backup: update this program, then restore it\.$/,
    );
    await host.close();
    expect(readFileSync(backup()).equals(before)).toBe(true);
    expect(readdirSync(join(folder.path, 'backups'))).toEqual([BACKUP]);
  });

  it('is not salvaged even if it is damaged: events that only the newer program can read would be lost', async () => {
    mkdirSync(folder.path, { recursive: true });
    const path = join(folder.path, DATABASE_FILE);
    copyFileSync(join(folderOf(name), DATABASE_FILE), path);
    keepOnlyTheFrozenGame(path);
    damage(path, 'seq = 1');
    const before = bytesIn(folder.path);
    expect(() => openSqliteStore({ folder: folder.path })).toThrow(sentence);
    expect(bytesIn(folder.path)).toEqual(before);
  });

  it('is not displaced by a new database if its own is missing', () => {
    putBackup();
    const before = bytesIn(folder.path);
    expect(() => openSqliteStore({ folder: folder.path })).toThrow(sentence);
    expect(bytesIn(folder.path)).toEqual(before);
  });

  it('is not skipped for an older backup when the database is damaged', async () => {
    putBackup();
    const path = join(folder.path, DATABASE_FILE);
    copyFileSync(join(FROZEN, 'database-7.sqlite3'), path);
    damage(path, 'game_id = 1 and seq = 9');
    const before = bytesIn(folder.path);
    expect(() => openSqliteStore({ folder: folder.path })).toThrow(sentence);
    expect(bytesIn(folder.path)).toEqual(before);
  });
});

it('the edits are in three files', async () => {
  expect(new Set(EDITS.map(({ file }) => file))).toEqual(
    new Set(['src/game/event-fields.ts', 'src/game/state.ts', 'src/game/evolve.ts']),
  );
});
