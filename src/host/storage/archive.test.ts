import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { HOST_ACTOR_ID, type GameState } from '../../game/state.ts';
import { resealed } from '../faults/forged-export.harness.ts';
import { createLocalBus } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import { openRooms, type Rooms } from '../rooms/rooms.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { createArchive, type ArchiveRequest, type Archive } from './archive.ts';
import { RestoreError } from './backups/restore.ts';
import { UnfinishedWipeError } from './event-store.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { ImportError } from './export/import-error.ts';
import { textOf } from './frozen-game.harness.ts';
import { openSqliteStore, type SqliteStore } from './sqlite/sqlite-store.ts';

const folder = temporaryFolder();
let clock: ManualClock;
let store: SqliteStore;
let rooms: Rooms;
let archive: Archive;
let room: Room;

async function start(): Promise<void> {
  store = openSqliteStore({ folder: folder.path, now: () => clock.wall() });
  const { eventStore, games } = store;
  const hostTime = createHostTime(clock);
  rooms = await openRooms({
    bus: createLocalBus(),
    eventStore,
    games,
    clock,
    hostTime,
    pinOf: () => null,
    report: () => undefined,
  });
  archive = createArchive({ store, rooms, now: () => clock.wall(), report: () => undefined });
}

async function newGame(name: string): Promise<Room> {
  const answer = () => ({ status: 201, body: '{}', secretsOf: null });
  await rooms.create({ name, teamCount: 2, settings: {}, bankerName: 'Berta', key: null, answer });
  const made = rooms.all().at(-1);
  if (made === undefined) throw new Error('no game was made');
  return made;
}

async function run(command: Command, of: Room = room): Promise<void> {
  const response = (status: number) => () => ({ status, body: '{}', secretsOf: null });
  const actor = { id: HOST_ACTOR_ID, role: 'banker' } as const;
  const { status } = await of.execute({
    actor,
    command,
    key: null,
    answer: response(200),
    refuse: response(409),
  });
  expect(status).toBe(200);
}

const joins = (id: number, name: string): Command => ({
  type: 'join',
  id,
  role: 'player',
  name,
  teamNumber: 1,
  withoutPhone: false,
});
const request: ArchiveRequest = {
  key: null,
  answer: (games) => ({ status: 200, body: games.map(({ code }) => code).join(' '), secretsOf: null }),
};
const again = (state: GameState) => rooms.all().find(({ state: { code } }) => code === state.code);

/** A game with people, extra time, a custom exercise, and a bit of everything else. */
async function livelyGame(): Promise<{ anna: number }> {
  const anna = await store.eventStore.nextId('participant');
  const challenge = await store.eventStore.nextId('challenge');
  await run(joins(anna, 'Annabella'));
  await run({ type: 'change_participant', id: anna, change: { extraTimeFactor: 2 } });
  await run({ type: 'change_team', number: 1, change: { name: 'Annabella & co' } });
  await run({ type: 'start' });
  await run({ type: 'request', id: challenge, playerId: anna, building: 'farm' });
  const exercise = { type: 'custom', description: 'Annabella hops', target: 20 };
  await run({ type: 'assign', id: challenge, exercise, durationSeconds: 60 });
  await run({ type: 'complete', id: challenge });
  return { anna };
}

beforeEach(async () => {
  clock = createManualClock();
  await start();
  room = await newGame('Annabella turns ten');
});

afterEach(async () => {
  await rooms.close();
  store.close();
  folder.dispose();
});

