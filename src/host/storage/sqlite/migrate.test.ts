import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import {
  response,
  batch,
  createGame,
  created,
  joined,
  idempotencyRecord,
  logged,
  temporaryFolder,
} from '../events.fixtures.ts';
import { DATABASE_FILE } from './connection.ts';
import { knownMigrations, migrate } from './migrate.ts';
import { openSqliteStore } from './sqlite-store.ts';

const folder = temporaryFolder();

afterEach(() => folder.dispose());

/** A database of the first version, with a game, a player and a response under a key. */
function firstVersion(): void {
  const db = new Database(join(folder.path, DATABASE_FILE));
  migrate(db, knownMigrations().slice(0, 1));
  db.exec("insert into games (game_id, code) values (1, 'GAME01')");
  const event = db.prepare(
    'insert into events (game_id, seq, at, play_ms, caused_by, body) values (1, ?, ?, ?, ?, ?)',
  );
  for (const { seq, at, playMs, by, event: body } of [logged(1, created(1)), logged(2, joined(7, 'Anna'))])
    event.run(seq, at, playMs, by, JSON.stringify(body));
  const { key, response: stored } = response('tap', 'yes');
  db.prepare(
    `insert into outcomes (participant_id, key, game_id, request_hash, status, body, secrets_of)
     values (?, ?, 1, ?, ?, ?, ?)`,
  ).run(key.participantId, key.key, key.requestHash, stored.status, stored.body, stored.secretsOf);
  db.close();
}

it('a database of the first version opens with its game and responses, and can be continued', async () => {
  firstVersion();
  const lines: string[] = [];
  const store = openSqliteStore({ folder: folder.path, notify: (line) => lines.push(line) });
  expect(store.games.map(({ code, seq }) => [code, seq])).toEqual([['GAME01', 2]]);
  expect((await idempotencyRecord(store.eventStore, 1, 7, 'tap'))?.response.body).toBe('yes');
  await store.eventStore.append({ ...batch(1, 2, joined(8, 'Ben')), responses: [response('later', 'no')] });
  expect((await idempotencyRecord(store.eventStore, 1, 7, 'later'))?.response.body).toBe('no');
  await expect(
    store.eventStore.append({ ...batch(1, 3, joined(9, 'Cleo')), responses: [response('tap', 'twice')] }),
  ).rejects.toThrow('does not fit what is saved already');
  expect(lines).toEqual(['The database was upgraded from version 1 to 7.']);
  store.close();
});

it('a new folder has the newest version at once, without a message', async () => {
  const lines: string[] = [];
  const store = openSqliteStore({ folder: folder.path, notify: (line) => lines.push(line) });
  await createGame(store.eventStore);
  store.close();
  const db = new Database(join(folder.path, DATABASE_FILE));
  expect(db.pragma('user_version', { simple: true })).toBe(knownMigrations().length);
  expect(db.prepare("select value from settings where name = 'database_version'").pluck().get()).toBe(
    String(knownMigrations().length),
  );
  expect(lines).toEqual([]);
  db.close();
});
