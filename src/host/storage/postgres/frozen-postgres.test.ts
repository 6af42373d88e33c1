/** Databases on PostgreSQL from every earlier version can be opened, are brought up to date, and the games go on. See frozen/README.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibrary } from '../../library/library.ts';
import { createLocalBus } from '../../rooms/event-bus.ts';
import { openRooms, type Rooms } from '../../rooms/rooms.ts';
import { createHostTime } from '../../time/clock.ts';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import { idempotencyRecord } from '../events.fixtures.ts';
import {
  AFTER_THE_LAST,
  FROZEN_CODE,
  gameOf,
  playOn,
  toPlain,
  type PlainGame,
} from '../frozen-game.harness.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import {
  createTestDatabase,
  findTestServer,
  runSql,
  withClient,
  type TestDatabase,
} from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const FROZEN = join(import.meta.dirname, '../frozen');
const read = (name: string) => readFileSync(join(FROZEN, name), 'utf8');
const VERSIONS = MIGRATIONS.map(({ version }) => version);
const GAMES = JSON.parse(read('games.json')) as readonly PlainGame[];
const SQUATS = { type: 'squats', description: '20 Squats', target: 20 };
const CHECKPOINT = { playMs: 1_234_567, at: Date.UTC(2026, 5, 12, 18, 21, 40) };

const SCHEMA = `
  select table_name as table, column_name as name, data_type as type, is_nullable, coalesce(column_default, '') as by_default
    from information_schema.columns where table_schema = 'public'
  union all
  select tablename, indexname, indexdef, '', '' from pg_indexes where schemaname = 'public'
  union all
  select conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '' from pg_constraint
    where connamespace = 'public'::regnamespace
  union all
  select sequence_name, start_value, increment, data_type, cycle_option from information_schema.sequences
    where sequence_schema = 'public'
  order by 1, 2, 3`;

const server = await findTestServer();

it('every version of the schema has a frozen database', () => {
  const dumps = readdirSync(FROZEN).filter((name) => name.startsWith('postgres-'));
  expect(dumps.toSorted()).toEqual(VERSIONS.map((version) => `postgres-${version}.sql`).toSorted());
});

describe.skipIf(server.url === null).each(VERSIONS)(
  `a database of version %i on PostgreSQL${server.note}`,
  (version) => {
    let database: TestDatabase;
    let store: PostgresStore;
    beforeEach(async () => {
      database = await createTestDatabase(server.url ?? '');
      await runSql(database.url, read(`postgres-${version}.sql`));
      store = await openPostgresStore(database);
    });
    afterEach(async () => {
      await store.close();
      await database.drop();
    });

    async function openGames(): Promise<Rooms> {
      const clock = createManualClock(AFTER_THE_LAST);
      const { eventStore } = store;
      const hostTime = createHostTime(clock);
      const report = (message: string, error: unknown) => {
        throw new Error(message, { cause: error });
      };
      return openRooms({ bus: createLocalBus(), eventStore, clock, hostTime, pinOf: () => null, report });
    }

    it('has its games, which go on, and are there at the next start', async () => {
      const rooms = await openGames();
      expect(rooms.all().map(({ state }) => toPlain(state))).toEqual(GAMES);
      await playOn({ rooms, store }, SQUATS);
      const played = toPlain(gameOf({ rooms }).state);
      expect(played).toMatchObject({ code: FROZEN_CODE, seq: Number(GAMES[0]?.['seq']) + 5 });
      await rooms.close();
      await store.close();
      store = await openPostgresStore(database);
      const again = await openGames();
      expect(toPlain(gameOf({ rooms: again }).state)).toEqual(played);
      await again.close();
    });

    it('has the answers, tickets, exercises and all else that was kept', async () => {
      const { eventStore, tickets, hostResponses, exerciseLibrary } = store;
      expect(await idempotencyRecord(eventStore, 1, 7, 'tap')).toEqual({
        requestHash: 'hash of tap',
        response: { status: 201, body: '{"ok":"Jörg"}', secretsOf: null },
      });
      expect(await hostResponses.find(0, 'wifi')).toMatchObject({ response: { status: 204 } });
      expect(await eventStore.readCheckpoint(1)).toEqual(CHECKPOINT);
      expect([await tickets.use('aa11', AFTER_THE_LAST), await tickets.use('bb22', AFTER_THE_LAST)]).toEqual([
        true,
        false,
      ]);
      expect(await tickets.find('cc1')).toMatchObject({ purpose: 'board', gameId: 1 });
      expect(await createLibrary(exerciseLibrary, hostResponses).exportFile()).toBe(read('library-1.jsonl'));
      expect(await eventStore.nextId('game')).toBeGreaterThan(2);
      expect(await eventStore.nextId('participant')).toBeGreaterThan(64);
    });

    it('tells of which games it is not known yet what is to come', async () => {
      const isKnown = version >= 3;
      expect(await store.outlooks.unknown(10)).toEqual(isKnown ? [2] : [1, 2]);
      expect(await store.outlooks.running()).toEqual(isKnown ? [1] : []);
      expect(await store.outlooks.due(AFTER_THE_LAST + 86_400_000)).toEqual(isKnown ? [1] : []);
    });

    it('is of the latest version then, and has the very schema that a new one gets', async () => {
      const fresh = await createTestDatabase(server.url ?? '');
      await withClient(fresh.url, (client) => migrate(client, MIGRATIONS, fresh.address.shown));
      const [brought, made] = [await runSql(database.url, SCHEMA), await runSql(fresh.url, SCHEMA)];
      expect(brought).toEqual(made);
      expect(brought.length).toBeGreaterThan(50);
      expect(await runSql(database.url, 'select max(version) as version from trading_game_versions')).toEqual(
        [{ version: VERSIONS.at(-1) }],
      );
      await fresh.drop();
    });
  },
);

it.skipIf(server.url === null)(
  `libraries of owners are in a database from version 4 on${server.note}`,
  async () => {
    const database = await createTestDatabase(server.url ?? '');
    await runSql(database.url, read('postgres-4.sql'));
    const store = await openPostgresStore(database);
    const libraryOf = (ownerId: number) => createLibrary(store.libraryOf(ownerId), store.hostResponses);
    expect(await libraryOf(7_001).exportFile()).toBe(read('library-1.jsonl'));
    expect((await libraryOf(7_002).read()).exercises).toEqual([]);
    await store.close();
    await database.drop();
  },
);

it.skipIf(server.url === null)(
  `files of added languages are in a database from version 6 on, and what was removed is not${server.note}`,
  async () => {
    const database = await createTestDatabase(server.url ?? '');
    await runSql(database.url, read('postgres-6.sql'));
    const store = await openPostgresStore(database);
    const contents = readFileSync(join(FROZEN, '../../languages/frozen/version-1.nl.json'));
    const { files } = await store.storedLanguages.read();
    expect(files).toEqual([{ file: 'nl.json', contents }]);
    await store.close();
    await database.drop();
  },
);

it.skipIf(server.url === null)(
  `what is added to the clock is in a database from version 10 on${server.note}`,
  async () => {
    const database = await createTestDatabase(server.url ?? '');
    await runSql(database.url, read('postgres-10.sql'));
    const store = await openPostgresStore(database);
    const reading = await store.sharedClock.read();
    expect(reading).toMatchObject({ correctionMs: -3_600_000, doubt: 3, doubtState: 'settled' });
    await store.close();
    await database.drop();
  },
);
