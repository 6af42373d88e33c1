/**
 * How far each game has come, in a file beside the database: SQLite takes a log that was cut off, or is gone, for a shorter one, and a
 * database that lacks its end looks sound. It holds no names. What is stored is written down within about a second, on nobody's way to
 * an answer; a game that is restored or wiped is taken out first, so that what is missing on purpose is missed by nobody. It also says
 * which games are wiped: an older copy of the database still has them.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { Cancel, Clock } from '../../time/clock.ts';
import { credibleNumber } from '../backups/backup-files.ts';
import { checksumOf } from '../checksum.ts';
import { StorageError } from '../event-store.ts';
import { syncFolder } from '../folders/data-folder.ts';
import { codeOf } from '../folders/error-code.ts';
import { placeFile } from '../folders/place-file.ts';
import { readFileIfThere } from '../folders/read-file.ts';
import { setAside } from '../folders/set-aside.ts';
import { IS_UNFINISHED, LAST_SEQ } from './event-columns.ts';
import { lastBackupNumber } from './settings.ts';

export const HEADS_FILE = 'heads.json';
/** Room for the games of a lifetime. */
const MAX_BYTES = 4_194_304;
const VERSION = 1;
/** Of the games that were wiped, as many are kept: the last ones. */
const WIPED_KEPT = 1_000;
/** It is written at most this often. */
const INTERVAL_MS = 1_000;

/** Where the log of a game ended when this was written: it never ends before that again. */
export interface KnownHead {
  readonly gameId: number;
  readonly code: string;
  /** Seq of its last event. */
  readonly seq: number;
  /** Of that event, which covers all before it. A migration that changes it has to remove this file. */
  readonly checksum: number | null;
}

/** What the file says. */
export interface KnownHeads {
  readonly games: readonly KnownHead[];
  /**
   * Of the last backup that the database knew of. One that knows of a later one is newer than the file, as after a version of the program
   * that has no such file: what is gone from it then is gone on purpose. Null: not written down.
   */
  readonly backupNumber: number | null;
}

/** A game that is wiped. No other one ever gets its id. */
export interface WipedGame {
  readonly gameId: number;
  /** Of its code, by which it differs from a game of another laptop; null: nobody knows it any more. */
  readonly checksum: number | null;
}

interface Contents extends KnownHeads {
  /** In the order in which they were wiped. */
  readonly wiped: readonly WipedGame[];
}

