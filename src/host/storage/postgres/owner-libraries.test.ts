/** The libraries of several owners, each in a row of its own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryStore } from '../event-store.ts';
import { findTestServer } from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';
import { createTestSchema } from './test-schemas.harness.ts';

const FIRST = { revision: 1, contents: '{"a":1}' };
const SECOND = { revision: 2, contents: '{"b":2}' };
const ANSWER = {
  key: { participantId: -8, key: 'tap', requestHash: 'h1' },
  response: { status: 201, body: '{}', secretsOf: null },
};

const server = await findTestServer();

describe.skipIf(server.url === null)(`libraries of owners on PostgreSQL${server.note}`, () => {
  let store: PostgresStore;
  let libraries: readonly LibraryStore[];
  beforeEach(async () => {
    store = await openPostgresStore({ address: await createTestSchema(server) });
    libraries = [store.exerciseLibrary, store.libraryOf(7), store.libraryOf(8)];
  });
  afterEach(() => store.close());

  const stored = () => Promise.all(libraries.map((library) => library.read()));

  it('are each as their owner wrote them last', async () => {
    expect(await stored()).toEqual([null, null, null]);
    expect(await store.libraryOf(7).write(FIRST, null)).toBe(true);
    expect(await stored()).toEqual([null, FIRST, null]);
    expect(await store.exerciseLibrary.write(FIRST, null)).toBe(true);
    expect(await store.libraryOf(8).write(FIRST, null)).toBe(true);
    expect(await store.libraryOf(7).write(SECOND, null)).toBe(true);
    expect(await stored()).toEqual([FIRST, SECOND, FIRST]);
  });

  it('refuse whoever knew an older one, and store nothing of theirs', async () => {
    await store.libraryOf(7).write(FIRST, null);
    expect(await store.libraryOf(7).write(FIRST, ANSWER)).toBe(false);
    expect(await store.libraryOf(7).write({ ...SECOND, revision: 3 }, ANSWER)).toBe(false);
    expect(await store.libraryOf(8).write(SECOND, ANSWER)).toBe(false);
    expect(await stored()).toEqual([null, FIRST, null]);
    expect(await store.hostResponses.find(-8, 'tap')).toBeNull();
  });

  it('G2: are stored together with the answer', async () => {
    await store.libraryOf(7).write(FIRST, ANSWER);
    expect((await store.hostResponses.find(-8, 'tap'))?.response).toEqual(ANSWER.response);
  });
});
