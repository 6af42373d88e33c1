/**
 * Ids in hand. Whoever needs one does not wait for the database, and so keeps their place among those who come in the same instant:
 * what was tapped first is decided first.
 */
import { StorageError } from '../event-store.ts';

export const IDS_IN_A_BLOCK = 32;
const FEW = IDS_IN_A_BLOCK / 2;

export interface IdBlock {
  /** The next id. Rejects with `StorageError` if there is none left, and the database gives none. */
  next(): Promise<number>;
  /** Has ids in hand before anybody asks. Rejects with `StorageError`. */
  fill(): Promise<void>;
}

/** @param take takes as many new ids from the database: those that are never used are lost, which harms nobody */
export function createIdBlock(take: (count: number) => Promise<readonly number[]>): IdBlock {
  const ids: number[] = [];
  let filling: Promise<void> | null = null;

  const takeSome = async (): Promise<void> => {
    try {
      ids.push(...(await take(IDS_IN_A_BLOCK)));
    } finally {
      filling = null;
    }
  };
  const fill = () => (filling ??= takeSome());

  const fillAhead = async (): Promise<void> => {
    try {
      await fill();
    } catch (error) {
      // Whoever finds none left asks again, and hears of it.
      if (!(error instanceof StorageError)) throw error;
    }
  };

  return {
    fill,
    async next() {
      let id = ids.shift();
      while (id === undefined) {
        await fill();
        id = ids.shift();
      }
      if (ids.length < FEW) void fillAhead();
      return id;
    },
  };
}
