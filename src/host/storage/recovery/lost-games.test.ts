import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shortOrAll } from '../../../../scripts/long-form.fixtures.ts';
import { BASE_TIME, batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { HEADS_FILE } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const PAGE_SIZE = 4096;
const FRAME_HEADER_BYTES = 24;
const folder = temporaryFolder();
const file = (name = DATABASE_FILE) => join(folder.path, name);
let store: SqliteStore;
let now = BASE_TIME;

function open(): SqliteStore {
  now += 1_000;
  return openSqliteStore({ folder: folder.path, now: () => now });
}

beforeEach(() => {
  store = open();
});

afterEach(() => {
  store.close();
  folder.dispose();
});

/** Opens the store again after something has happened to its files. */
function openAfter(accident: () => void): void {
  store.close();
  accident();
  store = open();
}

/** What a crash leaves, after something has happened to it. */
function openAfterCrash(spoil: (wal: Buffer) => void): void {
  const [database, wal] = [readFileSync(file()), readFileSync(file(`${DATABASE_FILE}-wal`))];
  openAfter(() => {
    spoil(wal);
    writeFileSync(file(), database);
    writeFileSync(file(`${DATABASE_FILE}-wal`), wal);
  });
}

function overwrite(path: string, position: number, bytes: Buffer): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, bytes, 0, bytes.length, position);
  closeSync(handle);
}

/** Overwrites the head of each page with `text` in it. */
function damagePagesOf(text: string): void {
  const bytes = readFileSync(file());
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1))
    overwrite(file(), Math.floor(at / PAGE_SIZE) * PAGE_SIZE, Buffer.alloc(8, 0xff));
}

const overwriteHead = (path: string) => overwrite(path, 0, Buffer.alloc(100, 0x41));

async function addPlayers(gameId: number, players: number): Promise<void> {
  const events = Array.from({ length: players }, (_, index) =>
    joined(gameId * 1_000 + index, 'A name that takes some room'),
  );
  await store.eventStore.append(batch(gameId, 1, ...events));
}

/** Two games of many pages; a backup holds the first alone. */
async function twoGames(): Promise<void> {
  await addPlayers(await createGame(store.eventStore, 'First'), 200);
  await store.backups.take('asked');
  await addPlayers(await createGame(store.eventStore, 'Second'), 200);
}

const recovered = () => store.recovered ?? { games: [], lostGames: [], otherGames: null, sentence: '' };

