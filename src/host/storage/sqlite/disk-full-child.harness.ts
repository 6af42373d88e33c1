/** For tests, in a process whose files may not grow beyond a limit: writes until the disk refuses, then says what is left. */
import type { ErrorKind } from '../../../protocol/host-warnings.ts';
import { StorageError } from '../event-store.ts';
import { batch, begin, readAll, requested } from '../game-log.fixtures.ts';
import { openLog } from './sqlite-store.ts';

/** Stops by itself where nothing refuses. */
const MOST = 50_000;

export interface Refused {
  readonly gameId: number;
  /** Seq of the last event whose append returned. */
  readonly acknowledged: number;
  readonly message: string;
  /** Seq of the last event that is read afterwards. */
  readonly read: number;
  readonly trouble: ErrorKind | null;
}

// The kernel says so by a signal, too, which would end the process.
process.on('SIGXFSZ', () => undefined);
const { eventStore, trouble } = openLog({ folder: process.argv[2] ?? '' });
const gameId = await begin(eventStore);
let acknowledged = 1;
let message = '';
while (message === '' && acknowledged < MOST) {
  try {
    await eventStore.append(batch(gameId, acknowledged, requested(acknowledged)));
    acknowledged += 1;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    message = error.message;
  }
}
const read = (await readAll(eventStore, gameId)).length;
const refused: Refused = { gameId, acknowledged, message, read, trouble: trouble.current() };
process.stdout.write(JSON.stringify(refused));
