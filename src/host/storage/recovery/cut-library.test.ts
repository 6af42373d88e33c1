/** A log that loses its end takes changes of the exercise library with it: that is said, and a backup that has them is used. */
import { cpSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../time/manual-clock.fake.ts';
import type { StoredLibrary } from '../event-store.ts';
import { BASE_TIME, createGame, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { knownHeadsIn } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
const running = () => join(folder.path, 'running');
/** What a killed host leaves. */
const killed = () => join(folder.path, 'killed');
const log = (path: string) => join(path, `${DATABASE_FILE}-wal`);
let clock: ManualClock;
let store: SqliteStore;

const open = (path: string) => openSqliteStore({ folder: path, now: () => BASE_TIME, clock });
const library = (revision: number): StoredLibrary => ({ revision, contents: `{"turn":${revision}}` });
const keep = (revision: number) => store.exerciseLibrary.write(library(revision), null);

beforeEach(() => {
  clock = createManualClock(BASE_TIME);
  store = open(running());
});
afterEach(() => {
  store.close();
  folder.dispose();
});

/** Starts in a copy of the folder as it is now. */
async function startAfter(accident: (path: string) => void) {
  cpSync(running(), killed(), { recursive: true });
  accident(killed());
  const opened = open(killed());
  const found = { said: opened.recovered, library: await opened.exerciseLibrary.read() };
  opened.close();
  const again = open(killed());
  expect(again.recovered).toBeNull();
  again.close();
  rmSync(killed(), { recursive: true, force: true, maxRetries: 5 });
  return found;
}

const removeLog = (path: string) => rmSync(log(path));

describe('the library, where the log has lost its end', () => {
  it.each([0, 1])(
    'is lost, and that is said, if no backup has it and nothing of it is left (games: %i)',
    async (games) => {
      if (games > 0) await createGame(store.eventStore);
      const bytes = statSync(log(running())).size;
      await keep(1);
      clock.advance(1_000);
      for (const accident of [removeLog, (path: string) => truncateSync(log(path), bytes)]) {
        const { said, library: left } = await startAfter(accident);
        expect(left).toBeNull();
        expect(said).toMatchObject({ library: 'lost' });
      }
    },
  );

  it('lacks its latest changes, and that is said', async () => {
    await createGame(store.eventStore);
    await keep(1);
    const bytes = statSync(log(running())).size;
    await keep(2);
    clock.advance(1_000);
    const { said, library: left } = await startAfter((path) => truncateSync(log(path), bytes));
    expect(left).toEqual(library(1));
    expect(said).toMatchObject({ library: 'incomplete', games: [{ code: 'GAME01' }] });
    expect(said?.sentence).toContain('the latest changes may be missing');
  });

  it('is as a backup has it, also where there is no game', async () => {
    await keep(1);
    const bytes = statSync(log(running())).size;
    await keep(2);
    await store.backups.take('asked');
    await keep(3);
    clock.advance(1_000);
    const { said, library: left } = await startAfter((path) => truncateSync(log(path), bytes));
    expect(left).toEqual(library(2));
    expect(said).toMatchObject({ library: 'backup' });
  });

  it('is missed only if that was written down, and is there after a mere kill', async () => {
    await keep(1);
    clock.advance(1_000);
    expect(await startAfter(() => undefined)).toEqual({ said: null, library: library(1) });
    const bytes = statSync(log(running())).size;
    await keep(2);
    expect(knownHeadsIn(running())).toMatchObject({ libraryRevision: 1 });
    const cut = await startAfter((path) => truncateSync(log(path), bytes));
    expect(cut).toEqual({ said: null, library: library(1) });
  });
});
