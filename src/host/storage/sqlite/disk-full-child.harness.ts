/** Runs in a process with a file size limit: writes until the disk refuses, then prints what is stored. */
import type { ErrorKind } from '../../../protocol/host-warnings.ts';
import { StorageError } from '../event-store.ts';
import { batch, createGame, readAll, requested } from '../events.fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';

/** Stops here if no write fails. */
const MAX_EVENTS = 50_000;
/** How often it tries again then. */
const MORE_TRIES = 6;

export interface WriteRefused {
  readonly gameId: number;
  /** Seq of the last event whose append returned. */
  readonly acknowledged: number;
  readonly message: string;
  /** What each of the tries after that was refused with. */
  readonly again: readonly string[];
  /** Seq of the last event that can be read afterwards. */
  readonly read: number;
  readonly health: ErrorKind | null;
  /** Everything that was thought to be wrong meanwhile. */
  readonly suspected: readonly (ErrorKind | null)[];
}

// The kernel also sends a signal, which would end the process.
process.on('SIGXFSZ', () => undefined);
const { eventStore, health } = openSqliteStore({ folder: process.argv[2] ?? '' });
const gameId = await createGame(eventStore);
let acknowledged = 1;
const suspected: (ErrorKind | null)[] = [];
health.watch((kind) => suspected.push(kind));

/** Why it was refused; empty if it was not. */
async function refusal(): Promise<string> {
  try {
    await eventStore.append(batch(gameId, acknowledged, requested(acknowledged)));
    acknowledged += 1;
    return '';
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return error.message;
  }
}

let message = '';
while (message === '' && acknowledged < MAX_EVENTS) message = await refusal();
const again: string[] = [];
while (again.length < MORE_TRIES) again.push(await refusal());
const read = (await readAll(eventStore, gameId)).length;
const refused: WriteRefused = {
  gameId,
  acknowledged,
  message,
  again,
  read,
  health: health.current(),
  suspected,
};
process.stdout.write(JSON.stringify(refused));
