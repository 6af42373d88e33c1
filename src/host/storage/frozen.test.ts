/** Data from every earlier version can be opened and continued. See frozen/README.md. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { runAtOnce } from '../time/time-slices.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { HASHES } from './frozen-files.fixtures.ts';
import {
  FROZEN_CODE,
  gameOf,
  importInto,
  textOf,
  continueGame,
  openHost,
  toPlain,
  WITHOUT_KEY,
  type PlainGame,
} from './frozen-game.harness.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';
import { gameIdsIn, gameIdsInSound, readGame } from './sqlite/game-record.ts';

const FROZEN = join(import.meta.dirname, 'frozen');
const DATABASES = Object.keys(HASHES).filter((name) => name.endsWith('.sqlite3'));
/** Other games, with what came later. */
const CARDS = 'export-3-cards.jsonl';
const CONTINUED = 'export-3-continued.jsonl';
const CORRECTED = 'export-3-corrected.jsonl';
const EVENING = 'export-3-evening.jsonl';
const FINALE = 'export-3-finale.jsonl';
const REDONE = 'export-3-redone.jsonl';
const TEAMS = 'export-3-teams.jsonl';
const TIERS = 'export-3-tiers.jsonl';
const EXPORTS = Object.keys(HASHES).filter((name) => /^export-\d(-pseudonyms)?\.jsonl$/.test(name));
const GAMES = JSON.parse(readFileSync(join(FROZEN, 'games.json'), 'utf8')) as readonly PlainGame[];
const [GAME = {}] = GAMES;
const NAMES = /Hütten|Beätrice|Große|Jörg|Zoë|Ämilie|Ülkü|Füchse|Später|hüpft|extraTime/;
const BACKUP = 'games-2026-06-12T18-09-00-000Z-play.sqlite3';
const SQUATS = { type: 'squats', description: '20 Squats', target: 20 };

const folder = temporaryFolder();
afterEach(() => folder.dispose());

/** The game without ids, which differ between hosts; participants and challenges in chronological order. */
function comparable({
  gameId: _id,
  code: _code,
  challengeOrder: _order,
  open: _open,
  ...game
}: PlainGame): PlainGame {
  const { participants, challenges } = game as { participants: PlainGame; challenges: PlainGame };
  const inOrder = (byId: PlainGame, when: string) =>
    (Object.values(byId) as PlainGame[]).toSorted((one, other) => Number(one[when]) - Number(other[when]));
  return {
    ...game,
    participants: inOrder(participants, 'joinedAt').map(({ id: _seat, mergedInto, ...seat }): PlainGame => ({
      ...seat,
      isMerged: mergedInto !== null,
    })),
    challenges: inOrder(challenges, 'requestedAt').map(
      ({ id: _challenge, playerId: _player, lastStep, ...challenge }): PlainGame => ({
        ...challenge,
        lastStep: (lastStep as PlainGame | null)?.['kind'] ?? null,
      }),
    ),
  };
}

it('the frozen files are complete and unchanged', async () => {
  const found = readdirSync(FROZEN).filter((name) => name !== 'games.json' && name !== 'README.md');
  const hashes = found.map((name): [string, string] => [
    name,
    createHash('sha256')
      .update(readFileSync(join(FROZEN, name)))
      .digest('hex'),
  ]);
  expect(Object.fromEntries(hashes)).toEqual(HASHES);
});

describe.each(DATABASES)('%s', (name) => {
  it('can be opened, continued, restored, exported, imported and reopened', async () => {
    putDatabase(name);
    const continued = await continueGame(folder.path, SQUATS);

    expect(continued.recovered).toEqual([null, null]);
    expect(continued.opened).toEqual(GAMES);
    expect(continued.playedOn).toMatchObject({ seq: Number(GAME['seq']) + 5 });
    expect(continued.restored).toEqual(continued.playedOn);
    expect(continued.reopened).toEqual(continued.playedOn);
    expect(continued.imported.map(comparable)[0]).toEqual(comparable(continued.playedOn));
    expect(continued.exported).toMatch(NAMES);
    expect(continued.pseudonymised).not.toMatch(NAMES);
    expect(continued.imported.map(({ teams }) => teams)[1]).toMatchObject({
      1: { name: 'Team 1', tally: { farm: 1 } },
    });
    expect(readdirSync(folder.path).filter((file) => file.startsWith('damaged'))).toEqual([]);
  });

  it('can be restored as a backup', async () => {
    putBackup(name);
    const host = await openHost(folder.path);

    expect((await host.archive.backups())[0]?.games).toEqual([
      { gameId: 1, code: FROZEN_CODE, name: 'Hüttenabend, zweite Runde', seq: GAME['seq'] },
      { gameId: 2, code: 'WATE45', name: 'Ein Übungsspiel', seq: 2 },
    ]);
    await host.archive.restore(BACKUP, null, WITHOUT_KEY);

    expect(toPlain(gameOf(host).state)).toEqual(GAME);
    await host.close();
  });

  it('is used to recover a damaged database', async () => {
    putBackup(name);
    putDatabase(name);
    const db = new Database(join(folder.path, DATABASE_FILE));
    db.prepare("update events set body = 'torn' where game_id = 1 and seq = 30").run();
    db.close();

    const host = await openHost(folder.path);

    expect(host.store.recovered?.games).toMatchObject([
      { code: FROZEN_CODE, from: 'backup' },
      { code: 'WATE45', from: 'file', isWhole: true },
    ]);
    expect(toPlain(gameOf(host).state)).toEqual(GAME);
    await host.close();
  });
});

