/** One host at a time: who is refused, who waits, who has to stop, and what is read again. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../event-store.ts';
import { batch, createGame, joined, readAll } from '../events.fixtures.ts';
import { OpenError } from '../open-error.ts';
import { openCommitProxy, type CommitProxy } from './commit-proxy.harness.ts';
import { LOCK_KEY, type Hosts } from './lock-connection.ts';
import {
  addressOf,
  createTestDatabase,
  END_LOCKS,
  findTestServer,
  quickClock,
  runSql,
  withClient,
  type TestDatabase,
} from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const server = await findTestServer();

const HOUR_MS = 3_600_000;

describe.skipIf(server.url === null)(`a database that one host has${server.note}`, () => {
  let database: TestDatabase;
  let proxy: CommitProxy;
  let viaProxy: string;
  const stores: PostgresStore[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(server.url ?? '');
    const { hostname, port } = new URL(database.url);
    proxy = await openCommitProxy({ host: hostname, port: Number(port || 5432) });
    const url = new URL(database.url);
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    viaProxy = url.href;
  });
  afterAll(async () => {
    proxy.close();
    await database.drop();
  });
  beforeEach(() => {
    proxy.isOpen = true;
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });

  async function open(hosts: Hosts, url = database.url, options = {}): Promise<PostgresStore> {
    const store = await openPostgresStore({
      address: addressOf(url),
      hosts,
      clock: quickClock(),
      ...options,
    });
    stores.push(store);
    return store;
  }

  it.each(['one', 'many'] as const)(
    'is refused to any other host (%s) in one sentence, until that one closes',
    async (hosts) => {
      const first = await open('one');
      const refused: unknown = await open(hosts).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(OpenError);
      expect(refused).toMatchObject({ reason: 'locked' });
      expect(String(refused)).toMatch(
        /^OpenError: postgres:\S+ is in use: another host is running\. [^\n]*$/,
      );
      await first.close();
      expect((await open(hosts)).lock.isHeld()).toBe(true);
    },
  );

  it('is open to many that know of each other', async () => {
    const [one, other] = [await open('many'), await open('many')];
    expect([one.lock.isHeld(), other.lock.isHeld()]).toEqual([true, true]);
    await expect(open('one')).rejects.toThrow(OpenError);
  });

  it('is taken back at once if the connection with the lock breaks: what is written meanwhile waits, and all games are looked at', async () => {
    const store = await open('one');
    const gameId = await createGame(store.eventStore);
    let changes = 0;
    store.lock.onChange(() => {
      changes += 1;
    });
    await runSql(database.url, END_LOCKS);
    await store.eventStore.append(batch(gameId, 1, joined(gameId * 10, 'Anna')));
    expect(await readAll(store.eventStore, gameId, 1)).toHaveLength(1);
    await expect.poll(() => changes).toBe(1);
    expect(store.lock.isHeld()).toBe(true);
  });

  it('is taken back from a server that has not heard of the loss', async () => {
    const store = await open('one', viaProxy);
    const gameId = await createGame(store.eventStore);
    proxy.loseSilently();
    await expect.poll(() => store.lock.isHeld()).toBe(false);
    proxy.isOpen = true;
    await store.eventStore.append(batch(gameId, 1, joined(gameId * 10, 'Anna')));
    expect(store.lock.isHeld()).toBe(true);
  });

  it('G1 is no longer written by a host that has lost it to another one, and that host is told, also later on', async () => {
    const store = await open('one', viaProxy);
    const gameId = await createGame(store.eventStore);
    const told = new Promise<OpenError>((resolve) => void store.lock.onTaken(resolve));
    proxy.lose();
    await expect.poll(() => store.lock.isHeld()).toBe(false);
    const other = await open('one');
    proxy.isOpen = true;
    expect(await told).toMatchObject({ reason: 'locked' });
    const late = store.eventStore.append(batch(gameId, 1, joined(gameId * 10, 'Anna')));
    await expect(late).rejects.toThrow(StorageError);
    expect(store.health.current()).toBe('unreachable');
    expect(await readAll(other.eventStore, gameId, 1)).toEqual([]);
    const toldAgain = await new Promise<OpenError>((resolve) => void store.lock.onTaken(resolve));
    expect(toldAgain).toMatchObject({ reason: 'locked' });
  });

  it('has other epochs, and all games are looked at, once its tables were filled from a copy', async () => {
    // The lock is not lost meanwhile.
    const store = await open('one', database.url, { silenceMs: HOUR_MS });
    const gameId = await createGame(store.eventStore);
    const before = store.eventStore.epochOf(gameId);
    const changed = new Promise<void>((resolve) => void store.lock.onChange(resolve));
    await runSql(database.url, 'vacuum full games');
    await changed;
    expect(store.eventStore.epochOf(gameId)).not.toBe(before);
  });

  it('is left to who waits for it, if its host stands still for too long', async () => {
    const standsStill = { monotonic: () => performance.now(), after: () => () => undefined };
    const silent = { ...database, hosts: 'one', clock: standsStill, silenceMs: 300 } as const;
    const store = await openPostgresStore(silent);
    stores.push(store);
    const told = new Promise<OpenError>((resolve) => void store.lock.onTaken(resolve));
    await withClient(database.url, async (waiting) => {
      await waiting.query(`select pg_advisory_lock(${LOCK_KEY})`);
      expect(await told).toMatchObject({ reason: 'locked' });
    });
  });
});
