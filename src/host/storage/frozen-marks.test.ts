/** What earlier versions left unfinished when they were killed, and what they remember of imports and restores. See frozen/README.md. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { GameState } from '../../game/state.ts';
import { backupsFolder } from './backups/backup-files.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { FROZEN_CODE, openHost, toPlain, type PlainGame } from './frozen-game.harness.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';

const FROZEN = join(import.meta.dirname, 'frozen');
const GAMES = JSON.parse(readFileSync(join(FROZEN, 'games.json'), 'utf8')) as readonly PlainGame[];
/** The rows that are there, and nobody may see. */
const KILLED = [
  ['database-5-restoring.sqlite3', { events: 40, answers: 500 }],
  ['database-5-restored.sqlite3', { events: 350, answers: 1500 }],
  ['database-6-restoring.sqlite3', { events: 40, answers: 500 }],
] as const;
const MARKED = [...KILLED.map(([name]) => name), 'database-6.sqlite3'];
const SEEN = { events: 58, answers: 15 };
/** A name that nobody gave any game, and text that only unseen events have. */
const BACKUP = 'games-2026-06-12T18-09-00-000Z-play.sqlite3';
const UNSEEN_TEXT = 'Gleich Pause';
const EXPORT = readFileSync(join(FROZEN, 'export-1.jsonl'));

const folder = temporaryFolder();
afterEach(() => folder.dispose());

const file = () => join(folder.path, DATABASE_FILE);
function put(name: string): void {
  mkdirSync(folder.path, { recursive: true });
  copyFileSync(join(FROZEN, name), file());
}

/** All rows of game 1, whether anybody sees them or not. */
function rowsOf(path: string): typeof SEEN {
  const db = new Database(path, { readonly: true });
  const count = (table: string) =>
    Number(db.prepare(`select count(*) from ${table} where game_id = 1`).pluck().get());
  const found = { events: count('events'), answers: count('outcomes') };
  db.close();
  return found;
}

const under = (key: string) => ({
  key: { participantId: 0, key, requestHash: `hash of ${key}` },
  answer: (games: readonly GameState[]) => ({
    status: 201,
    body: games.map(({ code }) => code).join(' '),
    secretsOf: null,
  }),
});

describe.each(KILLED)('%s, whose host was killed during a restore', (name, unseen) => {
  it('is not damaged: it has its games, and nothing is left that nobody may see', async () => {
    put(name);
    expect(rowsOf(file())).toEqual({
      events: SEEN.events + unseen.events,
      answers: SEEN.answers + unseen.answers,
    });
    expect(readFileSync(file(), 'latin1')).toContain(UNSEEN_TEXT);
    const host = await openHost(folder.path);
    expect(host.store.recovered).toBeNull();
    expect(host.store.games.map(toPlain)).toEqual(GAMES);
    await host.close();
    expect(rowsOf(file())).toEqual(SEEN);
    expect(readFileSync(file(), 'latin1')).not.toContain(UNSEEN_TEXT);
  });

  it('is restored as a backup without them', async () => {
    mkdirSync(backupsFolder(folder.path), { recursive: true });
    const backup = join(backupsFolder(folder.path), BACKUP);
    copyFileSync(join(FROZEN, name), backup);
    const db = new Database(backup);
    db.pragma('journal_mode = DELETE');
    db.close();
    const host = await openHost(folder.path);
    await host.archive.restore(BACKUP, FROZEN_CODE, under('from a backup'));
    expect(host.rooms.all().map(({ state }) => toPlain(state))).toContainEqual(GAMES[0]);
    await host.close();
    // The answer to the restore has come.
    expect(rowsOf(file())).toEqual({ ...SEEN, answers: SEEN.answers + 1 });
  });
});

describe.each(MARKED)('%s remembers', (name) => {
  it('an import whose game was wiped: the same request does not bring it back, another one does', async () => {
    put(name);
    const host = await openHost(folder.path);
    await expect(host.archive.importGame(EXPORT, under('import'))).rejects.toThrow(
      'The game that came from this file is gone. Import the file again if you want it back.',
    );
    expect(host.rooms.all()).toHaveLength(2);
    expect((await host.archive.importGame(EXPORT, under('another'))).status).toBe(201);
    expect(host.rooms.all()).toHaveLength(3);
    await host.close();
  });

  it('a restore, which is not repeated, also once its game is wiped', async () => {
    put(name);
    const host = await openHost(folder.path);
    const again = () => host.archive.restore('a backup that is gone', 'WATE45', under('restore'));
    expect((await again()).body).toBe('WATE45');
    const room = await host.rooms.byCode('WATE45');
    if (room === null) throw new Error('The frozen game is gone.');
    await host.rooms.wipe(room);
    expect((await again()).body).toBe('');
    await host.close();
  });
});

it('an import whose answer alone was lost is answered with its game', async () => {
  const host = await openHost(folder.path);
  const { body: code } = await host.archive.importGame(EXPORT, under('import'));
  await host.close();
  const db = new Database(file());
  expect(db.prepare('delete from outcomes').run().changes).toBeGreaterThan(0);
  db.close();
  const next = await openHost(folder.path);
  expect((await next.archive.importGame(EXPORT, under('import'))).body).toBe(code);
  expect(next.rooms.all()).toHaveLength(1);
  await next.close();
});
