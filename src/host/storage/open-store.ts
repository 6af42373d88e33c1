/** The data folder, opened: store, host key, and the port it was served on. */
import type { GameState } from '../../game/state.ts';
import { loadHostKey } from '../auth/host-key.ts';
import { StorageError } from './event-store.ts';
import type { HostSettings } from './sqlite/settings.ts';
import { openSqliteStore, type SqliteStore } from './sqlite/sqlite-store.ts';

const LAST_PORT = 'port';

export interface OpenStoreOptions {
  readonly folder: string;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Told, in sentences, what a person may want to know. */
  readonly notify: (line: string) => void;
}

/** The store's port is in it (`eventStore`, `tickets`): a store of another kind takes its place here. */
export interface HostStore extends Omit<SqliteStore, 'games'> {
  /** Absent: nobody has folded the games yet. */
  readonly games?: readonly GameState[] | undefined;
  readonly hostKey: Uint8Array;
  readonly lastPort: LastPort;
}

interface LastPort {
  /** Null: this folder was never served. Throws `StorageError`. */
  read(): number | null;
  /** A host whose disk is full starts all the same; `report` is told. */
  remember(port: number, report: (message: string, error: unknown) => void): void;
}

export type OpenStore = (options: OpenStoreOptions) => Promise<HostStore>;

/** Opens the folder for this process alone. Rejects with `OpenError`, after which nothing is held open. */
export async function openStore({ folder, randomBytes, now, notify }: OpenStoreOptions): Promise<HostStore> {
  const store = openSqliteStore({ folder, notify, now });
  try {
    return { ...store, hostKey: loadHostKey(folder, randomBytes), lastPort: lastPortIn(store.settings) };
  } catch (error) {
    store.close();
    throw error;
  }
}

function lastPortIn(settings: HostSettings): LastPort {
  return {
    read() {
      const port = Number(settings.get(LAST_PORT) ?? Number.NaN);
      return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : null;
    },
    remember(port, report) {
      try {
        if (settings.get(LAST_PORT) !== String(port)) settings.set(LAST_PORT, String(port));
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        report('the port could not be remembered', error);
      }
    },
  };
}
