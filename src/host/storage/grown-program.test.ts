/** A program that grew by a setting, a field of an exercise and an event keeps the evenings from before; this one leaves its alone. */
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
import { ImportError } from './export/import-error.ts';
import { FROZEN_CODE, importInto, openHost, UNASKED, type LivedOn } from './frozen-game.harness.ts';
import { temporaryFolder } from './game-log.fixtures.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';
import { NewerDatabaseError } from './sqlite/open-error.ts';
import { openLog } from './sqlite/sqlite-store.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FROZEN = join(import.meta.dirname, 'frozen');
const GAMES = readFileSync(join(FROZEN, 'games.json'), 'utf8');

/**
 * All that has to be edited for the log, its files and its exports. Nothing else names a field: rows, defaults, limits, stand-ins and
 * new ids follow. What then does not compile is what uses the new thing: the wire, which says it its own way, and what makes exercises.
 */
const EDITS: readonly { readonly file: string; readonly before: string; readonly put: string }[] = [
  // A setting: its values, that it says nothing of a person, and what it was in games from before; then what new games get.
  {
    file: 'src/game/event-fields.ts',
    before: '  timers: field(',
    put: "  music: field(Truth, 'plain', false),\n",
  },
  { file: 'src/game/state.ts', before: '  timers: true,', put: '  music: true,\n' },
  // A field of an exercise that speaks of a person.
  {
    file: 'src/game/event-fields.ts',
    before: '  target: field(',
    put: "  coach: field(Words, 'private', 'nobody'),\n",
  },
  // An event, and what it does to a game.
  {
    file: 'src/game/event-fields.ts',
    before: '  game_reopened: {',
    put: "  bell_rung: { by: field(Id, 'participant_id') },\n",
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
const lived = new Map<string, { readonly before: LivedOn; readonly after: LivedOn }>();
const DATABASES = ['database-1.sqlite3', 'database-2.sqlite3', 'database-3.sqlite3'];
const eveningOf = (name: string) => join(evenings.path, name);

beforeAll(async () => {
  grow();
  for (const name of DATABASES) {
    mkdirSync(eveningOf(name));
    copyFileSync(join(FROZEN, name), join(eveningOf(name), DATABASE_FILE));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(program.path, 'src/host/continue-game.harness.ts'),
        eveningOf(name),
        JSON.stringify(EXERCISE),
        JSON.stringify(BELL),
      ],
      { maxBuffer: 16 * 1024 * 1024 },
    );
    lived.set(name, JSON.parse(stdout) as { before: LivedOn; after: LivedOn });
  }
}, 60_000);
afterEach(() => folder.dispose());
afterAll(() => {
  program.dispose();
  evenings.dispose();
});

function grow(): void {
  for (const room of ['game', 'protocol', 'host'])
    cpSync(join(ROOT, 'src', room), join(program.path, 'src', room), { recursive: true });
  writeFileSync(join(program.path, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(program.path, 'node_modules'), 'junction');
  for (const { file, before, put } of EDITS) {
    const path = join(program.path, file);
    const [head = '', tail, ...more] = readFileSync(path, 'utf8').split(before);
    if (tail === undefined || more.length > 0) throw new Error(`${file} has no single "${before}".`);
    writeFileSync(path, head + put + before + tail);
  }
}

/** Every file below the folder with a hash of its bytes. */
function bytesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
    .toSorted();
}

/** The frozen games as the grown program reads them. */
function grownGames(): unknown {
  const games: unknown = JSON.parse(GAMES, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('timers' in value) return { ...value, music: false };
    return 'target' in value ? { ...value, coach: 'nobody' } : value;
  });
  return games;
}

const sentence =
  /^.+ was written by a newer version of this program \(.+\): update this program, or choose another data folder\.$/;

