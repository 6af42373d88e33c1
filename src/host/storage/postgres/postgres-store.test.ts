/** What the store on PostgreSQL alone promises: its schema, its transactions, and what it notices. */
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../time/clock.ts';
import {
  DamagedDataError,
  HOST_IS_CLOSING,
  NewerEventError,
  RoomClosedError,
  ConflictError,
  StorageError,
} from '../event-store.ts';
import { batch, createGame, joined, logged, created, readAll, requested } from '../events.fixtures.ts';
import { NewerDatabaseError, OpenError } from '../open-error.ts';
import { createStorageHealth } from '../storage-health.ts';
import { parseDatabaseAddress } from './address.ts';
import { createDatabase, openPool, type Session } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import {
  addressOf,
  createTestDatabase,
  findTestServer,
  runSql,
  type TestDatabase,
} from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const server = await findTestServer();
const TICKET = {
  hash: 'a'.repeat(64),
  purpose: 'board',
  participantId: null,
  expiresAt: 1,
  usedAt: null,
} as const;

describe('the address of a database', () => {
  it.each([
    ['postgres://anna:secret@db.example/games', 'postgres://db.example:5432/games'],
    ['postgresql://db.example:6000/games?sslmode=require', 'postgres://db.example:6000/games'],
    ['postgres://anna:s%40cr%2Bet@[::1]:5432/games', 'postgres://[::1]:5432/games'],
  ])('%s is shown without its password', (text, shown) => {
    expect(parseDatabaseAddress(text)?.shown).toBe(shown);
  });

  it.each([
    '',
    'games',
    'mysql://db.example/games',
    'postgres://db.example',
    'postgres:///games',
    'postgres://a/b/c',
  ])('"%s" is none', (text) => {
    expect(parseDatabaseAddress(text)).toBeNull();
  });

  it('is in no error without being asked for, and its password in none at all', async () => {
    const address = addressOf('postgres://anna:geheim@127.0.0.1:1/games');
    const error: unknown = await openPostgresStore({ address }).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ reason: 'unreachable' });
    expect(String(error)).toContain('postgres://127.0.0.1:1/games does not answer.');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('geheim');
  });
});