it('a numbered backup counts as newer than any of an earlier version, and the next one counts on from it', async () => {
  putBackup('database-2.sqlite3', BACKUP.replace('2026', '2031'));
  const numbered = `games-000001-${BACKUP.slice('games-'.length)}`;
  putBackup('backup-3-numbered.sqlite3', numbered);
  const host = await openHost(folder.path);
  expect((await host.archive.backups()).map(({ name, number }) => [name, number])).toEqual([
    [numbered, 1],
    [BACKUP.replace('2026', '2031'), 0],
  ]);
  await importInto(host, readFileSync(join(FROZEN, 'export-2.jsonl'), 'utf8'));
  expect((await host.archive.backUp())?.number).toBe(2);
  await host.close();
});

it.each(DATABASES)('%s can be salvaged without being migrated', async (name) => {
  putDatabase(name);
  const db = new Database(join(folder.path, DATABASE_FILE));
  const before = db.pragma('user_version', { simple: true });
  expect(gameIdsInSound(db)).toEqual(gameIdsIn(db));
  expect(gameIdsIn(db).map((id) => runAtOnce(readGame(db, id)))).toMatchObject([
    { isWhole: true, state: { seq: GAME['seq'] }, idempotencyRows: { length: 15 } },
    { isWhole: true, state: { seq: 2 } },
  ]);
  expect(db.pragma('user_version', { simple: true })).toBe(before);
  db.close();
});

function putDatabase(name: string): void {
  mkdirSync(folder.path, { recursive: true });
  copyFileSync(join(FROZEN, name), join(folder.path, DATABASE_FILE));
}

/** A backup as every version made them: a single file. */
function putBackup(name: string, as = BACKUP): void {
  const path = join(folder.path, 'backups', as);
  mkdirSync(join(folder.path, 'backups'), { recursive: true });
  copyFileSync(join(FROZEN, name), path);
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.close();
}

async function imported(name: string): Promise<PlainGame> {
  const host = await openHost(folder.path);
  const made = await importInto(host, readFileSync(join(FROZEN, name), 'utf8'));
  await host.close();
  return made;
}

describe.each(EXPORTS)('%s', (name) => {
  it('is imported as the same game', async () => {
    const made = await imported(name);
    expect(unnamed(comparable(made))).toEqual(unnamed(comparable(GAME)));
  });
});

it(`${CONTINUED}, a second round that goes on in a third, is imported as a game of its own`, async () => {
  const made = await imported(CONTINUED);
  expect(made).toMatchObject({
    status: 'completed',
    settings: { locked: true },
    teams: { 2: { name: 'Füchse' } },
    continues: null,
    next: null,
  });
  const people = Object.values(made['participants'] as Record<string, PlainGame>);
  expect(
    people.map(({ name, extraTimeFactor, withoutPhone, continues }) => [
      name,
      extraTimeFactor,
      withoutPhone,
      continues,
    ]),
  ).toEqual([
    ['Banker', 1, false, null],
    ['Zoë', 1, false, null],
    ['Leo', 1.5, false, null],
    ['Ülkü', 1, true, null],
  ]);
});

it('a game in which every step was undone and done again is imported as it was', async () => {
  const made = await imported(REDONE);
  const { teams, challenges } = comparable(made) as { teams: PlainGame; challenges: readonly PlainGame[] };
  expect(teams).toMatchObject({ 1: { hasSchool: true, tally: { school: 1 } }, 2: { tally: { mine: 0 } } });
  const exercise = { type: 'custom', description: 'Jörg hüpft', target: 9 };
  expect(challenges).toMatchObject([
    { status: 'completed', lastStep: 'complete', exercise, durationSeconds: 360, version: 18, undone: null },
    { status: 'cancelled', lastStep: 'cancel', endedReason: 'banker', version: 5, undone: null },
    { status: 'assigned', lastStep: null, version: 4, undone: { kind: 'complete' } },
  ]);
});

it.each(EXPORTS.filter((name) => !name.includes('pseudonyms')))(
  '%s is imported with its text',
  async (name) => {
    const made = await imported(name);
    expect(comparable(made)).toEqual(comparable(GAME));
  },
);

