/** Backs up, restores, exports and imports games. */
import type { LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import { gameStateContradiction } from '../../game/game-contradiction.ts';
import type { GameState } from '../../game/state.ts';
import { answerOnce, findHostResponse, findStoredResponse } from '../rooms/find-stored-response.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { watchTakenUpAgain } from '../rooms/take-up-again.ts';
import { createTimeSlices, runInSlices, type Interruptible } from '../time/time-slices.ts';
import type { BackedUpGame } from './backups/backup-contents.ts';
import type { BackupFile } from './backups/backup-files.ts';
import { gamesRestored } from './backups/restore-mark.ts';
import { backupGone, clash, RestoreError } from './backups/restore.ts';
import { ConflictError, type IdKind, type StoredResponse, type IdempotencyKey } from './event-store.ts';
import { gameExport, type ExportNames } from './export/game-export.ts';
import { importedGame, importedGameGone } from './export/import-mark.ts';
import { readGameExport } from './export/read-game-export.ts';
import { countNewIds, renumber } from './export/renumber.ts';
import type { GameRecord } from './sqlite/game-record.ts';
import type { SqliteStore } from './sqlite/sqlite-store.ts';

/** The caller's idempotency key (null if none was sent) and the response to store under it. */
export interface ArchiveRequest {
  readonly key: IdempotencyKey | null;
  readonly answer: (games: readonly GameState[]) => StoredResponse;
}

interface RestoreRequest extends ArchiveRequest {
  /** Throws if the games are not as whoever asks knows them; called again right before they are replaced. */
  readonly assertMeant?: () => void;
}

interface ImportRequest extends ArchiveRequest {
  /** Whose the game will be; absent: the host's owner's. */
  readonly ownerId?: number;
}

export interface ListedBackup extends BackupFile {
  /** Null if the file is damaged. */
  readonly games: readonly BackedUpGame[] | null;
}

export interface Archive {
  /** Newest first, with each one's contents. */
  backups(): Promise<readonly ListedBackup[]>;
  /** The games in a backup; null if it is damaged or gone. */
  contentsOf(name: string): Promise<ListedBackup['games']>;
  /**
   * Makes a backup now, or returns the newest one if nothing has happened since. Null if there is neither a game nor a library yet.
   * Rejects with `StorageError`.
   */
  backUp(): Promise<ListedBackup | null>;
  /**
   * Restores one game from a backup, or every game if `code` is null. Backs up the current games first. Happens once per key.
   * Rejects with `RestoreError` or `StorageError`, or with what `assertMeant` throws; the games are then unchanged.
   */
  restore(name: string, code: string | null, request: RestoreRequest): Promise<StoredResponse>;
  /** The game's export file, line by line. */
  exportGame(room: Room, names: ExportNames): AsyncIterable<string>;
  /**
   * Creates a new game from an export file, once per key, also where the game is gone by now. Rejects with `ImportError` or
   * `StorageError`; nothing was created then.
   */
  importGame(file: Uint8Array, request: ImportRequest): Promise<StoredResponse>;
}

export interface ArchiveOptions {
  readonly store: Pick<
    SqliteStore,
    'eventStore' | 'hostResponses' | 'exerciseLibrary' | 'backups' | 'restorer' | 'staging'
  >;
  readonly rooms: Pick<Rooms, 'all' | 'read' | 'replace' | 'freeCode' | 'watch'>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Receives the error if the backup after a restore fails, or a planned end that has passed cannot be taken away. */
  readonly report: (message: string, error: unknown) => void;
}

export function createArchive({ store, rooms, now, report }: ArchiveOptions): Archive {
  const { eventStore, hostResponses, exerciseLibrary, backups, restorer, staging } = store;
  const takenUpAgain = watchTakenUpAgain(rooms, report);
  const toListed = async (backup: BackupFile): Promise<ListedBackup> => ({
    ...backup,
    games: await restorer.contents(backup.name),
  });

  const nextIds = async (kind: IdKind, count: number): Promise<readonly number[]> => {
    const ids: number[] = [];
    const slices = createTimeSlices();
    while (ids.length < count) {
      ids.push(await eventStore.nextId(kind));
      if (slices.isOver()) await slices.next();
    }
    return ids;
  };

  /** Null: there was no such restore. Another one, or a wipe, may have taken the answer to it along, but it is not repeated. */
  const answerToRestore = async ({ key, answer }: ArchiveRequest): Promise<StoredResponse | null> => {
    const earlier = await findStoredResponse(eventStore, key);
    if (earlier !== null) return earlier;
    const mark = await findHostResponse(hostResponses, key);
    if (mark === null) return null;
    const gameIds = gamesRestored(mark);
    const games = rooms.all().flatMap(({ state }) => (gameIds.includes(state.gameId) ? state : []));
    return { ...answer(games), isRepeat: true };
  };

  /** Null: there was no such import. Rejects with `ImportError` where its game is gone: a mere repetition does not bring it back. */
  const answerToImport = async ({ key, answer }: ArchiveRequest): Promise<StoredResponse | null> => {
    // Before the answer: another host may publish both in between, and its answer, not a new one, is then the one to give.
    const mark = await findHostResponse(hostResponses, key);
    const earlier = await findStoredResponse(eventStore, key);
    if (earlier !== null) return earlier;
    if (mark === null) return null;
    const gameId = importedGame(mark);
    // Read, not looked up: this may be asked while no other game can be opened.
    const made = await rooms.read(gameId);
    if (made === null) throw importedGameGone();
    return { ...answer([made]), isRepeat: true };
  };

  const importNow = async (file: Uint8Array, request: ImportRequest): Promise<StoredResponse> => {
    const { key, answer } = request;
    staging.ensureRoom(file.length);
    const read = await runInSlices(readGameExport(file));
    const [first] = read;
    const wanted = first?.event.type === 'game_created' ? first.event.code : '';
    const counts = await runInSlices(countNewIds(read));
    const ids = {
      gameId: await eventStore.nextId('game'),
      ownerId: request.ownerId,
      participants: await nextIds('participant', counts.participants),
      challenges: await nextIds('challenge', counts.challenges),
    };
    const { gameId } = ids;
    const stageAs = async (code: string) => {
      const events = await runInSlices(renumber(read, { ...ids, code }));
      const state = await runInSlices(foldInterruptibly(events));
      return { state, staged: await staging.stage(gameId, code, events) };
    };
    const { state, staged } = await rooms
      .freeCode(wanted)
      .then(stageAs)
      .catch(async (error: unknown) => {
        // Another host has taken the code meanwhile, perhaps for this very request.
        if (error instanceof ConflictError) return stageAs(await rooms.freeCode(wanted));
        throw error;
      });
    try {
      const imported = await rooms.replace({
        gameIds: () => [gameId],
        key,
        async step() {
          // The same request may have been quicker, and its game wiped meanwhile.
          const meanwhile = await answerToImport(request);
          if (meanwhile !== null) return meanwhile;
          const response = answer([state]);
          await staging.publish(staged, key === null ? null : { key, response });
          takenUpAgain.expect([gameId]);
          return response;
        },
      });
      await takenUpAgain.settle();
      return imported;
    } finally {
      // Where the key had a response by now, or publishing failed. A published game is not unfinished.
      await staging.discard(gameId);
    }
  };

  /**
   * What was wiped since the backup was read is in no backup any more, and stays wiped. Where somebody has removed the backup itself
   * meanwhile, nobody can tell.
   */
  const refuseWiped = async (name: string, records: readonly GameRecord[]): Promise<void> => {
    const held = await restorer.contents(name);
    if (held === null) throw backupGone();
    const wiped = records.find(({ gameId }) => !held.some((game) => game.gameId === gameId));
    if (wiped !== undefined) throw withoutGame(wiped.state.code);
  };

  const restoreNow: Archive['restore'] = async (name, code, request) => {
    const { key, answer, assertMeant } = request;
    const earlier = await answerToRestore(request);
    if (earlier !== null) return earlier;
    assertMeant?.();
    const backedUp = await restorer.read(name);
    const records = code === null ? backedUp : backedUp.filter(({ state }) => state.code === code);
    if (records.length === 0)
      throw code === null
        ? new RestoreError('backup_empty', 'This backup does not hold any game. Choose another one.')
        : withoutGame(code);
    for (const { state } of records) {
      const why = await runInSlices(gameStateContradiction(state));
      if (why !== null)
        throw new RestoreError(
          { reason: 'backup_game_impossible', params: { game_code: state.code } },
          `Game ${state.code} in this backup cannot be opened. ${why} Choose another one.`,
        );
    }
    await backups.take('before-restore');
    const response = answer(records.map(({ state }) => state));
    const ids = records.map(({ gameId }) => gameId);
    const stored = await rooms.replace({
      gameIds(open) {
        assertMeant?.();
        const same = restorer.sameGames(records.map(({ state }) => state));
        return [...new Set([...(code === null ? open : []), ...ids, ...same])];
      },
      key,
      async step(replaced) {
        const meanwhile = await answerToRestore(request);
        if (meanwhile !== null) return meanwhile;
        if (code !== null)
          for (const here of await eventStore.list()) {
            const other = records.find(({ gameId }) => gameId === here.gameId);
            if (other !== undefined && other.state.code !== here.code) throw clash(code, here.code);
          }
        await refuseWiped(name, records);
        // Once more, with the rooms closed: usually nothing was acknowledged since, and it does nothing.
        await backups.take('before-restore');
        await restorer.restore({ replaced, records, answer: key === null ? null : { key, response } });
        takenUpAgain.expect(ids);
        return response;
      },
    });
    await takenUpAgain.settle();
    // A recovery uses the newest backup, so that has to hold the restored games.
    backups
      .take('after-restore')
      .catch((error: unknown) => report('no backup could be made after a restore', error));
    return stored;
  };

  return {
    backups: () => Promise.all(backups.list().map(toListed)),
    contentsOf: (name) => restorer.contents(name),
    async backUp() {
      const made = await backups.take('asked');
      if (made !== null) return await toListed(made);
      // What is left of earlier games says nothing about now.
      if (rooms.all().length === 0 && (await exerciseLibrary.read()) === null) return null;
      const [newest] = backups.list();
      return newest === undefined ? null : await toListed(newest);
    },
    restore: (name, code, request) => backups.holding(name, () => restoreNow(name, code, request)),
    exportGame({ state: { gameId, seq } }, names) {
      return gameExport(eventStore.read(gameId, 0), { names, exportedAt: now(), count: seq });
    },
    importGame: (file, request) =>
      answerOnce(
        () => answerToImport(request),
        () => importNow(file, request),
      ),
  };
}

function* foldInterruptibly(events: readonly LoggedEvent[]): Interruptible<GameState> {
  let state: GameState | null = null;
  for (const logged of events) {
    state = evolve(state, logged);
    yield;
  }
  if (state === null) throw new Error('an exported game has events');
  return state;
}

function withoutGame(code: string): RestoreError {
  return new RestoreError(
    { reason: 'backup_without_game', params: { game_code: code } },
    `This backup does not hold ${code}. Choose another one.`,
  );
}
