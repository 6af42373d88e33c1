/**
 * The store under the tests of a host: a file on SQLite, or a database where `TEST_STORE` is "postgres", which the host then has alone, or
 * shares with others where `TEST_HOSTS` is "many" (`npm run test:servers`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManualClock } from '../time/manual-clock.fake.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { NO_OTHERS, openStore, type HostStore, type OpenStore } from './open-store.ts';
import { openConnection } from './sqlite/connection.ts';
import { createSqliteStore } from './sqlite/sqlite-store.ts';

/** What services are made of. */
type TestedParts = Pick<
  HostStore,
  | 'eventStore'
  | 'tickets'
  | 'hostResponses'
  | 'exerciseLibrary'
  | 'libraryOf'
  | 'storedLanguages'
  | 'recentJoins'
  | 'staging'
  | 'backups'
  | 'restorer'
  | 'gamesKeptIn'
>;

/** What games are opened from. */
type TestedGames = Pick<
  HostStore,
  'eventStore' | 'games' | 'otherHosts' | 'hostsAlive' | 'outlooks' | 'endedGames' | 'sharedClock'
>;

export interface TestedStore {
  readonly parts: TestedParts;
  readonly games: TestedGames;
  /** Makes writes fail, as on a disk that is write-protected or full, or work again. */
  refuseWrites(isRefusing: boolean): Promise<void>;
  /** The answers of all games are gone, as by damage. */
  loseAnswers(): Promise<void>;
  /** All that is stored, byte by byte or row by row. */
  contents(): Promise<string>;
  close(): Promise<void>;
}

/** A place for data, which stays when the store in it is closed. */
export interface TestedPlace {
  open(clock: ManualClock): Promise<TestedStore>;
}

/** A data folder, and whatever place goes with it. */
export interface TestedFolder extends TestedPlace {
  readonly path: string;
  dispose(): void;
}

const STORES = ['sqlite', 'postgres'];
const TEST_STORE = process.env['TEST_STORE'] ?? 'sqlite';
if (!STORES.includes(TEST_STORE)) throw new Error(`TEST_STORE is one of ${STORES.join(', ')}.`);
const IS_ON_POSTGRES = TEST_STORE === 'postgres';
const TEST_HOSTS = process.env['TEST_HOSTS'] ?? 'one';
if (!['one', 'many'].includes(TEST_HOSTS)) throw new Error('TEST_HOSTS is one or many.');
/** Whether the tested host is one of several with the same games. */
export const IS_ONE_OF_MANY = TEST_HOSTS === 'many';
if (IS_ONE_OF_MANY && !IS_ON_POSTGRES)
  throw new Error('Several hosts share a database: TEST_STORE is postgres.');

/** For a test that needs what a database lacks. */
interface Need {
  readonly isMissing: boolean;
  /** To add to the title of a test that cannot run; empty if it can. */
  readonly note: string;
}

function onlyOn(store: 'sqlite' | 'postgres', why: string): Need {
  return TEST_STORE === store
    ? { isMissing: false, note: '' }
    : { isMissing: true, note: ` (not run: ${why})` };
}

export const OWN_BACKUPS = onlyOn('sqlite', 'a database is backed up by whoever runs it, not by the host');
export const LANGUAGES_IN_FOLDER = onlyOn('sqlite', 'of a database, other hosts have them as well');
export const EPOCH_OF_START = onlyOn('sqlite', 'a log in a database keeps its epoch');
export const EPOCH_OF_LOG = onlyOn('postgres', 'a log in a file has a new epoch at each start');

export async function makeTestedFolder(): Promise<TestedFolder> {
  const folder = temporaryFolder();
  if (!IS_ON_POSTGRES) return { ...folder, open: (clock) => openIn(folder.path, clock) };
  // What runs on SQLite does not wait for the driver.
  const { makePostgresPlace } = await import('./postgres/tested-postgres.harness.ts');
  return { ...folder, ...(await makePostgresPlace()) };
}

/** For a whole host, in a place of its own. */
export async function openTestedStore(): Promise<OpenStore> {
  if (!IS_ON_POSTGRES) return openStore;
  const { openStoreInSchema } = await import('./postgres/tested-postgres.harness.ts');
  return openStoreInSchema();
}

async function openIn(folder: string, clock: ManualClock): Promise<TestedStore> {
  const db = openConnection(folder, () => undefined);
  const store = createSqliteStore(
    { db, games: [], recovered: null },
    { folder, notify: () => undefined, now: () => clock.wall() },
  );
  return {
    parts: { ...store, gamesKeptIn: 'laptop' },
    games: { eventStore: store.eventStore, otherHosts: NO_OTHERS },
    refuseWrites: async (isRefusing) => void db.pragma(`query_only = ${isRefusing ? 'ON' : 'OFF'}`),
    loseAnswers: async () => void db.exec('delete from outcomes'),
    contents: async () => bytesIn(folder),
    close: async () => store.close(),
  };
}

function bytesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}
