import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGame, temporaryFolder } from './events.fixtures.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import { describeStores, type ReopenableStore } from './stores.harness.ts';

const ANSWER = {
  key: { participantId: 0, key: 'tap', requestHash: 'h1' },
  response: { status: 201, body: '{}', secretsOf: null },
};
const FIRST = { revision: 1, contents: '{"a":"ä 1\\n"}' };
const SECOND = { revision: 2, contents: '{"b":2}' };

describeStores('a library in a store', (open) => {
  let opened: ReopenableStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.dispose());

  it('is nothing at first, and then what was written last, also after reopening', async () => {
    expect(await opened.exerciseLibrary.read()).toBeNull();
    expect(await opened.exerciseLibrary.write(FIRST, null)).toBe(true);
    expect(await opened.exerciseLibrary.write(SECOND, null)).toBe(true);
    expect(await (await opened.reopen()).exerciseLibrary.read()).toEqual(SECOND);
  });

  it('G2: is stored together with the answer', async () => {
    await opened.exerciseLibrary.write(FIRST, ANSWER);
    expect((await (await opened.reopen()).hostResponses.find(0, 'tap'))?.response).toEqual(ANSWER.response);
  });

  it('refuses whoever knew an older one, and stores nothing of theirs', async () => {
    await opened.exerciseLibrary.write(FIRST, null);
    expect(await opened.exerciseLibrary.write({ ...SECOND, revision: 1 }, ANSWER)).toBe(false);
    expect(await opened.exerciseLibrary.write({ ...SECOND, revision: 3 }, ANSWER)).toBe(false);
    expect(await opened.exerciseLibrary.read()).toEqual(FIRST);
    expect(await opened.hostResponses.find(0, 'tap')).toBeNull();
  });

  it('stays when a game is wiped', async () => {
    await opened.exerciseLibrary.write(FIRST, null);
    await opened.eventStore.wipe(await createGame(opened.eventStore));
    expect(await opened.exerciseLibrary.read()).toEqual(FIRST);
  });
});

describe('G8 a library in a database that has to be rebuilt', () => {
  const folder = temporaryFolder();
  afterEach(() => folder.dispose());

  it.each([
    ['lost', (path: string) => rmSync(path)],
    ['damaged', (path: string) => truncateSync(path, 5_000)],
  ])('comes back with the games of the newest backup once the file is %s', async (_, spoil) => {
    const store = openSqliteStore({ folder: folder.path });
    await createGame(store.eventStore);
    await store.exerciseLibrary.write(FIRST, null);
    await store.backups.take('asked');
    store.close();
    spoil(join(folder.path, DATABASE_FILE));
    for (const suffix of ['-wal', '-shm']) rmSync(join(folder.path, DATABASE_FILE + suffix), { force: true });
    const again = openSqliteStore({ folder: folder.path });
    expect(again.recovered).not.toBeNull();
    expect(await again.exerciseLibrary.read()).toEqual(FIRST);
    again.close();
  });
});
