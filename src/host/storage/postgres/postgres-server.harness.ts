/** PostgreSQL for tests: databases on a server that is there, and servers of a test's own, to stop and break. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { findTool } from '../../../../scripts/find-tool.ts';
import { freePort } from '../../test-host.harness.ts';
import { systemClock, type Clock } from '../../time/clock.ts';
import { temporaryFolder } from '../events.fixtures.ts';
import { parseDatabaseAddress, type DatabaseAddress } from './address.ts';

const DEFAULT_URL = 'postgres://postgres@127.0.0.1:5432/postgres';
const CONNECT_TIMEOUT_MS = 2_000;
/** "nobody": the server refuses to run as root. */
const ORDINARY_USER = 65_534;
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
export async function runSql<Row extends object>(
  url: string,
  sql: string,
  values?: readonly unknown[],
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that is lost after its answer is of no more interest.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values === undefined ? undefined : [...values])).rows;
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

/** The path is null where a test cannot start a server of its own. */
export const OWN_SERVER =
  process.platform === 'win32'
    ? { path: null, note: ' (not run: on Windows no signal stops a server)' }
    : findTool('postgres');

export interface OwnServer {
  readonly url: string;
  readonly port: number;
  /** SIGQUIT: it ends at once, and recovers at the next start. */
  kill(): Promise<void>;
  /** SIGINT: it ends everybody's transactions, and stops. */
  stop(): Promise<void>;
  start(): Promise<void>;
  dispose(): Promise<void>;
}

/** A server of the test's own, running. */
export async function startOwnServer(settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const programs = dirname(realpathSync(OWN_SERVER.path ?? ''));
  const folder = temporaryFolder();
  const asUser = process.getuid?.() === 0 ? { uid: ORDINARY_USER, gid: ORDINARY_USER } : {};
  if (asUser.uid !== undefined) chownSync(folder.path, asUser.uid, asUser.gid);
  const data = join(folder.path, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { cwd: folder.path, encoding: 'utf8', ...asUser },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const options = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder.path,
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let running: ChildProcess | null = null;

  const end = async (signal: 'SIGQUIT' | 'SIGINT') => {
    const server = running;
    running = null;
    if (server === null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  const start = async () => {
    const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...options], {
      cwd: folder.path,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...asUser,
    });
    running = server;
    for await (const line of server.stderr) {
      if (String(line).includes('ready to accept connections')) break;
    }
    if (server.exitCode !== null) throw new Error('The server of the test did not start.');
    server.stderr.resume();
  };
  await start();
  return {
    url,
    port,
    kill: () => end('SIGQUIT'),
    stop: () => end('SIGINT'),
    start,
    async dispose() {
      await end('SIGQUIT');
      folder.dispose();
    },
  };
}

/** A clock that is ten times as fast, for stores that give up after some seconds. */
export function quickClock(): Pick<Clock, 'monotonic' | 'after'> {
  const clock = systemClock();
  return {
    monotonic: () => clock.monotonic() * QUICK,
    after: (ms, call) => clock.after(ms / QUICK, call),
  };
}
