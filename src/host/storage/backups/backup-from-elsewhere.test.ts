import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { openHost, WITHOUT_KEY, type Host } from '../frozen-game.harness.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { resealEvents } from '../sqlite/reseal-events.harness.ts';

const folder = temporaryFolder();
let host: Host;

beforeEach(async () => {
  host = await openHost(folder.path);
});
afterEach(async () => {
  await host.close();
  folder.dispose();
});

const codes = async () => (await host.store.eventStore.list()).map(({ code }) => code);

async function newGame(name: string): Promise<string> {
  const answer = ({ code }: { code: string }) => ({ status: 201, body: code, secretsOf: null });
  const order = { name, teamCount: 2, settings: {}, bankerName: 'Berta', key: null, answer };
  return (await host.rooms.create(order)).body;
}

/** What another laptop would hold: the same ids, each with the code of the other game. */
async function swapCodes(one: string, other: string): Promise<void> {
  await host.close();
  const db = new SqliteDatabase(join(folder.path, DATABASE_FILE));
  const rename = (from: string, to: string) => {
    db.prepare('update games set code = ? where code = ?').run(to, from);
    db.prepare('update events set body = replace(body, ?, ?)').run(from, to);
  };
  rename(one, 'SWAPPD');
  rename(other, one);
  rename('SWAPPD', other);
  resealEvents(db);
  db.close();
  host = await openHost(folder.path);
}

describe('a backup from another laptop, where games have the ids of games here', () => {
  it('never puts one game in the place of another; restored as a whole, each game has its own code', async () => {
    const [one, other] = [await newGame('One'), await newGame('Other')];
    const backup = await host.archive.backUp();
    await swapCodes(one, other);
    expect(await codes()).toEqual([other, one]);

    await expect(host.archive.restore(backup?.name ?? '', one, WITHOUT_KEY)).rejects.toThrow(
      `${one} in this backup is another laptop's: it clashes with game ${other}.`,
    );
    expect(await codes()).toEqual([other, one]);

    await host.archive.restore(backup?.name ?? '', null, WITHOUT_KEY);
    await host.close();
    host = await openHost(folder.path);
    expect(host.store.recovered).toBeNull();
    expect(await codes()).toEqual([one, other]);
    expect(host.rooms.all().map(({ state }) => state.name)).toEqual(['One', 'Other']);
  });
});
