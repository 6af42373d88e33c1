/** Issues ids for games, participants and challenges from memory; the highest are stored with the events that use them. */
import { randomInt } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { checksumOf, requireChecksum } from '../checksum.ts';
import type { IdKind } from '../event-store.ts';
import { NO_ISSUED_IDS_FILE, type HighestIds, type IssuedIdsFile } from './issued-ids-file.ts';
import type { Transactions } from './transactions.ts';

export const ID_KINDS: readonly IdKind[] = ['game', 'participant', 'challenge'];

/** More than are issued in many evenings, and little of what a number holds. */
const LONGEST_LEAP = 2 ** 40;

/**
 * How many ids to skip where some may have been issued in lost events: a lost seat's token must not be valid for a new seat. Nobody
 * knows how many that were, nor whether as many were lost from here before, so it is somewhere else each time.
 */
export const leap = (): number => randomInt(1_000, LONGEST_LEAP);

export interface Ids {
  /** The highest id of its kind that was ever issued; 0 before the first. */
  last(kind: IdKind): number;
  /** The next id of its kind. */
  next(kind: IdKind): number;
  /** Never issues an id up to `id` again. */
  skipTo(kind: IdKind, id: number): void;
  /** Stores the ids issued since the last commit; called inside the events' transaction. */
  write(): void;
  /** The transaction was committed. */
  committed(): void;
}

/** Reads the highest ids issued so far, as far as the database knows them. Throws `StorageError`. */
export function openIds(
  { db, read }: Transactions,
  issuedIds: Pick<IssuedIdsFile, 'cover'> = NO_ISSUED_IDS_FILE,
): Ids {
  const highWater = openHighWater(db);
  const stored = read(() => new Map(ID_KINDS.map((kind) => [kind, highWater.highest(kind)])));
  const handedOut = new Map(stored);
  const last = (kind: IdKind) => handedOut.get(kind) ?? 0;

  return {
    last,
    next(kind) {
      const id = last(kind) + 1;
      issuedIds.cover(kind, id);
      handedOut.set(kind, id);
      return id;
    },
    skipTo(kind, id) {
      if (id <= last(kind)) return;
      issuedIds.cover(kind, id);
      handedOut.set(kind, id);
    },
    write() {
      for (const [kind, id] of handedOut) if (id !== stored.get(kind)) highWater.raise(kind, id);
    },
    committed() {
      for (const [kind, id] of handedOut) stored.set(kind, id);
    },
  };
}

/** The highest id of each kind that was ever issued. */
export function highestOf(ids: Pick<Ids, 'last'>): HighestIds {
  return { game: ids.last('game'), participant: ids.last('participant'), challenge: ids.last('challenge') };
}

/** Never issues an id that a backup knows: the database may be an older one that somebody put in its place. */
export function skipIdsOf(backedUp: HighestIds, ids: Ids): void {
  if (ID_KINDS.every((kind) => backedUp[kind] <= ids.last(kind))) return;
  for (const kind of ID_KINDS) ids.skipTo(kind, Math.max(backedUp[kind], ids.last(kind)) + leap());
}

/** Never issues an id that the file beside the database knows; if nobody can tell which it knew, one far above all of them. */
export function skipIssuedIds({ atStart }: Pick<IssuedIdsFile, 'atStart'>, ids: Ids): void {
  for (const kind of ID_KINDS) ids.skipTo(kind, atStart?.[kind] ?? ids.last(kind) + leap());
}

export interface HighWaterRow {
  readonly kind: string;
  readonly id: number;
  readonly checksum: number | null;
}

/** Throws `DamagedDataError`. */
export function requireIntactHighWater({ kind, id, checksum }: HighWaterRow): void {
  requireChecksum('high_water', [kind, id], checksum);
}

/** The highest ids that were ever written, of each kind. */
export function openHighWater(db: Database) {
  const find = db.prepare<[IdKind], HighWaterRow>('select kind, id, checksum from high_water where kind = ?');
  const put = db.prepare<[number, number, IdKind]>(
    'update high_water set id = ?, checksum = ? where kind = ?',
  );
  const highest = (kind: IdKind): number => {
    const row = find.get(kind);
    if (row === undefined) return 0;
    requireIntactHighWater(row);
    return row.id;
  };
  return {
    /** Throws `DamagedDataError`. */
    highest,
    /** Never lowers it; called inside a transaction. */
    raise(kind: IdKind, id: number): void {
      const raised = Math.max(id, highest(kind));
      put.run(raised, checksumOf(['high_water', kind, raised]), kind);
    },
  };
}
