import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { OpenError } from '../open-error.ts';
import { DATABASE_FILE } from './connection.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const onWindows = process.platform === 'win32';
const note = onWindows ? ' (not run: Windows lets few people make links)' : '';

const parent = temporaryFolder();
const folder = join(parent.path, 'data');
const elsewhere = join(parent.path, 'elsewhere');
const file = join(folder, DATABASE_FILE);
let store: SqliteStore | null = null;

function open(): SqliteStore {
  store = openSqliteStore({ folder });
  return store;
}

async function openWithGame(): Promise<number> {
  const { eventStore } = open();
  const gameId = await createGame(eventStore);
  await eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
  return gameId;
}

afterEach(() => {
  store?.close();
  store = null;
  parent.dispose();
});

describe.skipIf(onWindows)(`a link where the database belongs${note}`, () => {
  it.each([DATABASE_FILE, `${DATABASE_FILE}-wal`])(
    '%s: refuses to start, says what to do, and changes nothing',
    async (name) => {
      await openWithGame();
      store?.close();
      mkdirSync(elsewhere);
      const target = join(elsewhere, 'real');
      if (existsSync(join(folder, name))) renameSync(join(folder, name), target);
      symlinkSync(target, join(folder, name));
      const before = [
        readdirSync(folder),
        readdirSync(elsewhere),
        existsSync(target) && readFileSync(target),
      ];
      expect(open).toThrow(OpenError);
      expect(open).toThrow(`${join(folder, name)} is a link. Put the file itself there`);
      expect([
        readdirSync(folder),
        readdirSync(elsewhere),
        existsSync(target) && readFileSync(target),
      ]).toEqual(before);
    },
  );

  it('is replaced if it comes while the host runs', async () => {
    const gameId = await openWithGame();
    rmSync(file);
    symlinkSync(join(parent.path, 'nowhere'), file);
    await store?.eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
    store?.close();
    expect(await readAll(open().eventStore, gameId)).toHaveLength(3);
  });

  it('may be the whole folder', async () => {
    const gameId = await openWithGame();
    store?.close();
    renameSync(folder, elsewhere);
    symlinkSync(elsewhere, folder);
    const { eventStore } = open();
    await eventStore.append(batch(gameId, 2, joined(8, 'Ben')));
    rmSync(join(elsewhere, DATABASE_FILE));
    await eventStore.append(batch(gameId, 3, joined(9, 'Cem')));
    store?.close();
    expect(await readAll(open().eventStore, gameId)).toHaveLength(4);
  });
});