describe.skipIf(server.url === null)(`a database on PostgreSQL${server.note}`, () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(server.url ?? '');
  });
  afterEach(() => database.drop());

  it('is migrated once, however many hosts open it at the same time', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore(database)));
    expect(await runSql(database.url, 'select version from trading_game_versions order by version')).toEqual(
      MIGRATIONS.map(({ version }) => ({ version })),
    );
    for (const store of stores) await store.close();
  });

  it('of a host that has ended says so, and is not taken for one that fails', async () => {
    const store = await openPostgresStore(database);
    const { eventStore, health } = store;
    const gameId = await createGame(eventStore);
    await store.close();
    const ended = new RoomClosedError(HOST_IS_CLOSING);
    await expect(eventStore.list()).rejects.toThrow(ended);
    await expect(eventStore.append(batch(gameId, 1, joined(7, 'Anna')))).rejects.toThrow(ended);
    await expect(readAll(eventStore, gameId)).rejects.toThrow(ended);
    expect(health.current()).toBeNull();
  });

  it('of a newer version is refused with one sentence, and left as it is', async () => {
    const next = [...MIGRATIONS, { version: MIGRATIONS.length + 1, sql: 'create table later (id integer)' }];
    await (await openPostgresStore({ ...database, migrations: next })).close();
    await expect(openPostgresStore(database)).rejects.toThrow(NewerDatabaseError);
    await expect(openPostgresStore(database)).rejects.toThrow(
      /^postgres:\/\/\S+ was written by a newer version[^.]*\.?$/,
    );
  });

  it('is migrated as a whole, or not at all', async () => {
    const broken = [
      ...MIGRATIONS,
      { version: MIGRATIONS.length + 1, sql: 'create table games (id integer)' },
    ];
    await expect(openPostgresStore({ ...database, migrations: broken })).rejects.toThrow(StorageError);
    expect(await runSql(database.url, "select to_regclass('games') as games")).toEqual([{ games: null }]);
  });

  it('of another program is refused, and left as it is', async () => {
    await runSql(database.url, 'create table games (id integer)');
    await expect(openPostgresStore(database)).rejects.toThrow(OpenError);
    expect(await runSql(database.url, "select to_regclass('events') as events")).toEqual([{ events: null }]);
  });

  it('G1 has every commit on its disk, even if the server is not asked to', async () => {
    await runSql(
      database.url,
      `alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = off`,
    );
    const pool = openPool(optionsOf(database));
    const { rows } = await pool.query<{ level: string }>(
      "select current_setting('synchronous_commit') as level",
    );
    expect(rows).toEqual([{ level: 'on' }]);
    await pool.end();
  });

  it('has one epoch for a log, on every host and at every start, and another one for every other log', async () => {
    const [one, other] = [await openPostgresStore(database), await openPostgresStore(database)];
    const [first, second] = [await createGame(one.eventStore), await createGame(one.eventStore)];
    expect(one.eventStore.epochOf(first)).toBe(other.eventStore.epochOf(first));
    expect(one.eventStore.epochOf(first)).not.toBe(one.eventStore.epochOf(second));
    for (const store of [one, other]) await store.close();
    const elsewhere = await createTestDatabase(server.url ?? '');
    const copy = await openPostgresStore(elsewhere);
    expect(copy.eventStore.epochOf(first)).not.toBe(one.eventStore.epochOf(first));
    await copy.close();
    await elsewhere.drop();
  });

  it.each([
    ['a changed event', `update events set body = replace(body, 'Anna', 'Anne') where seq = 2`],
    ['a lost event', 'delete from events where seq = 2'],
    ['a lost end', 'delete from events where seq = 3'],
    [
      'events that changed places',
      'update events set seq = case seq when 2 then 12 else 2 end where seq > 1',
    ],
  ])('notices %s', async (_, spoil) => {
    const store = await openPostgresStore(database);
    const gameId = await createGame(store.eventStore);
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna'), requested(1)));
    await runSql(database.url, spoil);
    await expect(readAll(store.eventStore, gameId)).rejects.toThrow(DamagedDataError);
    await store.close();
  });

  it('does not take the event of a newer version for damaged', async () => {
    const store = await openPostgresStore(database);
    const gameId = await createGame(store.eventStore);
    const later = { ...logged(2, requested(1)), event: { ...requested(1), type: 'bell_rung' as never } };
    await store.eventStore.append({ ...batch(gameId, 1), events: [later] });
    await expect(readAll(store.eventStore, gameId)).rejects.toThrow(NewerEventError);
    await store.close();
  });

  it.each([
    ['events', ({ eventStore }: PostgresStore, id: number) => eventStore.append(batch(id, 1, requested(1)))],
    [
      'its play time',
      ({ eventStore }: PostgresStore, id: number) => eventStore.saveCheckpoint(id, { playMs: 1, at: 1 }),
    ],
    ['a link', ({ tickets }: PostgresStore, id: number) => tickets.put({ ...TICKET, gameId: id })],
    ['what comes next in its log', ({ eventStore }: PostgresStore, id: number) => readAll(eventStore, id, 1)],
  ])(
    'says of a game that another host has wiped that it is gone, not that it could not store or read: %s',
    async (_, step) => {
      const [one, other] = await Promise.all([openPostgresStore(database), openPostgresStore(database)]);
      const [gameId, kept] = [await createGame(one.eventStore), await createGame(one.eventStore)];
      await one.eventStore.wipe(gameId);
      await expect(step(other, gameId)).rejects.toThrow(RoomClosedError);
      await step(other, kept);
      expect(other.health.current()).toBeNull();
      for (const store of [one, other]) await store.close();
    },
  );

  it('says of a log that ends earlier, as after a restore, that it is another one', async () => {
    const store = await openPostgresStore(database);
    const gameId = await createGame(store.eventStore);
    await expect(readAll(store.eventStore, gameId, 2)).rejects.toThrow(RoomClosedError);
    await expect(store.eventStore.append(batch(gameId, 2, requested(1)))).rejects.toThrow(RoomClosedError);
    await store.close();
  });

  it('lets nobody else append while a host has the log for itself, and everybody after that', async () => {
    const [one, other] = await Promise.all([openPostgresStore(database), openPostgresStore(database)]);
    const gameId = await createGame(one.eventStore);
    const lastSeq = async () => (await one.eventStore.list([gameId]))[0]?.seq ?? 0;
    // Conflicts are what it is for: the rival tries again, at once, all the time.
    const rivalry = { isOver: false, appended: 0 };
    const rival = (async () => {
      for (let tries = 1; !rivalry.isOver; tries += 1)
        try {
          await other.eventStore.append(batch(gameId, await lastSeq(), requested(10_000 + tries)));
          rivalry.appended += 1;
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
        }
    })();
    for (let turn = 1; turn <= 20; turn += 1) {
      // It is not shut out in between.
      await expect.poll(() => rivalry.appended, { interval: 1 }).toBeGreaterThanOrEqual(turn);
      await one.eventStore.appendAlone?.(gameId, async () => {
        const seq = await lastSeq();
        expect(await lastSeq()).toBe(seq);
        return batch(gameId, seq, requested(turn));
      });
    }
    rivalry.isOver = true;
    await rival;
    await one.eventStore.appendAlone?.(gameId, () => Promise.resolve(null));
    const failing = () => Promise.reject(new StorageError('It cannot be read.'));
    await expect(one.eventStore.appendAlone?.(gameId, failing)).rejects.toThrow('It cannot be read.');
    const events = await readAll(other.eventStore, gameId);
    const ids = events.flatMap(({ event }) => (event.type === 'challenge_requested' ? event.id : []));
    expect(ids.filter((id) => id <= 20)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(ids).toHaveLength(20 + rivalry.appended);
    await Promise.all([one.close(), other.close()]);
  });

  it('lets transactions that lock each other out happen one after the other', async () => {
    await (await openPostgresStore(database)).close();
    const pool = openPool(optionsOf(database));
    const sut = createDatabase(pool, optionsOf(database));
    const put = (name: string) => ({
      name: `put_${name}`,
      text: `insert into settings (name, value) values ('${name}', '1')
        on conflict (name) do update set value = (settings.value::integer + 1)::text`,
    });
    let arrived = 0;
    let letAllGo: () => void = () => undefined;
    const bothHere = new Promise<void>((resolve) => {
      letAllGo = resolve;
    });
    const lock = (first: string, second: string) => async (session: Session) => {
      await session.run(put(first));
      arrived += 1;
      if (arrived === 2) letAllGo();
      await bothHere;
      await session.run(put(second));
    };
    await Promise.all([sut.write(lock('a', 'b')), sut.write(lock('b', 'a'))]);
    expect(arrived).toBeGreaterThan(2);
    const stored = await runSql(
      database.url,
      "select name, value from settings where name in ('a', 'b') order by name",
    );
    expect(stored).toEqual([
      { name: 'a', value: '2' },
      { name: 'b', value: '2' },
    ]);
    await sut.close();
  });

  it('leaves it to the clock of a host that is alone from when an imported game goes on', async () => {
    const store = await openPostgresStore({ ...database, hosts: 'one' });
    const gameId = await store.eventStore.nextId('game');
    await store.staging.publish(
      await store.staging.stage(gameId, 'GAME01', [logged(1, created(gameId))]),
      null,
    );
    // That of its last event, as from a file on a laptop.
    expect((await store.eventStore.readCheckpoint(gameId))?.at).toBe(logged(1, created(gameId)).at);
    await store.close();
  });

  it('imports a game that nobody sees before it is published, and removes what a kill has left', async () => {
    const store = await openPostgresStore(database);
    const gameId = await store.eventStore.nextId('game');
    const staged = await store.staging.stage(gameId, 'GAME01', [
      logged(1, created(gameId)),
      logged(2, joined(7, 'Anna')),
    ]);
    expect(await store.eventStore.list()).toEqual([]);
    expect(await readAll(store.eventStore, gameId)).toEqual([]);
    expect(await store.eventStore.findByParticipant(7)).toBeNull();
    const { clock: importedAt } = await store.sharedClock.read();
    await store.staging.publish(staged, null);
    // What has passed since its last event was elsewhere.
    const checkpoint = await store.eventStore.readCheckpoint(gameId);
    expect(checkpoint?.at).toBeGreaterThanOrEqual(Math.floor(importedAt));
    expect(await readAll(store.eventStore, gameId)).toHaveLength(2);
    expect(await store.eventStore.findByParticipant(7)).toBe(gameId);
    await store.staging.discard(gameId);
    expect(await readAll(store.eventStore, gameId)).toHaveLength(2);
    await runSql(database.url, "update games set state = 'retired'");
    await store.close();
    await (await openPostgresStore(database)).close();
    expect(await runSql(database.url, 'select 1 from games')).toEqual([]);
  });
});

function optionsOf(database: TestDatabase) {
  return {
    address: database.address,
    clock: systemClock(),
    health: createStorageHealth(),
    report: () => undefined,
  };
}
