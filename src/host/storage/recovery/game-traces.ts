/**
 * What a damaged file still tells of its games: their ids and codes, also of those that cannot be read. Where SQLite finds no way to a
 * page, the page may still be in the file, or in a part of its log that SQLite passes over.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { storedGameIdsIn, unfinishedGameIdsIn } from '../sqlite/game-record.ts';

/** A game's code by its id; null: not even the code is known. */
export type GameTraces = ReadonlyMap<number, string | null>;

/** What the tables of a file tell. */
export interface ListedGames {
  readonly traces: GameTraces;
  /** Games that were being written or removed: nobody misses those. */
  readonly unfinished: ReadonlySet<number>;
  /** Whether the list of games could be read to its end. */
  readonly isWhole: boolean;
  /** The highest id of a game that was ever issued, as far as it says so. */
  readonly highestId: number;
}

/** Of a game that is there; damage may have made anything of it. */
const CODE = /^[0-9A-Z]{1,16}$/;
/** From both ends, and by the index of the codes: where one way is blocked, another may not be. */
const LISTS = [
  'select game_id as id, code from games order by game_id',
  'select game_id as id, code from games order by game_id desc',
  'select game_id as id, code from games order by code',
  'select game_id as id, code from games order by code desc',
] as const;

/** Of any of our databases, however damaged. */
export function listedGamesIn(db: Database): ListedGames {
  const unfinished = new Set(orElse([], () => unfinishedGameIdsIn(db)));
  const traces = new Map<number, string | null>();
  for (const id of orElse([], () => storedGameIdsIn(db))) if (isId(id)) traces.set(id, null);
  const read = LISTS.map((list) =>
    orElse(false, () => {
      for (const { id, code } of db.prepare<[], { id: number; code: string }>(list).iterate())
        if (isId(id) && CODE.test(code)) traces.set(id, code);
      return true;
    }),
  );
  for (const id of unfinished) traces.delete(id);
  const highest = db.prepare<[], { id: number | null }>(
    "select max(id) as id from high_water where kind = 'game'",
  );
  return {
    traces,
    unfinished,
    isWhole: read[0] === true,
    highestId: orElse(0, () => highest.get()?.id ?? 0),
  };
}

/** Whatever the table allows, a damaged row may hold something else. */
const isId = (id: unknown): boolean => Number.isSafeInteger(id) && Number(id) > 0;

function orElse<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return otherwise;
  }
}

/** The first event of a game, as it is in a row. */
const CREATED = /\{"type":"game_created","gameId":(?<id>[1-9]\d{0,15}),"code":"(?<code>[^"]{1,16})"/g;
const LONGEST_MATCH = 80;
const CHUNK = 4_194_304;

/** The games whose first event is anywhere in the file. Throws the file system's error. */
export function gamesInBytesOf(path: string): GameTraces {
  const traces = new Map<number, string>();
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return traces;
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(CHUNK);
    for (let at = 0, read = CHUNK; read === CHUNK; at += CHUNK - LONGEST_MATCH) {
      read = readSync(file, bytes, { position: at });
      for (const { groups } of bytes.toString('latin1', 0, read).matchAll(CREATED)) {
        const code = groups?.['code'] ?? '';
        if (CODE.test(code)) traces.set(Number(groups?.['id']), code);
      }
    }
  } finally {
    closeSync(file);
  }
  return traces;
}

/** All that a damaged backup tells of its games. Throws the file system's error. */
export function gamesInBackup(path: string): GameTraces {
  const listed = orElse(null, () => {
    const db = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    try {
      return listedGamesIn(db);
    } finally {
      db.close();
    }
  });
  const inBytes = [...gamesInBytesOf(path)].filter(([id]) => listed?.unfinished.has(id) !== true);
  return new Map([...inBytes, ...(listed?.traces ?? [])]);
}