describe('restoring from a backup', () => {
  it('restores one game under a new epoch; the others are untouched', async () => {
    const other = await newGame('Other');
    await run(joins(await store.eventStore.nextId('participant'), 'Anna'));
    const backup = await archive.backUp();
    const before = room.state;
    clock.advance(1_000);
    await run({ type: 'start' });

    const { body } = await archive.restore(backup?.name ?? '', before.code, request);

    const back = again(before);
    expect(body).toBe(before.code);
    expect(back?.state).toEqual(before);
    expect(back?.epoch).not.toBe(room.epoch);
    expect(again(other.state)).toBe(other);
    room = back ?? room;
    await run({ type: 'start' });
  });

  it('restores the whole host: games created later are gone, but are in the backup made first', async () => {
    const backup = await archive.backUp();
    clock.advance(1_000);
    const later = await newGame('Later');
    const wiped: string[] = [];
    rooms.watch({ opened: () => undefined, wiped: ({ state }) => wiped.push(state.code) });

    await archive.restore(backup?.name ?? '', null, request);

    expect(wiped).toEqual([later.state.code]);
    expect(rooms.all().map(({ state }) => state.code)).toEqual([room.state.code]);
    const saved = (await archive.backups()).find(({ reason }) => reason === 'before-restore');
    expect(saved?.games?.map(({ code }) => code)).toContain(later.state.code);
  });

  it('survives a restart, and the newest backup holds the restored games', async () => {
    const backup = await archive.backUp();
    clock.advance(1_000);
    await run({ type: 'start' });
    await archive.restore(backup?.name ?? '', null, request);
    clock.advance(1_000);
    await store.backups.take('asked');
    await rooms.close();
    store.close();
    await start();
    expect(rooms.all().map(({ state }) => state.status)).toEqual(['waiting']);
    expect((await archive.backups())[0]?.games).toMatchObject([{ seq: 2, name: 'Annabella turns ten' }]);
  });

  it('G2 happens once, however many requests arrive at the same time', async () => {
    const backup = await archive.backUp();
    clock.advance(1_000);
    await run({ type: 'start' });
    const opened: string[] = [];
    rooms.watch({ opened: ({ epoch }) => opened.push(epoch), wiped: () => undefined });
    const key = { participantId: HOST_ACTOR_ID, key: 'restore', requestHash: 'h' };
    const once = () => archive.restore(backup?.name ?? '', null, { ...request, key });

    const answers = await Promise.all([once(), once()]);

    expect(answers[0]?.body).toBe(answers[1]?.body);
    expect(opened).toEqual([room.epoch, again(room.state)?.epoch]);
  });

  it('G1 backs up what is acknowledged while the restore waits for its turn', async () => {
    const backup = await archive.backUp();
    let giveTurn = () => {};
    const turn = new Promise<void>((resolve) => {
      giveTurn = resolve;
    });
    const before = rooms.replace({
      gameIds: () => [],
      key: null,
      async step() {
        await turn;
        return { status: 200, body: '', secretsOf: null };
      },
    });
    const restoring = archive.restore(backup?.name ?? '', null, request);
    // Comes after the one that the restore asks for: nothing has happened, so neither makes a backup.
    expect(await store.backups.take('asked')).toBeNull();
    await run({ type: 'start' });
    const acknowledged = room.state.seq;
    giveTurn();
    await Promise.all([before, restoring]);
    const saved = (await archive.backups()).filter(({ reason }) => reason === 'before-restore');
    expect(saved[0]?.games).toMatchObject([{ seq: acknowledged }]);
  });

  it('changes nothing if a game in the backup contradicts itself', async () => {
    const [one, other] = [
      await store.eventStore.nextId('participant'),
      await store.eventStore.nextId('participant'),
    ];
    await run(joins(one, 'Anna'));
    await run(joins(other, 'Anna'));
    const { gameId, seq, playMs } = room.state;
    const merged = (id: number, into: number) => ({ type: 'participant_merged', id, into }) as const;
    await store.eventStore.append({
      gameId,
      expectedSeq: seq,
      events: [merged(one, other), merged(other, one)].map((event, index) => ({
        seq: seq + index + 1,
        at: clock.wall(),
        playMs,
        by: HOST_ACTOR_ID,
        event,
      })),
      responses: [],
      usedTickets: [],
    });
    const backup = await archive.backUp();
    const before = await archive.backups();
    await expect(archive.restore(backup?.name ?? '', null, request)).rejects.toThrow(
      /^Game \w{6} in this backup cannot be opened\. Participant \d+ was merged in a circle.*Choose another one\.$/,
    );
    expect(again(room.state)).toBe(room);
    expect(await archive.backups()).toEqual(before);
  });

  it('changes nothing if the backup is gone or does not hold the game', async () => {
    const backup = await archive.backUp();
    const later = await newGame('Later');
    await expect(archive.restore('nothing', null, request)).rejects.toThrow(RestoreError);
    await expect(archive.restore(backup?.name ?? '', later.state.code, request)).rejects.toThrow(
      /does not hold/,
    );
    expect(again(room.state)).toBe(room);
  });
});

