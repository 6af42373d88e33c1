/** PostgreSQL for tests: databases on a server that is there. Servers of a test's own are in `scripts/own-postgres.ts`. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { systemClock, type Clock } from '../../time/clock.ts';
import { parseDatabaseAddress, type DatabaseAddress } from './address.ts';

const DEFAULT_URL = 'postgres://postgres@127.0.0.1:5432/postgres';
const CONNECT_TIMEOUT_MS = 2_000;
const QUICK = 10;

export interface TestServer {
  /** Null: none answers. */
  readonly url: string | null;
  /** To add to the title of a test that cannot run; empty if it can. */
  readonly note: string;
}

/** The server at `TEST_POSTGRES_URL`, or else at the usual port of this machine. */
export async function findTestServer(): Promise<TestServer> {
  const url = process.env['TEST_POSTGRES_URL'] ?? DEFAULT_URL;
  try {
    await runSql(url, 'select 1');
    return { url, note: '' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const shown = parseDatabaseAddress(url)?.shown ?? 'TEST_POSTGRES_URL';
    return { url: null, note: ` (not run: no PostgreSQL answers at ${shown})` };
  }
}

/** Runs SQL on a connection of its own, and returns the rows of a single statement. */
export function runSql<Row extends object>(
  url: string,
  sql: string,
  values?: readonly unknown[],
): Promise<readonly Row[]> {
  return withClient(
    url,
    async (client) => (await client.query<Row>(sql, values === undefined ? undefined : [...values])).rows,
  );
}

/** Runs a step on a connection of its own. */
export async function withClient<T>(url: string, step: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that is lost after its answer is of no more interest.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await step(client);
  } finally {
    await client.end();
  }
}

export interface TestDatabase {
  readonly url: string;
  readonly address: DatabaseAddress;
  drop(): Promise<void>;
}

/** A database of a test's own. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `trading_game_test_${randomBytes(6).toString('hex')}`;
  await runSql(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  return {
    url: url.href,
    address: addressOf(url.href),
    async drop() {
      await runSql(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** Throws if the text is no address. */
export function addressOf(url: string): DatabaseAddress {
  const address = parseDatabaseAddress(url);
  if (address === null) throw new Error('This is no address of a database.');
  return address;
}

/** In `pg_locks`, which are those of the whole server. */
const ADVISORY_HERE = `locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
/** SQL that ends the connection of each host that has this database. */
export const END_LOCKS = `select pg_terminate_backend(pid, 5000) from pg_locks
  where ${ADVISORY_HERE} and granted and pid <> pg_backend_pid()`;
/** SQL with a row for each connection that waits for hosts to end. */
export const WAITING_FOR_LOCK = `select pid from pg_locks where ${ADVISORY_HERE} and not granted`;

/** A clock that is ten times as fast, for stores that give up after some seconds. */
export function quickClock(): Pick<Clock, 'monotonic' | 'after'> {
  const clock = systemClock();
  return {
    monotonic: () => clock.monotonic() * QUICK,
    after: (ms, call) => clock.after(ms / QUICK, call),
  };
}
