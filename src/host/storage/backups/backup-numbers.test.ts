/** Numbers of backups that no host has counted, but somebody has written into a name: order, pruning and the next ones keep working. */
import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BASE_TIME, batch, createGame, joined, temporaryFolder } from '../events.fixtures.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { KEPT_BACKUPS } from './prune-backups.ts';

const folder = temporaryFolder();
const notes: string[] = [];
let store: SqliteStore;
let now: number;
let gameId: number;
let seq: number;

const open = () =>
  openSqliteStore({ folder: folder.path, now: () => now, notify: (line) => void notes.push(line) });

beforeEach(async () => {
  now = BASE_TIME;
  notes.length = 0;
  store = open();
  gameId = await createGame(store.eventStore);
  seq = 1;
});
afterEach(() => {
  store.close();
  folder.dispose();
});

const names = () => store.backups.list().map(({ name }) => name);
/** Where numbers were taken off, the dates are what is left. */
const unnumbered = (all: readonly string[]) =>
  all.map((name) => name.replace(/^games-\d+-(?=\d{4}-)/, 'games-'));

async function take(): Promise<string> {
  now += 1_000;
  await store.eventStore.append(batch(gameId, seq, joined(seq, `Player ${seq}`)));
  seq += 1;
  const backup = await store.backups.take('play');
  if (backup === null) throw new Error('no backup was made');
  return backup.name;
}

/** As somebody writes it: the same date, and another number. */
const withNumber = (name: string, digits: string) => name.replace(/^games-\d+-/, `games-${digits}-`);

const DIGITS = [
  '999998999999',
  '999999000000',
  '999999000001',
  '999999999998',
  '999999999999',
  '1000000000000',
  '1000000000001',
  '999999999999999',
  '9007199254740990',
  '9007199254740991',
  '18446744073709551616',
  '000000000000',
  '000000000001',
  '000000000000002',
  '000999999999999',
] as const;

describe('a backup with a number that somebody has written', () => {
  it.each(DIGITS)('leaves every later one the newest, and in order: %s', async (digits) => {
    const before = [await take(), await take()];
    const [one = ''] = before;
    const path = (name: string) => join(folder.path, 'backups', name);
    copyFileSync(path(one), path(withNumber(one, digits)));
    const made: string[] = [];
    for (let each = 0; each < 4; each += 1) {
      made.unshift(await take());
      expect(unnumbered(names()).slice(0, made.length)).toEqual(unnumbered(made));
      if (each === 1) {
        store.close();
        store = open();
      }
    }
    // What was there is pruned before what came after it.
    while (made.length < KEPT_BACKUPS) made.unshift(await take());
    expect(unnumbered(names())).toEqual(unnumbered(made));
    expect(await store.restorer.contents(made[0] ?? '')).toMatchObject([{ gameId, seq }]);
  });

  it('has it taken off where none could follow, which is said, and can be restored', async () => {
    const one = await take();
    const forged = withNumber(one, '1000000000000');
    renameSync(join(folder.path, 'backups', one), join(folder.path, 'backups', forged));
    const next = await take();
    const kept = one.replace(/^games-\d+-/, 'games-');
    expect(names()).toEqual([next, kept]);
    expect(notes.join('\n')).toContain(`${forged} has a number after which none can follow`);
    expect(await store.restorer.read(kept)).toHaveLength(1);
    expect(next).toMatch(/^games-000002-/);
  });

  it('takes the place of no other one when it is taken off', async () => {
    const one = await take();
    const path = (name: string) => join(folder.path, 'backups', name);
    for (const digits of ['1000000000000', '999999999999'])
      copyFileSync(path(one), path(withNumber(one, digits)));
    await take();
    expect(names()).toHaveLength(4);
  });
});
