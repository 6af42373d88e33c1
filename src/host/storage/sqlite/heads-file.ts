/**
 * How far each game has come, in a file beside the database: SQLite takes a log that was cut off, or is gone, for a shorter one, and a
 * database that lacks its end looks sound. It holds no names. What is stored is written down within about a second, on nobody's way to
 * an answer; a game that is restored or wiped is taken out first, so that what is missing on purpose is missed by nobody. It also says
 * which games are wiped: an older copy of the database still has them.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Cancel, Clock } from '../../time/clock.ts';
import { credibleNumber } from '../backups/backup-files.ts';
import { StorageError } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { overwriteFile } from '../folders/overwrite-file.ts';
import { placeFile } from '../folders/place-file.ts';
import { setAside } from '../folders/set-aside.ts';
import { IS_UNFINISHED, LAST_SEQ } from './event-columns.ts';
import {
  checksumOfCode,
  HEADS_FILE,
  headsFileText,
  isSame,
  readHeadsFile,
  WIPED_KEPT,
  type KnownHead,
  type KnownHeads,
  type WipedGame,
} from './known-heads.ts';
import { libraryRevisionIn } from './library-row.ts';
import { restoreNumbersIn } from './restore-numbers.ts';
import { lastBackupNumber } from './settings.ts';

/** It is written at most this often. */
const INTERVAL_MS = 1_000;

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
  const { last, games } = restoreNumbersIn(db);
  const heads = db.prepare<[], Omit<KnownHead, 'restore'>>(
    `select game_id as gameId, code, ${LAST_SEQ} as seq, last_checksum as checksum from games
     where coalesce(not (${IS_UNFINISHED}), true) order by game_id`,
  );
  return {
    games: heads.all().map((head) => ({ ...head, restore: games.get(head.gameId) ?? 0 })),
    backupNumber: credibleNumber(lastBackupNumber(db)),
    libraryRevision: libraryRevisionIn(db),
    restores: last,
  };
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
    if (readHeadsFile(path).whyNot !== null) setAside(path);
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
    const text = headsFileText({ ...without(stored, (gameId) => withheld.has(gameId)), wiped });
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

  /** Also where the disk is full: what the file says of other games, and of those that are wiped, is not given up for it. */
  const putAtAnyRate = (text: string): boolean => {
    if (put(text, true)) return true;
    try {
      if (!existsSync(path) || readHeadsFile(path).whyNot !== null || !overwriteFile(path, text))
        return false;
      written = text;
      return true;
    } catch (error) {
      if (codeOf(error) === '') throw error;
      return false;
    }
  };

  const takeOut = (gameIds: readonly number[]) => {
    const { contents: known } = readHeadsFile(path);
    const left = headsFileText({ ...without(known, (gameId) => gameIds.includes(gameId)), wiped });
    if (left === headsFileText(known) || putAtAnyRate(left)) return;
    notify(`${path} cannot be changed: the next start may miss what is gone on purpose.`);
  };

  const found = readHeadsFile(path);
  if (found.whyNot !== null)
    notify(`${path} ${found.whyNot}. Nobody can tell whether the games lack their ends.`);
  else written = headsFileText(found.contents);
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
      putAtAnyRate(headsFileText({ ...readHeadsFile(path).contents, wiped }));
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

const lastOf = (wiped: readonly WipedGame[]) => wiped.slice(-WIPED_KEPT);

function without<Heads extends KnownHeads>(heads: Heads, isOut: (gameId: number) => boolean): Heads {
  return { ...heads, games: heads.games.filter(({ gameId }) => !isOut(gameId)) };
}
