/** PostgreSQL stops, dies, comes back, or refuses, while hosts are writing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_POSTGRES, startOwnPostgres, type OwnPostgres } from '../../../../scripts/own-postgres.ts';
import { errorKindOf } from '../error-kind.ts';
import { StorageError, type EventStore } from '../event-store.ts';
import { batch, createGame, readAll, requested } from '../events.fixtures.ts';
import { addressOf, quickClock, runSql } from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const WRITERS = 8;
const EVENTS_BEFORE = 10;
const START_LIMIT_MS = 120_000;

describe.skipIf(OWN_POSTGRES.path === null)(`a store whose PostgreSQL fails${OWN_POSTGRES.note}`, () => {
  let server: OwnPostgres;
  let store: PostgresStore;

  beforeAll(async () => {
    server = await startOwnPostgres();
    store = await openPostgresStore({ address: addressOf(server.url) });
  }, START_LIMIT_MS);
  afterAll(async () => {
    await store.close();
    await server.dispose();
  }, START_LIMIT_MS);

  /** Appends until told to stop, as a room does: one at a time. Resolves with the seq of the last event that was acknowledged. */
  async function keepAppending(
    eventStore: EventStore,
    gameId: number,
    { isOver, onAppended }: { readonly isOver: () => boolean; readonly onAppended: () => void },
  ): Promise<number> {
    let seq = 1;
    while (!isOver()) {
      await eventStore.append(batch(gameId, seq, requested(seq)));
      seq += 1;
      onAppended();
    }
    return seq;
  }

  const FAILURES: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['is killed and started again', async () => server.kill().then(() => server.start())],
    ['is stopped and started again', async () => server.stop().then(() => server.start())],
    [
      'ends every connection',
      () =>
        runSql(
          server.url,
          'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
        ),
    ],
  ];

  it.each(FAILURES)(
    'G1 G2 has all that it acknowledged, once, after the server %s under load',
    { timeout: START_LIMIT_MS },
    async (_, fail) => {
      let appended = 0;
      let target = EVENTS_BEFORE * WRITERS;
      const isOver = () => appended >= target;
      const onAppended = () => {
        appended += 1;
      };
      const gameIds: number[] = [];
      for (let writer = 0; writer < WRITERS; writer += 1) gameIds.push(await createGame(store.eventStore));
      target = Number.MAX_SAFE_INTEGER;
      const writing = gameIds.map((gameId) =>
        keepAppending(store.eventStore, gameId, { isOver, onAppended }),
      );
      const all = Promise.all(writing);
      await expect.poll(() => appended).toBeGreaterThan(EVENTS_BEFORE * WRITERS);
      await fail();
      const after = appended;
      await expect.poll(() => appended).toBeGreaterThan(after + EVENTS_BEFORE * WRITERS);
      target = 0;
      const acknowledged = await all;
      const stored = await Promise.all(gameIds.map((gameId) => readAll(store.eventStore, gameId)));
      expect(stored.map(({ length }) => length)).toEqual(acknowledged);
    },
  );

  it(
    'says so while the server is away, has written nothing, and goes on once it is back',
    { timeout: START_LIMIT_MS },
    async () => {
      const quick = await openPostgresStore({ address: addressOf(server.url), clock: quickClock() });
      const gameId = await createGame(quick.eventStore);
      await server.stop();
      await expect(quick.eventStore.append(batch(gameId, 1, requested(1)))).rejects.toThrow(StorageError);
      expect(quick.health.current()).toBe('unreachable');
      await expect(quick.probe()).rejects.toThrow(StorageError);
      await expect(readAll(quick.eventStore, gameId)).rejects.toThrow(StorageError);
      await server.start();
      await quick.probe();
      expect(quick.health.current()).toBeNull();
      expect(await readAll(quick.eventStore, gameId, 1)).toEqual([]);
      await quick.eventStore.append(batch(gameId, 1, requested(1)));
      expect(await readAll(quick.eventStore, gameId, 1)).toHaveLength(1);
      await quick.close();
    },
  );

  it(
    'has other epochs once the server was started again: files may have been put in place meanwhile',
    { timeout: START_LIMIT_MS },
    async () => {
      const gameId = await createGame(store.eventStore);
      const before = store.eventStore.epochOf(gameId);
      const changed = new Promise<void>((resolve) => void store.lock.onChange(resolve));
      await server.stop();
      await server.start();
      await changed;
      expect(store.eventStore.epochOf(gameId)).not.toBe(before);
      expect(await readAll(store.eventStore, gameId)).toHaveLength(1);
    },
  );

  it('says that the disk is full, has written nothing, and goes on once there is room', async () => {
    const gameId = await createGame(store.eventStore);
    await runSql(
      server.url,
      `create function refuse() returns trigger language plpgsql as
        'begin raise exception ''no space left on device'' using errcode = ''disk_full''; end';
      create trigger refuse before insert on events execute function refuse()`,
    );
    const refused: unknown = await store.eventStore
      .append(batch(gameId, 1, requested(1)))
      .catch((error: unknown) => error);
    expect(errorKindOf(refused)).toBe('disk_full');
    expect(store.health.current()).toBe('disk_full');
    await runSql(server.url, 'drop trigger refuse on events');
    expect(await readAll(store.eventStore, gameId, 1)).toEqual([]);
    await store.eventStore.append(batch(gameId, 1, requested(1)));
    expect(store.health.current()).toBeNull();
  });
});