const Whole = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const StoredHeads = Type.Object({
  version: Type.Literal(VERSION),
  games: Type.Array(
    Type.Object({
      id: Whole,
      code: Type.String({ minLength: 1, maxLength: 64 }),
      seq: Whole,
      checksum: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  /** The first version of this file has none. */
  backup: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  /** Left out where nothing was wiped, as in the first versions. */
  wiped: Type.Optional(
    Type.Array(Type.Object({ id: Whole, checksum: Type.Union([Type.Integer(), Type.Null()]) }), {
      minItems: 1,
      maxItems: WIPED_KEPT,
    }),
  ),
  /** Of all games in this order, the backup, and what is wiped: a higher number would be taken for a loss. */
  checksum: Type.Integer(),
});
/** Compiled, because the file is looked at before each write, and may hold hundreds of games. */
const storedHeadsValidator = Compile(StoredHeads);

interface HeadsFile {
  /** Something was stored. */
  note(): void;
  /** Takes these games out, durably, and leaves them out until the returned function is called. */
  withhold(gameIds: readonly number[]): Cancel;
  /** The game is wiped: written down durably, as far as anything can be written. */
  addWiped(game: Pick<KnownHead, 'gameId' | 'code'>): void;
  /** From now on, durably, none of these counts as wiped, until the returned function is called: then those do again that are not stored. */
  bringBack(gameIds: readonly number[]): Cancel;
  /** Writes down the last of it. Call it before the database is closed. */
  close(): void;
}

interface HeadsFileOptions {
  readonly folder: string;
  /** Receives why the file cannot be used or written. */
  readonly notify: (line: string) => void;
  readonly clock: Pick<Clock, 'after'>;
  /** What is stored; null, or it throws `StorageError`: nobody can tell now, or the files there belong to somebody else. */
  readonly heads: () => KnownHeads | null;
  /** Games of which a wipe was not finished: they may not be written down as wiped yet. */
  readonly unfinishedWipes?: readonly number[];
}

/** What the file has to say of an open database. Throws SQLite's error and `DamagedDataError`. */
export function knownHeadsOf(db: Database): KnownHeads {
  const heads = db.prepare<[], KnownHead>(
    `select game_id as gameId, code, ${LAST_SEQ} as seq, last_checksum as checksum from games
     where coalesce(not (${IS_UNFINISHED}), true) order by game_id`,
  );
  return { games: heads.all(), backupNumber: credibleNumber(lastBackupNumber(db)) };
}

/** Writes the file anew, from what is stored. A folder of an earlier version has none. It never keeps a host from starting. */
export function openHeadsFile({
  folder,
  notify,
  clock,
  heads,
  unfinishedWipes = [],
}: HeadsFileOptions): HeadsFile {
  const path = join(folder, HEADS_FILE);
  const withheld = new Map<number, number>();
  let wiped: readonly WipedGame[] = [];
  let written: string | null = null;
  let isFailureSaid = false;
  let cancel: Cancel | null = null;
  let isClosed = false;

  /** What was there and is none of ours is kept. */
  const makeRoom = () => {
    if (read(path).whyNot !== null) setAside(path);
  };

  /** Returns whether it is there. */
  const put = (text: string, isDurable: boolean): boolean => {
    try {
      placeFile(path, text, { isDurable, makeRoom });
      written = text;
      return true;
    } catch (error) {
      if (codeOf(error) === '') throw error;
      if (!isFailureSaid)
        notify(`How far the games have come cannot be written to ${path} (${codeOf(error)}).`);
      isFailureSaid = true;
      return false;
    }
  };

  /** Whatever keeps it from being read is on the desk already, and no reason to end. */
  const readHeads = () => {
    try {
      return heads();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      return null;
    }
  };

  /** Returns whether there is nothing more to write. */
  const write = (isDurable: boolean): boolean => {
    const stored = readHeads();
    if (stored === null) return false;
    const text = textOf({ ...without(stored, (gameId) => withheld.has(gameId)), wiped });
    if (text !== written) put(text, isDurable);
    return true;
  };

  const note = () => {
    // What was under way when it was closed may end after that.
    if (isClosed) return;
    cancel ??= clock.after(INTERVAL_MS, () => {
      cancel = null;
      if (!write(false)) note();
    });
  };

  /** What cannot be taken out of the file goes with it. */
  const takeOut = (gameIds: readonly number[]) => {
    const { contents: known } = read(path);
    const left = textOf({ ...without(known, (gameId) => gameIds.includes(gameId)), wiped });
    if (left === textOf(known) || put(left, true)) return;
    try {
      rmSync(path);
      syncFolder(folder);
      written = null;
    } catch (error) {
      if (codeOf(error) === '') throw error;
      notify(
        `${path} cannot be removed (${codeOf(error)}): the next start may miss what is gone on purpose.`,
      );
    }
  };

  const found = read(path);
  if (found.whyNot !== null)
    notify(`${path} ${found.whyNot}. Nobody can tell whether the games lack their ends.`);
  else written = textOf(found.contents);
  const stored = readHeads();
  // What is there by now is there on purpose: an earlier version of the program may have restored it.
  wiped = found.contents.wiped.filter((game) => stored?.games.some((one) => isSame(game, one)) !== true);
  const unlisted = unfinishedWipes.filter((id) => !wiped.some(({ gameId }) => gameId === id));
  wiped = lastOf([...wiped, ...unlisted.map((gameId) => ({ gameId, checksum: null }))]);
  write(true);

  return {
    note,
    withhold(gameIds) {
      for (const gameId of gameIds) withheld.set(gameId, (withheld.get(gameId) ?? 0) + 1);
      takeOut(gameIds);
      return () => {
        for (const gameId of gameIds) {
          const count = withheld.get(gameId) ?? 0;
          if (count > 1) withheld.set(gameId, count - 1);
          else withheld.delete(gameId);
        }
        note();
      };
    },
    addWiped({ gameId, code }) {
      const others = wiped.filter((game) => game.gameId !== gameId);
      wiped = lastOf([...others, { gameId, checksum: checksumOfCode(code) }]);
      put(textOf({ ...read(path).contents, wiped }), true);
    },
    bringBack(gameIds) {
      const brought = wiped.filter(({ gameId }) => gameIds.includes(gameId));
      if (brought.length === 0) return () => undefined;
      wiped = wiped.filter((game) => !brought.includes(game));
      takeOut(gameIds);
      return () => {
        const now = readHeads();
        // Nobody can tell now: what may have been brought back has to stay.
        if (now === null) return;
        const isStored = ({ gameId }: WipedGame) => now.games.some((game) => game.gameId === gameId);
        wiped = lastOf([...wiped, ...brought.filter((game) => !isStored(game))]);
        if (!write(true)) note();
      };
    },
    close() {
      isClosed = true;
      cancel?.();
      write(true);
    },
  };
}

/** What the file in the folder says; no games, if there is none that says so. */
export function knownHeadsIn(folder: string): KnownHeads {
  const { games, backupNumber } = read(join(folder, HEADS_FILE)).contents;
  return { games, backupNumber };
}

/** The games of which it says that they are wiped. */
export function wipedGamesIn(folder: string): readonly WipedGame[] {
  return read(join(folder, HEADS_FILE)).contents.wiped;
}

/** @param code null: nobody can tell, and ids are never issued twice */
export function isSame(wiped: WipedGame, game: { readonly gameId: number; readonly code: string | null }) {
  if (wiped.gameId !== game.gameId) return false;
  return wiped.checksum === null || game.code === null || wiped.checksum === checksumOfCode(game.code);
}

const checksumOfCode = (code: string) => checksumOf(['wiped', code]);
const lastOf = (wiped: readonly WipedGame[]) => wiped.slice(-WIPED_KEPT);

function without<Heads extends KnownHeads>(heads: Heads, isOut: (gameId: number) => boolean): Heads {
  return { ...heads, games: heads.games.filter(({ gameId }) => !isOut(gameId)) };
}

interface Found {
  readonly contents: Contents;
  /** Null: there is no file, or it can be used. */
  readonly whyNot: string | null;
}

/** As of a folder in which nothing has happened yet. */
const NOTHING: Contents = { games: [], backupNumber: 0, wiped: [] };

const unusable = (whyNot: string): Found => ({ contents: NOTHING, whyNot });

function read(path: string): Found {
  try {
    const file = readFileIfThere(path, MAX_BYTES);
    return file === null ? { contents: NOTHING, whyNot: null } : parsed(file.toString('utf8'));
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return unusable(codeOf(error) === 'ENOTFILE' ? 'is not a file' : `cannot be read (${codeOf(error)})`);
  }
}

function parsed(text: string): Found {
  const value = jsonOf(text);
  if (!storedHeadsValidator.Check(value)) return unusable(DAMAGED);
  const games = value.games.map(({ id, ...head }) => ({ gameId: id, ...head }));
  const wiped = (value.wiped ?? []).map(({ id, checksum }) => ({ gameId: id, checksum }));
  const contents = { games, backupNumber: value.backup ?? null, wiped };
  return value.checksum === checksumOfContents(contents) ? { contents, whyNot: null } : unusable(DAMAGED);
}

const DAMAGED = 'is damaged, or was written by a newer version';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function checksumOfContents({ games, backupNumber, wiped }: Contents): number {
  const fields = games.flatMap(({ gameId, code, seq, checksum }) => [gameId, code, seq, checksum]);
  const wipedFields = wiped.flatMap(({ gameId, checksum }) => [gameId, checksum]);
  return checksumOf([
    'heads',
    ...fields,
    ...(backupNumber === null ? [] : [backupNumber]),
    ...(wiped.length === 0 ? [] : ['wiped', ...wipedFields]),
  ]);
}

function textOf(contents: Contents): string {
  const { backupNumber: backup } = contents;
  const games = contents.games.map(({ gameId: id, code, seq, checksum }) => ({ id, code, seq, checksum }));
  const wiped = contents.wiped.map(({ gameId: id, checksum }) => ({ id, checksum }));
  const stored = {
    version: VERSION,
    games,
    ...(backup !== null && { backup }),
    ...(wiped.length > 0 && { wiped }),
  };
  return `${JSON.stringify({ ...stored, checksum: checksumOfContents(contents) })}\n`;
}
