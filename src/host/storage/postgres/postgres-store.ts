/** The store on PostgreSQL, for one host or many. */
import { Client } from 'pg';
import { systemClock, type Clock } from '../../time/clock.ts';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import { StorageError, type Store } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { OpenError } from '../open-error.ts';
import type { Staging } from '../sqlite/staging.ts';
import { createStorageHealth, type StorageHealth } from '../storage-health.ts';
import type { DatabaseAddress } from './address.ts';
import { createDatabase, openPool } from './database.ts';
import { removeGamesLeftBehind } from './game-removal.ts';
import { openHostResponses } from './host-responses.ts';
import { openLibraryRow } from './library-row.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { openEventStore } from './postgres-event-store.ts';
import { openSettings, type Settings } from './settings.ts';
import { openStaging } from './staging.ts';
import { openTickets } from './tickets.ts';

const CONNECT_TIMEOUT_MS = 5_000;
/** A wrong user, password or database, or one that may make no tables. */
const LETS_NOBODY_IN = /^(28...|3D000|42501)$/;

export interface PostgresStoreOptions {
  readonly address: DatabaseAddress;
  readonly clock?: Pick<Clock, 'monotonic' | 'after'>;
  readonly report?: (message: string, error: unknown) => void;
  readonly migrations?: readonly Migration[];
}

export interface PostgresStore extends Store {
  readonly staging: Staging;
  readonly settings: Settings;
  /** Whether the store is working. */
  readonly health: StorageHealth;
  /** Writes something that changes nothing, to learn whether writing works. Rejects with `StorageError`. */
  readonly probe: () => Promise<void>;
  /** Gives all connections back. Everything acknowledged is stored, closed or not. */
  close(): Promise<void>;
}

/**
 * What an epoch rests on: this database, restored from nowhere and with no other server in its place, so that its logs cannot have
 * lost their ends.
 */
const HISTORY = `select concat_ws(' ', (select value from settings where name = 'database_id'),
  (select oid from pg_database where datname = current_database()), left(pg_walfile_name(pg_current_wal_lsn()), 8)) as history`;

/** Migrates the database if need be. Rejects with `OpenError` or `StorageError`; nothing is left open then. */
export async function openPostgresStore({
  address,
  clock = systemClock(),
  report = () => undefined,
  migrations = MIGRATIONS,
}: PostgresStoreOptions): Promise<PostgresStore> {
  const health = createStorageHealth();
  const options = { address, clock, health, report };
  const pool = openPool(options);
  const database = createDatabase(pool, options);
  try {
    await migrateAt(address, migrations);
    const { rows } = await pool.query<{ history: string }>(HISTORY);
    await removeGamesLeftBehind(database);
    return {
      eventStore: await openEventStore(database, rows[0]?.history ?? ''),
      tickets: openTickets(database),
      hostResponses: openHostResponses(database),
      exerciseLibrary: openLibraryRow(database),
      staging: openStaging(database),
      settings: openSettings(database),
      probe: () => database.write(() => Promise.resolve()),
      health,
      close: () => pool.end(),
    };
  } catch (cause) {
    await pool.end();
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

/** On a connection of its own, which may wait for another host that does the same. */
async function migrateAt({ url, shown }: DatabaseAddress, migrations: readonly Migration[]): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    await migrate(client, migrations, shown);
  } finally {
    await client.end();
  }
}
