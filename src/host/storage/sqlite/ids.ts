/** Issues ids for games, participants and challenges from memory; the highest are stored with the events that use them. */
import type { IdKind } from '../event-store.ts';
import type { Transactions } from './transactions.ts';

export const ID_KINDS: readonly IdKind[] = ['game', 'participant', 'challenge'];

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

/** Reads the highest ids issued so far. Throws `StorageError`. */
export function openIds({ db, read }: Transactions): Ids {
  const find = db.prepare<[IdKind], { id: number }>('select id from high_water where kind = ?');
  const raise = db.prepare<[number, IdKind]>('update high_water set id = max(id, ?) where kind = ?');
  const stored = read(() => new Map(ID_KINDS.map((kind) => [kind, find.get(kind)?.id ?? 0])));
  const handedOut = new Map(stored);
  const last = (kind: IdKind) => handedOut.get(kind) ?? 0;

  return {
    last,
    next(kind) {
      const id = last(kind) + 1;
      handedOut.set(kind, id);
      return id;
    },
    skipTo(kind, id) {
      handedOut.set(kind, Math.max(last(kind), id));
    },
    write() {
      for (const [kind, id] of handedOut) if (id !== stored.get(kind)) raise.run(id, kind);
    },
    committed() {
      for (const [kind, id] of handedOut) stored.set(kind, id);
    },
  };
}