describe('a game that a recovery cannot bring back', () => {
  it('is named although the file lists it alone, and so is the place of the damaged file', async () => {
    await twoGames();
    openAfter(() => damagePagesOf('"name":"Second"'));
    expect(recovered()).toMatchObject({ games: [{ code: 'GAME01' }], lostGames: ['GAME02'] });
    expect(recovered().sentence).toMatch(
      /It is kept in .*damaged-.*\. Game GAME02 could not be read, and no good backup contains it: import it/,
    );
  });

  it.each(
    shortOrAll([
      ['a file beside a WAL that goes on', true],
      ['a file', false],
    ] as const),
  )('is named, or it is said that there may be one, wherever %s was cut', async (_, hasWal) => {
    await twoGames();
    store.close();
    if (hasWal) {
      store = open();
      await store.eventStore.append(batch(2, 201, joined(9_000, 'Late')));
    }
    const wal = file(`${DATABASE_FILE}-wal`);
    const [whole, log] = [readFileSync(file()), hasWal ? readFileSync(wal) : Buffer.alloc(0)];
    store.close();
    const backups = readdirSync(file('backups'));
    const told: string[] = [];
    for (let pages = Math.ceil(whole.length / PAGE_SIZE) - 1; pages >= 0; pages -= 1) {
      writeFileSync(file(), whole.subarray(0, pages * PAGE_SIZE));
      writeFileSync(wal, log);
      store = open();
      const { lostGames, otherGames } = recovered();
      const isKnown = [...store.games.map(({ code }) => code), ...lostGames].includes('GAME02');
      told.push(isKnown && otherGames !== 'lost' ? 'named' : String(otherGames));
      store.close();
      for (const name of readdirSync(file('backups')).filter((each) => !backups.includes(each)))
        rmSync(file(join('backups', name)));
    }
    store = open();
    expect(told).toContain('named');
    expect(new Set([...told, 'possible'])).toEqual(new Set(['named', 'possible']));
  });

  it('is named from its first event where the file is no database any more', async () => {
    await twoGames();
    openAfter(() => overwriteHead(file()));
    expect(recovered()).toMatchObject({ games: [{ from: 'backup' }], lostGames: ['GAME02'] });
  });

  it('is named where it was in a part of the WAL that cannot be read', async () => {
    await addPlayers(await createGame(store.eventStore, 'First'), 200);
    const mark = statSync(file(`${DATABASE_FILE}-wal`)).size;
    await addPlayers(await createGame(store.eventStore, 'Second'), 200);
    const end = statSync(file(`${DATABASE_FILE}-wal`)).size;
    for (const port of ['8001', '8002']) store.settings.set('port', port);
    // The pages are there, but nothing says any more which ones they are.
    openAfterCrash((wal) => {
      for (let at = mark; at < end; at += FRAME_HEADER_BYTES + PAGE_SIZE)
        wal.fill(0, at, at + FRAME_HEADER_BYTES);
    });
    expect(recovered()).toMatchObject({ games: [{ code: 'GAME01' }], lostGames: ['GAME02'] });
  });

  it('is named from a damaged backup that is newer than the one that was used', async () => {
    await twoGames();
    await store.backups.take('asked');
    const [newest = ''] = readdirSync(file('backups')).toSorted().toReversed();
    openAfter(() => {
      for (const suffix of ['', '-wal']) rmSync(file(DATABASE_FILE + suffix), { force: true });
      overwriteHead(file(join('backups', newest)));
    });
    expect(recovered()).toMatchObject({ games: [{ from: 'backup' }], lostGames: ['GAME02'] });
  });

  it('is spoken of where not even its code is left', async () => {
    await twoGames();
    store.close();
    const db = new SqliteDatabase(file());
    db.pragma('foreign_keys = OFF');
    db.exec(`delete from games where game_id = 2; delete from events where game_id = 2 and seq = 1; vacuum`);
    db.close();
    rmSync(file(HEADS_FILE));
    store = open();
    expect(recovered()).toMatchObject({ lostGames: [], otherGames: 'lost' });
    expect(recovered().sentence).toContain('At least one more game is lost; not even its code');
  });

  it('is named from the file that says how far the games had come, where nothing else is left of it', async () => {
    await twoGames();
    openAfter(() => {
      for (const suffix of ['', '-wal']) rmSync(file(DATABASE_FILE + suffix), { force: true });
    });
    expect(recovered()).toMatchObject({ lostGames: ['GAME02'], otherGames: null });
  });

  it('may have been made after the backup that takes the place of a lost file', async () => {
    await twoGames();
    openAfter(() => {
      for (const suffix of ['', '-wal']) rmSync(file(DATABASE_FILE + suffix), { force: true });
      rmSync(file(HEADS_FILE));
    });
    expect(recovered()).toMatchObject({ lostGames: [], otherGames: 'possible' });
    expect(recovered().sentence).toContain('There is no way to tell whether more games are lost');
  });
});

describe('of no game is it said that it is lost', () => {
  it('where the backup holds all that there ever were', async () => {
    await createGame(store.eventStore, 'First');
    await store.backups.take('asked');
    openAfter(() => overwriteHead(file()));
    expect(recovered()).toMatchObject({
      games: [{ from: 'backup' }],
      lostGames: [],
      otherGames: null,
    });
  });

  it('where one was wiped before', async () => {
    await twoGames();
    await store.eventStore.wipe(2, null);
    await store.backups.take('asked');
    openAfter(() => overwriteHead(file()));
    expect(recovered()).toMatchObject({ games: [{ code: 'GAME01' }], lostGames: [] });
  });
});

describe('settings of the host', () => {
  const chosen = () => store.settings.get('chosen_address');

  it('go on where the damage is elsewhere, and nothing is said of them', async () => {
    await twoGames();
    store.settings.set('chosen_address', '10.0.0.2');
    openAfter(() => damagePagesOf('"name":"Second"'));
    expect(chosen()).toBe('10.0.0.2');
    expect(store.recovered).toMatchObject({ areSettingsLost: false });
  });

  it('are as the backup has them where they could not be read, and that is said', async () => {
    await createGame(store.eventStore, 'First');
    store.settings.set('chosen_address', '10.0.0.2');
    await store.backups.take('asked');
    store.settings.set('chosen_address', '10.0.0.3');
    openAfter(() => overwriteHead(file()));
    expect(chosen()).toBe('10.0.0.2');
    expect(store.recovered).toMatchObject({ areSettingsLost: true });
    expect(recovered().sentence).toContain('Some settings of this laptop could not be read');
  });
});
