/** Opens a data folder: store, host key, and the last port. */
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
  /** Receives sentences that a person may want to read. */
  readonly notify: (line: string) => void;
}

/** Everything in a data folder. A different kind of store would replace `eventStore` and `tickets`. */
export interface HostStore extends Omit<SqliteStore, 'games'> {
  /** Absent if the games have not been folded yet. */
  readonly games?: readonly GameState[] | undefined;
  readonly hostKey: Uint8Array;
  readonly lastPort: LastPort;
}

interface LastPort {
  /** Null if the host has never run in this folder. Throws `StorageError`. */
  read(): number | null;
  /** Calls `report` if it fails: a host whose disk is full still starts. */
  remember(port: number, report: (message: string, error: unknown) => void): void;
}

export type OpenStore = (options: OpenStoreOptions) => Promise<HostStore>;

/** Opens the folder for this process alone. Rejects with `OpenError`; nothing is left open then. */
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
