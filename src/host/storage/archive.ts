/** What may be done with games that are kept: restored from a backup, written to a file, read from one. */
import { fold } from '../../game/evolve.ts';
import type { GameState } from '../../game/state.ts';
import { findStoredResponse } from '../rooms/find-stored-response.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { BackedUpGame } from './backups/backup-contents.ts';
import type { BackupFile } from './backups/backup-files.ts';
import { RestoreError } from './backups/restore.ts';
import type { IdKind, StoredResponse, IdempotencyKey } from './event-store.ts';
import { gameExport, type ExportNames } from './export/game-export.ts';
import { readGameExport } from './export/read-game-export.ts';
import { countNewIds, renumber } from './export/renumber.ts';
import type { SqliteStore } from './sqlite/sqlite-store.ts';

/** The answer, kept under the caller's key once the games are there; null: no key was sent. */
export interface ArchiveRequest {
  readonly key: IdempotencyKey | null;
  readonly answer: (games: readonly GameState[]) => StoredResponse;
}

export interface ListedBackup extends BackupFile {
  /** Null: the file is damaged. */
  readonly games: readonly BackedUpGame[] | null;
}

export interface Archive {
  /** Newest first, with what each one holds. */
  backups(): readonly ListedBackup[];
  /**
   * Makes one now; where nothing happened since the newest one, that is it. Null: there is no game yet. Rejects with
   * `StorageError`.
   */
  backUp(): Promise<ListedBackup | null>;
  /**
   * Puts one game, or with null all of the host, back to what the backup holds. What is there now is backed up before.
   * Done once under a key. Rejects with `RestoreError` or `StorageError`; the games stay as they are then.
   */
  restore(name: string, code: string | null, request: ArchiveRequest): Promise<StoredResponse>;
  /** A game's file, line by line. */
  exportGame(room: Room, names: ExportNames): AsyncIterable<string>;
  /** Makes a new game of a file's text, once under a key. Rejects with `ImportError` or `StorageError`; nothing was made then. */
  importGame(text: string, request: ArchiveRequest): Promise<StoredResponse>;
}

export interface ArchiveOptions {
  readonly store: Pick<SqliteStore, 'eventStore' | 'backups' | 'restorer'>;
  readonly rooms: Pick<Rooms, 'all' | 'replace' | 'freeCode'>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Told of a backup after a restore that could not be made. */
  readonly report: (message: string, error: unknown) => void;
}

export function createArchive({ store, rooms, now, report }: ArchiveOptions): Archive {
  const { eventStore, backups, restorer } = store;
  const toListed = (backup: BackupFile): ListedBackup => ({
    ...backup,
    games: restorer.contents(backup.name),
  });

  const nextIds = async (kind: IdKind, count: number): Promise<readonly number[]> => {
    const ids: number[] = [];
    while (ids.length < count) ids.push(await eventStore.nextId(kind));
    return ids;
  };

  return {
    backups: () => backups.list().map(toListed),
    async backUp() {
      const backup = (await backups.take('asked')) ?? backups.list()[0];
      return backup === undefined ? null : toListed(backup);
    },
    async restore(name, code, { key, answer }) {
      const earlier = await findStoredResponse(eventStore, key);
      if (earlier !== null) return earlier;
      const backedUp = restorer.read(name);
      const records = code === null ? backedUp : backedUp.filter(({ state }) => state.code === code);
      if (records.length === 0)
        throw new RestoreError(
          'gone',
          `This backup does not hold ${code ?? 'any game'}. Choose another one.`,
        );
      await backups.take('before-restore');
      const response = answer(records.map(({ state }) => state));
      const ids = records.map(({ gameId }) => gameId);
      const present = rooms.all().map(({ state }) => state.gameId);
      const replaced = code === null ? [...new Set([...present, ...ids])] : ids;
      const stored = await rooms.replace({
        gameIds: replaced,
        key,
        async step() {
          restorer.restore({ replaced, records, answer: key === null ? null : { key, response } });
          return response;
        },
      });
      // The newest backup is of what is there now: a recovery goes on from the newest one.
      backups
        .take('after-restore')
        .catch((error: unknown) => report('no backup could be made after a restore', error));
      return stored;
    },
    exportGame({ state: { gameId, seq } }, names) {
      return gameExport(eventStore.read(gameId, 0), { names, exportedAt: now(), count: seq });
    },
    async importGame(text, { key, answer }) {
      const read = readGameExport(text);
      const [first] = read;
      const wanted = first?.event.type === 'game_created' ? first.event.code : '';
      const counts = countNewIds(read);
      const gameId = await eventStore.nextId('game');
      return rooms.replace({
        gameIds: [gameId],
        key,
        async step() {
          const events = renumber(read, {
            gameId,
            code: await rooms.freeCode(wanted),
            participants: await nextIds('participant', counts.participants),
            challenges: await nextIds('challenge', counts.challenges),
          });
          const response = answer([fold(events)]);
          const responses = key === null ? [] : [{ key, response }];
          await eventStore.append({ gameId, expectedSeq: 0, events, responses, usedTickets: [] });
          return response;
        },
      });
    },
  };
}
