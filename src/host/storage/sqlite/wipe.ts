/** Removes every trace of a game from the database, its WAL and the backups. */
import type { Database } from 'better-sqlite3';
import { DisplacedError, StorageError, UnfinishedWipeError } from '../event-store.ts';
import type { FileScrubber } from './file-scrubber.ts';
import type { RemoveGame } from './game-removal.ts';
import { openGameRows } from './game-rows.ts';
import { openSettingRows, type SettingRow } from './settings.ts';
import type { Transactions } from './transactions.ts';

/** A setting that is present if the next start is to rewrite the file. */
const SCRUB_AT_START = 'scrub_at_start';
/** A setting that is present while traces of wiped games may remain in a file: the games' ids, comma-separated. */
const SCRUB_DUE = 'scrub_due';

/** The games whose wipe was not finished, as the settings of any of our databases say. */
export function unfinishedWipesIn(
  settings: readonly Pick<SettingRow, 'name' | 'value'>[],
): readonly number[] {
  return gamesNamedIn(settings.find(({ name }) => name === SCRUB_DUE)?.value ?? '');
}

/** Has the next start finish the wipes of these games in a database that has nothing of them, and in the backups. In a transaction. */
export function putUnfinishedWipes(db: Database, gameIds: readonly number[]): void {
  openSettingRows(db).put(SCRUB_DUE, gameIds.join(','));
}

/** The same of some more games, in a database that may still have rows of them, which are retired. In a transaction. */
export function addUnfinishedWipes(db: Database, gameIds: readonly number[]): void {
  const due = gamesNamedIn(openSettingRows(db).get(SCRUB_DUE) ?? '');
  putUnfinishedWipes(db, [...new Set([...due, ...gameIds])]);
}

function gamesNamedIn(value: string): number[] {
  return value === '' ? [] : value.split(',').map(Number);
}

/** Free pages that are worth rewriting the file for, while nobody waits: 8 MB. */
const MUCH_FREE_SPACE = 2_048;
/** Free pages that are not worth it on any disk: 1 MB. */
const LITTLE_FREE_SPACE = 256;
/** Pages that are rewritten before anybody notices: 4 MB. */
const QUICKLY_REWRITTEN = 1_024;

interface WipeOptions {
  /** What else the same game is called in the backups. */
  readonly otherIds?: readonly number[];
  /** What else belongs in the transaction that makes the game disappear. */
  readonly alsoWrite?: () => void;
  /** Called in the same turn in which the game disappears. */
  readonly onGone?: () => void;
}

export interface Wiper {
  /**
   * The game disappears in one transaction; its rows and their traces follow in slices. Safe to repeat after a failure, even if the
   * rows are already gone. Rejects with `StorageError`; with `UnfinishedWipeError` if the game is gone but traces remain.
   */
  wipe(gameId: number, options?: WipeOptions): Promise<void>;
  /** Has the next start remove traces of deleted rows from the database. Throws `StorageError`. */
  scrubAtNextStart(): void;
  /** Gives the disk back what rows that were removed have left, as far as nobody has to wait for it. Throws `StorageError`. */
  giveBackRoom(): void;
  /** The games whose wipe was interrupted, or is under way. Throws `StorageError`. */
  unfinished(): readonly number[];
  /** Finishes a wipe that was interrupted or is under way; true if there was one. Rejects with `StorageError`. */
  finish(): Promise<boolean>;
  /** The same at a start, at once, which also does what was put off until then. Throws `StorageError`. */
  finishAtStart(): boolean;
}

export interface WiperOptions {
  readonly transactions: Transactions;
  readonly scrubber: Pick<FileScrubber, 'scrub'>;
  readonly removeGame: RemoveGame;
  /** Rewrites the backups without these games. */
  readonly scrubBackups: (gameIds: readonly number[]) => Promise<void>;
  /** The same at once. */
  readonly scrubBackupsNow: (gameIds: readonly number[]) => void;
}

export function openWiper({
  transactions: { db, write, read, maintain },
  scrubber,
  removeGame,
  scrubBackups,
  scrubBackupsNow,
}: WiperOptions): Wiper {
  const rows = openGameRows(db);
  const settings = openSettingRows(db);
  let last: Promise<unknown> = Promise.resolve();

  const due = (): number[] | null => {
    const value = read(() => settings.get(SCRUB_DUE));
    return value === null ? null : gamesNamedIn(value);
  };

  /** A game that was wiped meanwhile stays due. Called inside a transaction. */
  const markDone = (gameIds: readonly number[]) => {
    const rest = (due() ?? []).filter((gameId) => !gameIds.includes(gameId));
    if (rest.length === 0) settings.remove(SCRUB_DUE);
    else settings.put(SCRUB_DUE, rest.join(','));
  };

  /** `secure_delete` only blanks rows. Pages that were split earlier may hold older copies, and so may backups. */
  const scrubDue = async (): Promise<boolean> => {
    const gameIds = due();
    if (gameIds === null) return false;
    for (const gameId of gameIds) await removeGame(gameId);
    await scrubber.scrub();
    if (gameIds.length > 0) await scrubBackups(gameIds);
    write(() => {
      markDone(gameIds);
      if (Number(db.pragma('freelist_count', { simple: true })) > MUCH_FREE_SPACE)
        settings.put(SCRUB_AT_START, '');
    });
    return true;
  };

  /** One at a time. */
  const finish = (): Promise<boolean> => {
    const done = last.then(scrubDue);
    last = done.catch(() => undefined);
    return done;
  };

  const rewriteFile = () =>
    maintain(() => {
      db.exec('vacuum');
      db.pragma('wal_checkpoint(TRUNCATE)');
    });

  return {
    async wipe(gameId, { otherIds = [], alsoWrite, onGone } = {}) {
      write(() => {
        rows.retire(gameId);
        alsoWrite?.();
        addUnfinishedWipes(db, [gameId, ...otherIds]);
      });
      onGone?.();
      try {
        await finish();
      } catch (cause) {
        // Once the file is rescued, the wipe is repeated.
        throw cause instanceof DisplacedError ? cause : unfinishedError(cause);
      }
    },
    scrubAtNextStart() {
      write(() => settings.put(SCRUB_AT_START, ''));
    },
    giveBackRoom() {
      const pages = (pragma: 'freelist_count' | 'page_count') => Number(db.pragma(pragma, { simple: true }));
      maintain(() => db.pragma('wal_checkpoint(TRUNCATE)'));
      const free = pages('freelist_count');
      if (free < LITTLE_FREE_SPACE) return;
      if (pages('page_count') - free > QUICKLY_REWRITTEN)
        return write(() => settings.put(SCRUB_AT_START, ''));
      rewriteFile();
    },
    unfinished: () => due() ?? [],
    finish,
    finishAtStart() {
      const gameIds = due();
      if (gameIds === null && read(() => settings.get(SCRUB_AT_START)) === null) return false;
      rewriteFile();
      if (gameIds !== null && gameIds.length > 0) read(() => scrubBackupsNow(gameIds));
      write(() => {
        settings.remove(SCRUB_DUE);
        settings.remove(SCRUB_AT_START);
      });
      return gameIds !== null;
    },
  };
}

function unfinishedError(cause: unknown): UnfinishedWipeError {
  const because = cause instanceof StorageError ? cause.message : '';
  return new UnfinishedWipeError(
    `The game is wiped, but traces of it are still on the disk. Start the host again to remove them. ${because}`,
    { cause },
  );
}
