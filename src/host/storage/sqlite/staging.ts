/**
 * Writes a whole game in many short transactions, so that nobody waits for it. Until the last one it is unfinished: nobody can see it,
 * and a start that finds it removes it.
 */
import type { LoggedEvent } from '../../../game/events.ts';
import { StorageError, type KeyedResponse } from '../event-store.ts';
import { importMark } from '../export/import-mark.ts';
import type { IdempotencyRow } from '../idempotency-row.ts';
import type { DiskRoom } from './disk-room.ts';
import type { RemoveGame } from './game-removal.ts';
import { openGameRows } from './game-rows.ts';
import type { HostResponseRows } from './host-responses.ts';
import type { Ids } from './ids.ts';
import { openRowsInSlices } from './rows-in-slices.ts';
import type { Transactions } from './transactions.ts';
import type { Wiper } from './wipe.ts';

/** More than most events take in the file. */
export const EVENT_BYTES = 256;

interface StagedGame {
  readonly gameId: number;
  /** Where its log will end. */
  readonly head: { readonly seq: number; readonly checksum: number | null };
}

export interface Staging {
  /** Throws `NoRoomError` if the disk has too little room for a game of so many bytes. */
  ensureRoom(bytes: number): void;
  /** Writes the game's events, unfinished. Its code is taken from now on. Rejects with `StorageError`, and with `ConflictError` where another host has taken the code; nothing is left then. */
  stage(
    gameId: number,
    code: string,
    events: readonly LoggedEvent[],
    outcomes?: readonly IdempotencyRow[],
  ): Promise<StagedGame>;
  /** Everyone can see the game once this resolves; durable with the response, and a mark of it. Rejects with `StorageError`. */
  publish(staged: StagedGame, answer: KeyedResponse | null): Promise<void>;
  /** Removes the game if it is unfinished. Leaves what cannot be removed now to the next start. */
  discard(gameId: number): Promise<void>;
}

export interface StagingOptions {
  readonly transactions: Transactions;
  readonly ids: Pick<Ids, 'write' | 'committed'>;
  readonly removeGame: RemoveGame;
  readonly room: DiskRoom;
  readonly hostResponses: Pick<HostResponseRows, 'claim'>;
  readonly wiper: Pick<Wiper, 'giveBackRoom'>;
}

export function openStaging({
  transactions,
  ids,
  removeGame,
  room,
  hostResponses,
  wiper,
}: StagingOptions): Staging {
  const { db, write } = transactions;
  const rows = openGameRows(db);
  const inSlices = openRowsInSlices(transactions);

  const discard = async (gameId: number): Promise<void> => {
    room.release(gameId);
    try {
      await removeGame(gameId);
      if (room.isShort()) wiper.giveBackRoom();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  };

  return {
    ensureRoom: (bytes) => room.ensure(bytes),
    async stage(gameId, code, events, outcomes = []) {
      // What an attempt left that lost its file.
      await discard(gameId);
      try {
        await room.hold(gameId, events.length * EVENT_BYTES);
        write(() => rows.insertUnfinishedGame(gameId, code));
        const checksum = await inSlices.insertEvents(gameId, events, null);
        await inSlices.insertAnswers(gameId, outcomes);
        return { gameId, head: { seq: events.at(-1)?.seq ?? 0, checksum } };
      } catch (error) {
        await discard(gameId);
        throw error;
      }
    },
    async publish({ gameId, head }, answer) {
      write(() => {
        rows.putHead(gameId, head);
        if (answer !== null) {
          rows.insertIdempotencyRecord(gameId, { ...answer.key, ...answer.response });
          hostResponses.claim({ key: answer.key, response: importMark(gameId) });
        }
        ids.write();
      });
      ids.committed();
      room.release(gameId);
    },
    discard,
  };
}