describe.each(DATABASES)('an evening of %s in the grown program', (name) => {
  const of = () => {
    const found = lived.get(name);
    if (found === undefined) throw new Error('It did not live on.');
    return found;
  };

  it('opens with what was said to be true before, and nothing counts as damaged', async () => {
    const { before, after } = of();
    expect(before.opened).toEqual(grownGames());
    expect([...before.recovered, ...after.recovered]).toEqual([null, null, null, null]);
  });

  it('is played on, restored and opened again', async () => {
    for (const { playedOn, restored, reopened } of Object.values(of())) {
      expect([restored, reopened]).toEqual([playedOn, playedOn]);
      expect(JSON.stringify(playedOn)).toContain('"coach":"Carla"');
    }
  });

  it('is exported, with nothing private unless asked for, and read in', async () => {
    const { exported, hidden, imported } = of().after;
    expect(exported).toMatch(/"music":false.*bell_rung/s);
    expect(exported).toContain('Carla');
    expect(hidden).toContain('bell_rung');
    expect(hidden).not.toContain('Carla');
    expect(imported.map(({ settings }) => settings)).toMatchObject([{ music: false }, { music: false }]);
  });

  it('is then refused by this program with one sentence, and left as it is', async () => {
    const before = bytesIn(eveningOf(name));
    expect(() => openLog({ folder: eveningOf(name) })).toThrow(NewerDatabaseError);
    expect(() => openLog({ folder: eveningOf(name) })).toThrow(sentence);
    expect(bytesIn(eveningOf(name))).toEqual(before);
  });
});

describe('what the grown program wrote, here', () => {
  const [name = ''] = DATABASES;
  const BACKUP = 'games-2026-06-12T18-30-00-000Z-play.sqlite3';
  const backup = () => join(folder.path, 'backups', BACKUP);

  /** A backup as the grown program makes it: one file. */
  function putBackup(): void {
    mkdirSync(join(folder.path, 'backups'), { recursive: true });
    copyFileSync(join(eveningOf(name), DATABASE_FILE), backup());
    const db = new Database(backup());
    db.pragma('journal_mode = DELETE');
    db.close();
  }

  function spoil(path: string, where: string): void {
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

  it('is no file to import: one sentence, and no game', async () => {
    const host = await openHost(folder.path);
    const { exported, hidden } = lived.get(name)?.after ?? { exported: '', hidden: '' };
    for (const text of [exported, hidden]) {
      await expect(importInto(host, text)).rejects.toThrow(ImportError);
      await expect(importInto(host, text)).rejects.toThrow(
        /^A newer version of this program wrote the file: update this program, then import it again\.$/,
      );
    }
    expect(host.rooms.all()).toEqual([]);
    await host.close();
  });

  it('is listed among the backups, restored by nobody, and left as it is', async () => {
    putBackup();
    const before = readFileSync(backup());
    const host = await openHost(folder.path);
    expect(host.archive.backups()[0]?.games?.map(({ code }) => code)).toContain(FROZEN_CODE);
    await expect(host.archive.restore(BACKUP, null, UNASKED)).rejects.toThrow(
      /^A newer version of this program made this backup: update this program, then restore it\.$/,
    );
    await host.close();
    expect(readFileSync(backup()).equals(before)).toBe(true);
    expect(readdirSync(join(folder.path, 'backups'))).toEqual([BACKUP]);
  });

  it('is not salvaged when it is damaged besides: what the grown program can read behind would be lost', async () => {
    mkdirSync(folder.path, { recursive: true });
    const path = join(folder.path, DATABASE_FILE);
    copyFileSync(join(eveningOf(name), DATABASE_FILE), path);
    keepOnlyTheFrozenGame(path);
    spoil(path, 'seq = 1');
    const before = bytesIn(folder.path);
    expect(() => openLog({ folder: folder.path })).toThrow(sentence);
    expect(bytesIn(folder.path)).toEqual(before);
  });

  it('is not passed over for an older backup when the database is damaged', async () => {
    putBackup();
    const path = join(folder.path, DATABASE_FILE);
    copyFileSync(join(FROZEN, 'database-3.sqlite3'), path);
    spoil(path, 'game_id = 1 and seq = 9');
    const before = bytesIn(folder.path);
    expect(() => openLog({ folder: folder.path })).toThrow(sentence);
    expect(bytesIn(folder.path)).toEqual(before);
  });
});

it('the edits stand in three files', async () => {
  expect(new Set(EDITS.map(({ file }) => file))).toEqual(
    new Set(['src/game/event-fields.ts', 'src/game/state.ts', 'src/game/evolve.ts']),
  );
});
