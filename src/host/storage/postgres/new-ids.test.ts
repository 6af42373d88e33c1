/** Ids that are never given twice, also where the database is an older one again. */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OWN_POSTGRES, startOwnPostgres, type OwnPostgres } from '../../../../scripts/own-postgres.ts';
import { StorageError, type EventStore, type IdKind } from '../event-store.ts';
import { createGame, temporaryFolder } from '../events.fixtures.ts';
import { IDS_IN_A_BLOCK } from './id-blocks.ts';
import { openNewIds } from './new-ids.ts';
import { addressOf, createTestDatabase, runSql, type TestDatabase } from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const KINDS: readonly IdKind[] = ['game', 'participant', 'challenge'];
/** More than any host has in hand. */
const MANY = IDS_IN_A_BLOCK * 3;
const START_LIMIT_MS = 120_000;
const LEAP = 5_000_000;

async function take(eventStore: EventStore, kind: IdKind, count: number): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let taken = 0; taken < count; taken += 1) ids.push(await eventStore.nextId(kind));
  return ids;
}

describe.skipIf(OWN_POSTGRES.path === null)(`ids from PostgreSQL${OWN_POSTGRES.note}`, () => {
  const programs = OWN_POSTGRES.path === null ? '' : dirname(realpathSync(OWN_POSTGRES.path));
  const folder = temporaryFolder();
  const backup = join(folder.path, 'backup');
  let server: OwnPostgres;
  let database: TestDatabase;
  const stores: PostgresStore[] = [];

  beforeAll(async () => {
    server = await startOwnPostgres({ fsync: 'off' });
    database = await createTestDatabase(server.url);
  }, START_LIMIT_MS);
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(async () => {
    await server.dispose();
    folder.dispose();
  }, START_LIMIT_MS);

  const open = async () => {
    const store = await openPostgresStore({ address: addressOf(database.url) });
    stores.push(store);
    return store;
  };
  const closeAll = async () => {
    for (const store of stores.splice(0)) await store.close();
  };
  const backUp = () => execFileSync(join(programs, 'pg_dump'), ['-Fc', '-f', backup, database.url]);
  const readIn = () =>
    execFileSync(join(programs, 'pg_restore'), ['--clean', '--if-exists', '-d', database.url, backup]);

  it.each(KINDS)(
    'are never given again after a backup is read in and hosts start again: %s',
    async (kind) => {
      const before = await open();
      const known = await take(before.eventStore, kind, 6);
      backUp();
      const lost = await take(before.eventStore, kind, MANY);
      await closeAll();
      readIn();
      const [one, other] = [await open(), await open()];
      const given = [await take(one.eventStore, kind, MANY), await take(other.eventStore, kind, MANY)].flat();
      expect(new Set([...known, ...lost, ...given]).size).toBe(6 + MANY * 3);
    },
  );

  it.each(KINDS)('are never given again by hosts that run on while a backup is read in: %s', async (kind) => {
    const [one, other] = [await open(), await open()];
    await take(one.eventStore, kind, 6);
    backUp();
    const lost = [await take(one.eventStore, kind, MANY), await take(other.eventStore, kind, MANY)].flat();
    readIn();
    const given = [await take(one.eventStore, kind, MANY), await take(other.eventStore, kind, MANY)].flat();
    expect(new Set([...lost, ...given]).size).toBe(MANY * 4);
  });

  it('are never given again where only the rows are read in, into the tables that are there', async () => {
    const store = await open();
    await createGame(store.eventStore);
    const lost = await take(store.eventStore, 'participant', MANY);
    await runSql(database.url, `select setval('participant_ids', ${lost[0]})`);
    const given = await take(store.eventStore, 'participant', MANY);
    expect(new Set([...lost, ...given]).size).toBe(MANY * 2);
  });

  it('are each given once to hosts that start, and take them, at the same time', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, open));
    const given = await Promise.all(
      opened.flatMap(({ eventStore }) => [
        take(eventStore, 'participant', MANY),
        take(eventStore, 'participant', MANY),
      ]),
    );
    expect(new Set(given.flat()).size).toBe(MANY * 8);
  });

  it('skip none while the database stays the same', async () => {
    const { eventStore } = await open();
    const [first = 0] = await take(eventStore, 'game', 1);
    expect(await take(eventStore, 'game', 3)).toEqual([first + 1, first + 2, first + 3]);
  });

  it('have no more digits than addresses and tokens take', async () => {
    const { eventStore } = await open();
    const [id = 0] = await take(eventStore, 'participant', 1);
    expect(String(id).length).toBeLessThan(15);
  });

  /** Takes ids in a database in which each statement has a connection of its own. */
  const idsOf = (leap: () => number) =>
    openNewIds(
      {
        read: (step) =>
          step({
            async run({ text }, values) {
              const rows = await runSql<{ id: string }>(database.url, text, values);
              const found = rows.map((row) => ({ ...row, id: Number(row.id) }));
              return { rows: found as never, count: rows.length };
            },
          }),
      },
      'challenge',
      leap,
    );

  it('leap as far as chance says where the clock has gone back behind them', async () => {
    const ahead = 2 ** 45;
    await runSql(database.url, `select setval('challenge_ids', ${ahead})`);
    const sut = idsOf(() => LEAP);
    expect(await sut.take(1)).toEqual([ahead + 1 + LEAP + 1]);
    // As if what was given since were lost.
    await runSql(database.url, `select setval('challenge_ids', ${ahead})`);
    expect(await sut.take(1)).toEqual([ahead + 1 + LEAP + 1 + LEAP + 1]);
  });

  it('are refused where the database gives older ones again and again', async () => {
    let last = 10_000;
    const sut = openNewIds(
      {
        read: (step) =>
          step({
            run: () => Promise.resolve({ rows: [{ id: (last -= 1), history: 'one' }] as never, count: 1 }),
          }),
      },
      'game',
    );
    await expect(sut.take(1)).rejects.toThrow(StorageError);
  });
});
