/** A game that came back from its saved file is the game that it was, in the backups as well. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { openHost, textOf, WITHOUT_KEY, type Host } from '../frozen-game.harness.ts';

const NAME = 'Wilhelmine';
const folder = temporaryFolder();
let host: Host;
/** Of the game that everything is about. */
let code: string;
/** A backup from before it, and one that holds it. */
let before: string;
let holding: string;

beforeEach(async () => {
  host = await openHost(folder.path);
  await newGame('Keep');
  before = await backUp();
  code = await newGame(NAME);
  holding = await backUp();
});
afterEach(async () => {
  await host.close();
  folder.dispose();
});

async function newGame(bankerName: string, ownerId?: number): Promise<string> {
  const answer = (state: { code: string }) => ({ status: 201, body: state.code, secretsOf: null });
  const order = { name: 'Friday', teamCount: 2, settings: {}, bankerName, key: null, answer };
  return (await host.rooms.create({ ...order, ...(ownerId !== undefined && { ownerId }) })).body;
}

async function backUp(): Promise<string> {
  const backup = await host.archive.backUp();
  if (backup === null) throw new Error('no backup was made');
  return backup.name;
}

async function room() {
  const found = await host.rooms.byCode(code);
  if (found === null) throw new Error('the game is gone');
  return found;
}

/** The game as a file, which is taken in after a restore to before it. Returns its new id. */
async function comeBack(names: 'real' | 'pseudonyms' = 'real', ownerId?: number): Promise<number> {
  const file = await textOf(host.archive.exportGame(await room(), names));
  await host.archive.restore(before, null, WITHOUT_KEY);
  const order = { ...WITHOUT_KEY, ...(ownerId !== undefined && { ownerId }) };
  expect((await host.archive.importGame(Buffer.from(file), order)).body).toBe(code);
  return (await room()).state.gameId;
}

const wipe = async () => host.rooms.wipe(await room());

async function backupsWithIt(): Promise<number> {
  const backups = await host.archive.backups();
  return backups.filter(({ games }) => games?.some((game) => game.code === code)).length;
}

function filesWithTheName(): string[] {
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(NAME))
    .map(({ name }) => name);
}

async function restart(): Promise<void> {
  await host.close();
  host = await openHost(folder.path);
}

describe('a game that came back from its saved file', () => {
  it.each([
    ['with names', 'real'],
    ['without names', 'pseudonyms'],
  ] as const)('is wiped from the backups of what it was before, too: %s', async (_, names) => {
    await comeBack(names);
    expect(filesWithTheName()).not.toEqual([]);
    await wipe();
    expect([await backupsWithIt(), filesWithTheName()]).toEqual([0, []]);
    await restart();
    expect([await backupsWithIt(), filesWithTheName()]).toEqual([0, []]);
    await expect(host.archive.restore(holding, code, WITHOUT_KEY)).rejects.toThrow('does not hold');
  });

  it('is wiped as well where what it was before is wiped', async () => {
    await comeBack();
    await backUp();
    await host.archive.restore(holding, null, WITHOUT_KEY);
    await wipe();
    expect([await backupsWithIt(), filesWithTheName()]).toEqual([0, []]);
  });

  it('takes nothing else along where its earlier id is another game’s, as in a backup from another laptop', async () => {
    const { gameId } = (await room()).state;
    await comeBack();
    const others = host.store.backups.list().filter(({ reason }) => reason === 'before-restore');
    for (const { name } of others) {
      const db = new SqliteDatabase(join(folder.path, 'backups', name));
      db.prepare('update games set code = ? where game_id = ?').run('QTHER2', gameId);
      db.close();
    }
    await wipe();
    for (const { name } of others)
      expect((await host.archive.contentsOf(name))?.map((game) => game.gameId)).toContain(gameId);
  });

  it('goes back to a backup of what it was before, and forth again', async () => {
    const gameId = await comeBack();
    const played = await backUp();
    await host.archive.restore(holding, code, WITHOUT_KEY);
    expect((await room()).state.gameId).not.toBe(gameId);
    expect((await host.store.eventStore.list()).map((game) => game.code)).toHaveLength(2);
    await host.archive.restore(played, code, WITHOUT_KEY);
    expect((await room()).state.gameId).toBe(gameId);
    await restart();
    expect(host.store.recovered).toBeNull();
    expect((await room()).state.gameId).toBe(gameId);
  });

  it('stays wiped where an older copy of the database has what it was before', async () => {
    const { gameId } = (await room()).state;
    await comeBack();
    await wipe();
    const heads = readFileSync(join(folder.path, 'heads.json'), 'utf8');
    expect(heads).toMatch(new RegExp(`"id":\\s*${gameId},\\s*"checksum"`));
  });
});

describe('a game that another owner took in under its code', () => {
  it('is another one: a wipe leaves the backups, and a restore says what to do', async () => {
    await comeBack('real', 7);
    await expect(host.archive.restore(holding, code, WITHOUT_KEY)).rejects.toThrow(
      `Another game here has the code ${code} by now.`,
    );
    await wipe();
    expect(await backupsWithIt()).toBeGreaterThan(0);
    await host.archive.restore(holding, code, WITHOUT_KEY);
    expect((await room()).state.participants.first()?.name).toBe(NAME);
  });
});
