/** Runs in a process with a file size limit: writes until the disk refuses, then prints what is stored. */
import type { ErrorKind } from '../../../protocol/host-warnings.ts';
import { StorageError } from '../event-store.ts';
import { batch, createGame, readAll, requested } from '../events.fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';

/** Stops here if no write fails. */
const MAX_EVENTS = 50_000;

export interface WriteRefused {
  readonly gameId: number;
  /** Seq of the last event whose append returned. */
  readonly acknowledged: number;
  readonly message: string;
  /** Seq of the last event that can be read afterwards. */
  readonly read: number;
  readonly health: ErrorKind | null;
}

// The kernel also sends a signal, which would end the process.
process.on('SIGXFSZ', () => undefined);
const { eventStore, health } = openSqliteStore({ folder: process.argv[2] ?? '' });
const gameId = await createGame(eventStore);
let acknowledged = 1;
let message = '';
while (message === '' && acknowledged < MAX_EVENTS) {
  try {
    await eventStore.append(batch(gameId, acknowledged, requested(acknowledged)));
    acknowledged += 1;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    message = error.message;
  }
}
const read = (await readAll(eventStore, gameId)).length;
const refused: WriteRefused = { gameId, acknowledged, message, read, health: health.current() };
process.stdout.write(JSON.stringify(refused));
