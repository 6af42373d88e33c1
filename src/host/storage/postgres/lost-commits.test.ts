/** Commits whose answer is lost: what was written is written once, and whoever asked is told what became of it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UnknownEventsError } from '../event-store.ts';
import {
  batch,
  BASE_TIME,
  createGame,
  idempotencyRecord,
  joined,
  readAll,
  response,
} from '../events.fixtures.ts';
import { openCommitProxy, type CommitProxy } from './commit-proxy.harness.ts';
import {
  addressOf,
  createTestDatabase,
  findTestServer,
  quickClock,
  type TestDatabase,
} from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const server = await findTestServer();
const DESK = {
  hash: 'a1',
  purpose: 'desk',
  gameId: null,
  participantId: null,
  expiresAt: BASE_TIME,
  usedAt: null,
} as const;

describe.skipIf(server.url === null)(`a commit on its way to PostgreSQL${server.note}`, () => {
  let database: TestDatabase;
  let proxy: CommitProxy;
  let store: PostgresStore;
  let gameId: number;

  beforeAll(async () => {
    database = await createTestDatabase(server.url ?? '');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    const { hostname, port } = new URL(database.url);
    proxy = await openCommitProxy({ host: hostname, port: Number(port || 5432) });
    const url = new URL(database.url);
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    store = await openPostgresStore({ address: addressOf(url.href), clock: quickClock() });
    gameId = await createGame(store.eventStore);
  });
  afterEach(async () => {
    await store.close();
    proxy.close();
  });

  it.each(['unanswered', 'lost'] as const)(
    'G2 that is %s stores events once, and answers as ever',
    async (fate) => {
      proxy.fate = fate;
      await store.eventStore.append({
        ...batch(gameId, 1, joined(gameId * 10, 'Anna')),
        responses: [response('tap', 'yes')],
      });
      expect(proxy.fate).toBe('answered');
      expect(await readAll(store.eventStore, gameId, 1)).toHaveLength(1);
      expect(await idempotencyRecord(store.eventStore, gameId, 7, 'tap')).not.toBeNull();
      await store.eventStore.append(batch(gameId, 2, joined(gameId * 10 + 1, 'Ben')));
      expect(await readAll(store.eventStore, gameId, 1)).toHaveLength(2);
    },
  );

  it.each(['unanswered', 'lost'] as const)(
    'G2 that is %s uses a ticket once, and says that it did',
    async (fate) => {
      const hash = `ticket ${fate}`;
      await store.tickets.put({ ...DESK, hash });
      proxy.fate = fate;
      expect(await store.tickets.use(hash, BASE_TIME)).toBe(true);
      expect(proxy.fate).toBe('answered');
      expect(await store.tickets.use(hash, BASE_TIME)).toBe(false);
    },
  );

  it('G2 that is unanswered replaces the library once, and says that it did', async () => {
    const revision = ((await store.exerciseLibrary.read())?.revision ?? 0) + 1;
    proxy.fate = 'unanswered';
    expect(await store.exerciseLibrary.write({ revision, contents: '{}' }, null)).toBe(true);
    expect(await store.exerciseLibrary.write({ revision, contents: '{}' }, null)).toBe(false);
  });

  it('G3 that is unanswered is refused all the same if somebody else was first', async () => {
    const other = await openPostgresStore({ address: database.address });
    await other.eventStore.append(batch(gameId, 1, joined(gameId * 10, 'Ben')));
    proxy.fate = 'unanswered';
    const late = store.eventStore.append(batch(gameId, 1, joined(gameId * 10 + 1, 'Anna')));
    await expect(late).rejects.toThrow(UnknownEventsError);
    expect(await readAll(other.eventStore, gameId, 1)).toHaveLength(1);
    await other.close();
  });

  it('that nobody can ask about any more counts as unknown: the writer has to read the game again', async () => {
    proxy.fate = 'last';
    const writing = store.eventStore.append(batch(gameId, 1, joined(gameId * 10, 'Anna')));
    await expect(writing).rejects.toThrow(UnknownEventsError);
    proxy.isOpen = true;
    expect(await readAll(store.eventStore, gameId, 1)).toHaveLength(1);
  });
});
