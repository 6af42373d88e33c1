/** Opens a data folder: store, host key, the last port, and the Wi-Fi. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GameState } from '../../game/state.ts';
import type { GamePlace } from '../../protocol/wire-enums.ts';
import { keepHostKey, type KeptHostKey } from '../auth/host-key-keeper.ts';
import { HOST_KEY_FILE, loadHostKey } from '../auth/host-key.ts';
import { isKeyOfElsewhere } from '../auth/known-keys.ts';
import type { StoredLanguages } from '../languages/stored-languages.ts';
import type { StoredJoins } from '../limits/join-records.ts';
import type { SharedClock } from '../time/clock-doubts.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import type { HostsAlive } from '../time/gaps.ts';
import type { EndedGames } from './ended-games.ts';
import { StorageError, type GameOutlooks, type LibraryStore } from './event-store.ts';
import { refuseFolderInUse } from './folders/ask-running-host.ts';
import { exposedPath } from './folders/exposure.ts';
import { OpenError } from './open-error.ts';
import { keptByDisplaced } from './recovery/displaced.ts';
import type { HostSettings } from './sqlite/settings.ts';
import { openSqliteStore, type SqliteStore } from './sqlite/sqlite-store.ts';
import { openWifiFile, type WifiFile } from './wifi-file.ts';

const LAST_PORT = 'port';
const KEY_BYTES = 32;

export interface OpenStoreOptions {
  readonly folder: string;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Receives sentences that a person may want to read. */
  readonly notify: (line: string) => void;
  /** By default the system's. */
  readonly clock?: Pick<Clock, 'after'>;
}

/** The store of a host, and what only its data folder has. */
export interface HostStore extends Omit<SqliteStore, 'games' | 'synchronousLevel' | 'close'> {
  readonly gamesKeptIn: GamePlace;
  /** Absent if the games have not been folded yet. */
  readonly games?: readonly GameState[] | undefined;
  readonly hostKey: Uint8Array;
  /** What became of the key's file while the host ran. */
  readonly keptHostKey: Pick<KeptHostKey, 'watch'>;
  /** Whether there were games, but no key, or one that they have never had: nobody's token is valid any more. */
  readonly isKeyRenewed: boolean;
  readonly lastPort: LastPort;
  readonly wifiFile: WifiFile;
  readonly otherHosts: OtherHosts;
  /** The libraries of owners other than the host's, by their ids; absent: the games are on this laptop, which has one owner. */
  readonly libraryOf?: (ownerId: number) => LibraryStore;
  /** Which hosts of the database are alive; absent: the games are on this laptop. */
  readonly hostsAlive?: HostsAlive;
  /** Of games that are opened when somebody asks for them; absent: all games are open. */
  readonly outlooks?: GameOutlooks;
  /** Absent: the games are on this laptop, and kept until somebody wipes them. */
  readonly endedGames?: EndedGames;
  /** The files of added languages; absent: they are in the data folder. */
  readonly storedLanguages?: StoredLanguages;
  /** Where hosts watch over joins together; absent: the games are on this laptop. */
  readonly recentJoins?: StoredJoins;
  /** The clock of the database that hosts share; absent: the games are on this laptop. */
  readonly sharedClock?: SharedClock;
  /** What of the folder other users of this laptop get at; null: nothing. */
  exposedPath(): string | null;
  /** The paths of what hosts that lost the folder to another one have kept in it. Throws the file system's error. */
  keptByDisplaced(): readonly string[];
  /** Everything acknowledged is stored, closed or not. */
  close(): void | Promise<void>;
}

/** What others may do to the data meanwhile. */
export interface OtherHosts {
  /** Calls `listener` when every game has to be read again: others may have written, or the ends of logs may be missing. */
  onChange(listener: () => void): Cancel;
  /** Calls `listener`, also later on, once the data is no longer this host's, which then has to end. */
  onTaken(listener: (why: OpenError) => void): Cancel;
}

/** The folder is locked by its file: nobody else can have it open. */
export const NO_OTHERS: OtherHosts = { onChange: () => () => undefined, onTaken: () => () => undefined };

interface LastPort {
  /** Null if the host has never run in this folder. Throws `StorageError`. */
  read(): number | null;
  /** Calls `report` if it fails: a host whose disk is full still starts. */
  remember(port: number, report: (message: string, error: unknown) => void): void;
}

const hasHostKey = (folder: string) => existsSync(join(folder, HOST_KEY_FILE));

export type OpenStore = (options: OpenStoreOptions) => Promise<HostStore>;

/** Opens the folder for this process alone. Rejects with `OpenError`; nothing is left open then. */
export async function openStore({
  folder,
  randomBytes,
  now,
  notify,
  clock,
}: OpenStoreOptions): Promise<HostStore> {
  await refuseFolderInUse(folder);
  const store = openSqliteStore({ folder, notify, now, ...(clock !== undefined && { clock }) });
  try {
    const hasKey = hasHostKey(folder);
    const { hostKey, isLent } = loadOrLendKey(store, folder, randomBytes);
    const isOfElsewhere = isKeyOfElsewhere({
      settings: store.settings,
      key: hostKey,
      isReading: store.isReading(),
      report: notify,
    });
    const keptHostKey = keepHostKey({ folder, key: hostKey, isLent, notify });
    const { eventStore } = store;
    store.onRescue(() => keptHostKey.retry());
    const check = () => {
      const isOurs = store.check();
      // Whoever took the place of the database has a key of their own.
      if (isOurs) keptHostKey.retry();
      return isOurs;
    };
    return {
      ...store,
      gamesKeptIn: 'laptop',
      otherHosts: NO_OTHERS,
      eventStore: {
        ...eventStore,
        // As with the database: what is confirmed has to be worth something at the next start.
        async append(batch) {
          await eventStore.append(batch);
          keptHostKey.look();
        },
      },
      hostKey,
      keptHostKey,
      isKeyRenewed: (!hasKey || isOfElsewhere) && store.games.length > 0,
      lastPort: lastPortIn(store.settings),
      wifiFile: openWifiFile(folder, notify),
      exposedPath: () => exposedPath(folder),
      keptByDisplaced: () => keptByDisplaced(folder),
      check,
      close() {
        try {
          if (!store.isReading()) check();
        } finally {
          store.close();
        }
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

/**
 * A folder that can only be read may lack a key. With one that lasts until the next start, the desk opens, and that is enough to read.
 * A key that is there but damaged or unreadable is refused on every disk: in its place another one would make everybody a stranger.
 */
function loadOrLendKey(
  store: SqliteStore,
  folder: string,
  randomBytes: (size: number) => Uint8Array,
): { readonly hostKey: Uint8Array; readonly isLent: boolean } {
  const hasKey = hasHostKey(folder);
  try {
    return { hostKey: loadHostKey(folder, randomBytes), isLent: false };
  } catch (error) {
    if (!(error instanceof OpenError) || hasKey || !store.isReading()) throw error;
    return { hostKey: randomBytes(KEY_BYTES), isLent: true };
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
