/** The store on PostgreSQL, for one host or many. */
import type { StoredLanguages } from '../../languages/stored-languages.ts';
import type { StoredJoins } from '../../limits/join-records.ts';
import type { SharedClock } from '../../time/clock-doubts.ts';
import { systemClock, type Clock } from '../../time/clock.ts';
import type { HostsAlive } from '../../time/gaps.ts';
import type { EndedGames } from '../ended-games.ts';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import { StorageError, type GameOutlooks, type LibraryStore, type Store } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { OpenError } from '../open-error.ts';
import type { Staging } from '../sqlite/staging.ts';
import { createStorageHealth, type StorageHealth } from '../storage-health.ts';
import { openAddedLanguages } from './added-languages.ts';
import type { DatabaseAddress } from './address.ts';
import { openDatabase } from './database.ts';
import { openEndedGames } from './ended-games.ts';
import { removeGamesLeftBehind } from './game-removal.ts';
import { openHostResponses } from './host-responses.ts';
import { openHostsAlive } from './hosts-alive.ts';
import { openLibraryRow, openOwnerLibraries } from './library-row.ts';
import {
  openLockConnection,
  type Hosts,
  type LockConnection,
  type LockConnectionOptions,
} from './lock-connection.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { openOutlooks } from './outlooks.ts';
import { openEventStore } from './postgres-event-store.ts';
import { openRecentJoins } from './recent-joins.ts';
import { openSettings, type Settings } from './settings.ts';
import { openSharedClock } from './shared-clock.ts';
import { openStaging } from './staging.ts';
import { openTickets } from './tickets.ts';

/** The host's machine is gone, or stands still. */
const SILENCE_MS = 15_000;
/** A wrong user, password or database, or one that may make no tables. */
const LETS_NOBODY_IN = /^(28...|3D000|42501)$/;

export interface PostgresStoreOptions {
  readonly address: DatabaseAddress;
  readonly clock?: Pick<Clock, 'monotonic' | 'after'>;
  readonly report?: (message: string, error: unknown) => void;
  readonly migrations?: readonly Migration[];
  /** With one, the lock keeps every other host out. */
  readonly hosts?: Hosts;
  /** A host that the server has not heard of for this long has lost the lock. */
  readonly silenceMs?: number;
}

export interface PostgresStore extends Store {
  /** The libraries of owners other than the host's, by their ids. */
  readonly libraryOf: (ownerId: number) => LibraryStore;
  readonly staging: Staging;
  readonly settings: Settings;
  /** Whether the store is working. */
  readonly health: StorageHealth;
  /** What others do to the database meanwhile. */
  readonly lock: Pick<LockConnection, 'isHeld' | 'onChange' | 'onTaken'>;
  readonly hostsAlive: HostsAlive;
  readonly outlooks: GameOutlooks;
  readonly endedGames: EndedGames;
  readonly storedLanguages: StoredLanguages;
  readonly recentJoins: StoredJoins;
  readonly sharedClock: SharedClock;
  /** Writes something that changes nothing, to learn whether writing works. Rejects with `StorageError`. */
  readonly probe: () => Promise<void>;
  /** Gives all connections back. Everything acknowledged is stored, closed or not. */
  close(): Promise<void>;
}

/** Migrates the database if need be. Rejects with `OpenError` or `StorageError`; nothing is left open then. */
export async function openPostgresStore({
  address,
  clock = systemClock(),
  report = () => undefined,
  migrations = MIGRATIONS,
  hosts = 'many',
  silenceMs = SILENCE_MS,
}: PostgresStoreOptions): Promise<PostgresStore> {
  const health = createStorageHealth();
  const lock = await lockOn(address, {
    hosts,
    silenceMs,
    clock,
    migrations,
    report,
    onLost: () => database.renewConnections(),
  });
  const database = openDatabase({ address, clock, health, report, mayWrite: () => lock.isHeld() });
  let closing: Promise<void> | null = null;
  const close = () => (closing ??= database.close().then(() => lock.close()));
  try {
    await removeGamesLeftBehind(database);
    return {
      eventStore: await openEventStore(database, () => lock.history()),
      tickets: openTickets(database),
      hostResponses: openHostResponses(database),
      exerciseLibrary: openLibraryRow(database),
      libraryOf: openOwnerLibraries(database),
      staging: openStaging(database, hosts),
      settings: openSettings(database),
      lock,
      hostsAlive: openHostsAlive(database),
      outlooks: openOutlooks(database),
      endedGames: openEndedGames(database),
      storedLanguages: openAddedLanguages(database),
      recentJoins: openRecentJoins(database),
      sharedClock: openSharedClock(database),
      probe: () => database.write(() => Promise.resolve()),
      health,
      close,
    };
  } catch (cause) {
    await close();
    throw openError(address, cause);
  }
}

async function lockOn(
  address: DatabaseAddress,
  options: Omit<LockConnectionOptions, 'address'>,
): Promise<LockConnection> {
  try {
    return await openLockConnection({ address, ...options });
  } catch (cause) {
    throw openError(address, cause);
  }
}

function openError({ shown: path }: DatabaseAddress, cause: unknown): Error {
  if (cause instanceof OpenError) return cause;
  const code = codeOf(cause instanceof StorageError ? cause.cause : cause);
  if (LETS_NOBODY_IN.test(code))
    return new OpenError(
      'refused',
      { key: 'start_error.database_refused', params: { path, code } },
      { cause },
    );
  const kind = errorKindOf(cause);
  if (kind === 'unreachable')
    return new OpenError(
      'unreachable',
      { key: 'start_error.database_unreachable', params: { path } },
      { cause },
    );
  return cause instanceof StorageError ? cause : new StorageError(errorSentence(kind), { cause });
}