it(`${EVENING} is imported with its planned end, message and settings, also under pseudonyms`, async () => {
  const host = await openHost(folder.path);
  const made = await importInto(host, readFileSync(join(FROZEN, EVENING), 'utf8'));
  expect(made).toMatchObject({
    status: 'in_progress',
    endAt: Date.UTC(2026, 5, 12, 19, 10),
    endsByItself: false,
    message: { text: 'Pizza für alle 🍕' },
    settings: { showStandings: false },
  });
  const room = host.rooms.all().find(({ state }) => state.code === made['code']);
  if (room === undefined) throw new Error('The import opened no room.');
  const exported = await textOf(host.archive.exportGame(room, 'pseudonyms'));
  expect(exported).not.toMatch(/Pizza|Zoë|Räumt/);
  expect(await importInto(host, exported)).toMatchObject({
    endAt: made['endAt'],
    message: { text: 'Message' },
  });
  await host.close();
});

it(`${FINALE} is imported at the step of its finale`, async () => {
  const made = await imported(FINALE);
  expect(made).toMatchObject({ status: 'completed', finale: 'helpers' });
  expect((comparable(made) as { challenges: readonly PlainGame[] }).challenges).toMatchObject([
    { status: 'completed', completedPlayMs: 90_000 },
  ]);
});

it(`${TIERS} is imported with the amounts that were given, and the tier since`, async () => {
  const made = await imported(TIERS);
  expect(made).toMatchObject({ settings: { exerciseTier: 'harder' } });
  expect((comparable(made) as { challenges: readonly PlainGame[] }).challenges).toMatchObject([
    { exercise: { type: 'push_ups', target: 10 } },
  ]);
});

it('a game in which players corrected their own names and teams is imported as it was, also under pseudonyms', async () => {
  const host = await openHost(folder.path);
  const made = await importInto(host, readFileSync(join(FROZEN, CORRECTED), 'utf8'));
  const seatsOf = (game: PlainGame) =>
    (comparable(game) as { participants: readonly PlainGame[] }).participants;
  expect(seatsOf(made)).toMatchObject([
    { name: 'Banker' },
    { name: 'Zoë', teamNumber: 2, approved: false },
    { name: 'Jörg', teamNumber: 2, approved: true },
    { name: 'Ülkü', teamNumber: 1, approved: false },
  ]);
  const room = await host.rooms.byCode(String(made['code']));
  if (room === null) throw new Error('The import opened no room.');
  const exported = await textOf(host.archive.exportGame(room, 'pseudonyms'));
  expect(exported).not.toMatch(/Zo[eë]|J(?:ör|rö)g|Ülkü/);
  expect(unnamed(seatsOf(await importInto(host, exported)))).toEqual(unnamed(seatsOf(made)));
  await host.close();
});

it(`${CARDS}, in which seats moved by their cards, is imported with the PINs' generations`, async () => {
  const made = await imported(CARDS);
  const { participants } = comparable(made) as { participants: readonly PlainGame[] };
  expect(
    participants.map(({ name, withoutPhone, generation, pinGeneration }) => [
      name,
      withoutPhone,
      generation,
      pinGeneration,
    ]),
  ).toEqual([
    ['Banker', false, 0, 0],
    ['Zoë', false, 2, 1],
    ['Jörg', false, 0, 0],
    ['Ülkü', false, 0, 0],
    ['Änne', false, 1, 0],
    ['Björn', true, 0, 0],
  ]);
});

it('a game in which teams were added, folded and brought back is imported as it was, also under pseudonyms', async () => {
  const host = await openHost(folder.path);
  const made = await importInto(host, readFileSync(join(FROZEN, TEAMS), 'utf8'));
  expect(comparable(made)).toMatchObject({
    teamCount: 3,
    settings: { ownNameInPlay: true, ownTeamInPlay: true },
    teams: {
      1: { foldedAt: Date.UTC(2026, 5, 12, 18, 10), tally: { mine: 1 } },
      2: { foldedAt: Date.UTC(2026, 5, 12, 18, 10) },
      3: { name: 'Füchse', foldedAt: null },
    },
    participants: [
      { name: 'Banker' },
      { name: 'Zoë', teamNumber: 3, foldedFrom: [1] },
      { name: 'Jörg', teamNumber: null, foldedFrom: [2] },
      { name: 'Ülkü', teamNumber: 3, foldedFrom: [] },
    ],
    challenges: [
      { teamNumber: 1, status: 'completed' },
      { teamNumber: 3, status: 'requested' },
    ],
  });
  const room = await host.rooms.byCode(String(made['code']));
  if (room === null) throw new Error('The import opened no room.');
  const exported = await textOf(host.archive.exportGame(room, 'pseudonyms'));
  expect(exported).not.toMatch(/Zoë|J(?:ör|rö)g|Ülkü|Füchse/);
  expect(unnamed(comparable(await importInto(host, exported)))).toEqual(unnamed(comparable(made)));
  await host.close();
});

/** The game without text and extra time, which pseudonyms may replace. */
function unnamed(game: unknown): unknown {
  const replaced = new Set(['name', 'description', 'extraTimeFactor']);
  const plain: unknown = JSON.parse(
    JSON.stringify(game, (key, value: unknown) => (replaced.has(key) ? null : value)),
  );
  return plain;
}