describe('an exported game', () => {
  it('can be imported on any host: the same game with new ids', async () => {
    await livelyGame();
    const text = await textOf(archive.exportGame(room, 'real'));
    const { body: code } = await archive.importGame(Buffer.from(text), request);
    const made = await rooms.byCode(code);
    if (made === null) throw new Error('nothing was imported');
    expect(code).not.toBe(room.state.code);
    expect(made.state.name).toBe('Annabella turns ten');
    expect(made.state.seq).toBe(room.state.seq);
    expect(made.state.teams).toEqual(room.state.teams);
    expect([...made.state.participants.values()].map(({ name }) => name)).toEqual(['Berta', 'Annabella']);
    for (const id of made.state.participants.keys()) expect(room.state.participants.has(id)).toBe(false);
    for (const id of made.state.challenges.keys()) expect(room.state.challenges.has(id)).toBe(false);
    await run({ type: 'end' }, made);
  });

  it('keeps its code if no other game has it', async () => {
    const { code } = room.state;
    const text = await textOf(archive.exportGame(room, 'real'));
    await rooms.wipe(room);
    expect((await archive.importGame(Buffer.from(text), request)).body).toBe(code);
  });

  it('can have pseudonyms: no names, custom text or extra time', async () => {
    await livelyGame();
    const text = await textOf(archive.exportGame(room, 'pseudonyms'));
    expect(text).not.toMatch(/Annabella|Berta|extraTime|hops/);
    expect(text).toMatch(/"Player 1".*"Team 1"/s);
    const { body } = await archive.importGame(Buffer.from(text), request);
    expect((await rooms.byCode(body))?.state.teams.map(({ tally }) => tally)).toEqual(
      room.state.teams.map(({ tally }) => tally),
    );
  });

  it('contains no responses, tickets or host key', async () => {
    await livelyGame();
    const text = await textOf(archive.exportGame(room, 'real'));
    expect(text).not.toMatch(/token|pin|ticket|requestHash|"key"/i);
  });

  it('stores the response to its import', async () => {
    const text = await textOf(archive.exportGame(room, 'real'));
    const key = { participantId: HOST_ACTOR_ID, key: 'import', requestHash: 'h' };
    const { body } = await archive.importGame(Buffer.from(text), { ...request, key });
    expect(
      (await store.eventStore.findIdempotencyRecordInAnyGame(HOST_ACTOR_ID, 'import'))?.response.body,
    ).toBe(body);
  });

  const spoil = (search: string | RegExp, replacement: string) => (text: string) =>
    text.replace(search, replacement);
  const spoilt: readonly [string, (text: string) => string, RegExp][] = [
    ['something else', () => 'PNG...', /not an exported game/],
    ['nothing', () => '', /not an exported game/],
    ['a newer version', spoil(/"version":\d+/, '"version":99'), /newer version.*update this program/],
    ['a cut end', (text) => text.slice(0, -40), /Line \d+ is no longer as it was exported|says it holds/],
    ['a missing line', (text) => text.split('\n').toSpliced(3, 1).join('\n'), /says it holds/],
    ['two lines swapped', (text) => swapped(text, 2, 3), /do not follow/],
    ['events of a newer version', spoil(/"event_version":\d+/, '"event_version":99'), /update this program/],
    ['an unknown event', spoil('game_started', 'game_sold'), /update this program/],
    ['a field that does not belong', spoil('"event":{', '"event":{"token":"x",'), /update this program/],
    ['a known field of another kind', spoil('"teamCount":2', '"teamCount":"two"'), /Line 2 is not/],
    ['a field out of its limits', spoil('"teamCount":2', '"teamCount":13'), /Line 2 is not/],
    ['a team that is not there', spoil('"teamNumber":1', '"teamNumber":9'), /Event 3 cannot .* team 9/],
    ['a caller that is not there', spoil('"by":0', '"by":777'), /Event 1 cannot .* 777 had not joined/],
    ['a name that somebody has', spoil('"name":"Annabella"', '"name":"BERTA"'), /had this name/],
    ['no banker', spoil('"role":"banker"', '"role":"board"'), /no banker/],
    ['a year that no date has', spoil(/"at":\d+/, '"at":9000000000000000'), /Line 2 is not/],
  ];
  it.each(spoilt)('with %s is rejected with a sentence, and creates nothing', async (_, change, sentence) => {
    await livelyGame();
    const text = await textOf(archive.exportGame(room, 'real'));
    const file = Buffer.from(resealed(change(text)));
    await expect(archive.importGame(file, request)).rejects.toThrow(ImportError);
    await expect(archive.importGame(file, request)).rejects.toThrow(sentence);
    expect(rooms.all()).toHaveLength(1);
    expect(await store.eventStore.list()).toHaveLength(1);
  });
});

function swapped(text: string, one: number, other: number): string {
  const lines = text.split('\n');
  const [first = '', second = ''] = [lines[one], lines[other]];
  return lines.with(one, second).with(other, first).join('\n');
}

describe('wiping a game', () => {
  it('removes it from the backups too', async () => {
    await archive.backUp();
    await rooms.wipe(room);
    expect(rooms.all()).toEqual([]);
    const [backup] = await archive.backups();
    expect(backup?.games).toEqual([]);
    expect(readFileSync(backupPath(backup?.name), 'latin1')).not.toContain('Annabella');
  });

  it('removes it even if a backup cannot be rewritten, says so, and finishes at the next start', async () => {
    const made = await archive.backUp();
    const inTheWay = backupPath(`${made?.name}.partial`);
    mkdirSync(inTheWay);
    const wiped: string[] = [];
    rooms.watch({ opened: () => undefined, wiped: ({ state }) => wiped.push(state.code) });
    await expect(rooms.wipe(room)).rejects.toThrow(UnfinishedWipeError);
    expect([rooms.all(), wiped]).toEqual([[], [room.state.code]]);
    rmdirSync(inTheWay);
    await rooms.close();
    store.close();
    await start();
    expect((await archive.backups())[0]?.games).toEqual([]);
  });
});

function backupPath(name: string | undefined): string {
  return `${folder.path}/backups/${name}`;
}
