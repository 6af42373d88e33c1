/** What the banker wanted to keep is not pushed out by what the laptop makes by itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BASE_TIME, batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const folder = temporaryFolder();
let store: SqliteStore;
beforeEach(() => {
  store = openSqliteStore({ folder: folder.path, now: () => BASE_TIME });
});
afterEach(() => {
  store.close();
  folder.dispose();
});

describe('a backup that somebody asked for', () => {
  const stored = (reason: string) => store.backups.list().filter((each) => each.reason === reason);

  it.each(['start', 'play', 'end'] as const)('is not pushed out by those made at %s', async (reason) => {
    const gameId = await createGame(store.eventStore);
    const asked = await store.backups.take('asked');
    for (let seq = 1; seq <= 8; seq += 1) {
      await store.eventStore.append(batch(gameId, seq, joined(seq, 'Anna')));
      await store.backups.take(reason);
    }
    expect(stored('asked').map(({ name }) => name)).toEqual([asked?.name]);
    expect(stored(reason)).toHaveLength(6);
  });

  it('where nothing has happened since one was made by itself, is that one', async () => {
    const gameId = await createGame(store.eventStore);
    const made = await store.backups.take('play');
    expect(await store.backups.take('asked')).toBeNull();
    for (let seq = 1; seq <= 8; seq += 1) {
      await store.eventStore.append(batch(gameId, seq, joined(seq, 'Anna')));
      await store.backups.take('play');
    }
    const [asked] = stored('asked');
    expect(asked).toMatchObject({ number: made?.number, at: made?.at, bytes: made?.bytes });
    expect(await store.restorer.contents(asked?.name ?? '')).toMatchObject([{ seq: 1 }]);
  });

  it('takes the place of the oldest of its own alone, so that the disk is never full of them', async () => {
    const gameId = await createGame(store.eventStore);
    for (let seq = 1; seq <= 27; seq += 1) {
      await store.eventStore.append(batch(gameId, seq, joined(seq, 'Anna')));
      await store.backups.take((['asked', 'play', 'before-restore'] as const)[seq % 3] ?? 'asked');
    }
    expect(store.backups.list()).toHaveLength(18);
    expect(stored('asked').map(({ number }) => number)).toEqual([27, 24, 21, 18, 15, 12]);
  });
});
