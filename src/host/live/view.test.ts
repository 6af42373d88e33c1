import Value from 'typebox/value';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Snapshot } from '../../protocol/entity-schemas.ts';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import { TestLive, TRANSPORTS } from './test-live.harness.ts';
import type { TestSocket } from './test-socket.harness.ts';

const PRIVATE = /seat_pin|"needs"|extra_time_factor|blocked|merged_into|removed_at/;

let harness: TestLive;
let anna: number;
let tom: number;
let ada: number;
let board: number;

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna', 1);
  tom = await harness.addPlayer('Tom', 2);
  ada = await harness.addPlayer('Ada', 1);
  board = await harness.addParticipant('board', 'Wall');
});

afterEach(() => harness.close());

/** Everything sent to a socket, as text. */
function sentTo(socket: TestSocket): string {
  return JSON.stringify(socket.frames);
}

async function snapshotOf(id: number): Promise<Snapshot> {
  const { snapshot } = await (await harness.openSocket(id)).welcome();
  if (snapshot === null || snapshot === undefined) throw new Error('the welcome has no snapshot');
  return snapshot;
}

const idsOf = ({ players }: Snapshot) => players.map(({ player_id: id }) => id).toSorted((a, b) => a - b);

it("G6 a removed player is missing from team mates' snapshots, and back in them once restored", async () => {
  expect(idsOf(await snapshotOf(anna))).toEqual([anna, ada]);
  await harness.execute({ type: 'remove_participant', id: ada });
  expect(idsOf(await snapshotOf(anna))).toEqual([anna]);
  await harness.execute({ type: 'restore_participant', id: ada });
  expect(idsOf(await snapshotOf(anna))).toEqual([anna, ada]);
});

it("G6 a removed player is missing from boards' snapshots, and in bankers', who bring players back", async () => {
  await harness.execute({ type: 'remove_participant', id: ada });
  await harness.execute({ type: 'merge_participants', id: tom, into: anna });
  expect(idsOf(await snapshotOf(board))).toEqual([harness.bankerId, anna, board]);
  expect(idsOf(await snapshotOf(harness.bankerId))).toEqual([harness.bankerId, anna, tom, ada, board]);
  await harness.execute({ type: 'restore_participant', id: ada });
  expect(idsOf(await snapshotOf(board))).toEqual([harness.bankerId, anna, ada, board]);
});

describe('very many events at once', () => {
  const flood = (count: number) =>
    Array.from({ length: count }, (_, index) => 10_000 + index).map((id) => ({
      type: 'join' as const,
      id,
      role: 'player' as const,
      name: 'Anna',
      teamNumber: 1,
      withoutPhone: false,
    }));

  it('are sent as events up to a thousand, and beyond that everybody starts again from a snapshot', async () => {
    await harness.execute({ type: 'change_game', settings: { maxPlayers: 5_000 } });
    await harness.executeAll(flood(900));
    await harness.executeAll(flood(2_000).slice(900));
    const ids = flood(2_000).map(({ id }) => id);
    const sockets = await Promise.all([board, anna, harness.bankerId].map((id) => harness.openSocket(id)));
    const head = await harness.execute({ type: 'remove_participants', ids: ids.slice(0, 1_000) });
    for (const socket of sockets) expect((await socket.reached(head)).seq).toBe(head);
    await harness.execute({ type: 'restore_participants', ids, removedAt: harness.clock.wall() });

    const others = await Promise.all([board, anna, harness.bankerId].map((id) => harness.openSocket(id)));
    await harness.execute({ type: 'remove_participants', ids });
    for (const socket of others) expect(await socket.closed()).toBe(CLOSE_CODES.resync);
    expect(idsOf(await snapshotOf(anna))).toEqual([anna, ada]);
    expect(idsOf(await snapshotOf(board))).toHaveLength(5);
    expect(idsOf(await snapshotOf(harness.bankerId))).toHaveLength(2_005);
  });
});

describe('events', () => {
  it.each(TRANSPORTS)('G3 reach every client by %s in order and without gaps', async (kind) => {
    const ids = [harness.bankerId, board, anna, tom, ada];
    await harness.execute({ type: 'remove_participant', id: ada });
    const from = harness.room.state.seq;
    const sockets = await Promise.all(ids.map(async (id) => harness.openBy(kind, id)));
    await harness.startChallenge(anna);
    await harness.execute({ type: 'change_participant', id: tom, change: { extraTimeFactor: 1.5 } });
    await harness.execute({ type: 'complete', id: 1 });
    await harness.execute({ type: 'undo', id: 1 });
    await harness.execute({ type: 'pause', reason: 'banker' });
    const head = await harness.execute({ type: 'change_team', number: 2, change: { name: 'Foxes' } });
    await Promise.all(sockets.map(async (socket) => socket.reached(head)));
    const all = Array.from({ length: head - from }, (_, index) => from + 1 + index);
    for (const socket of sockets) expect(socket.seqs).toEqual(all);
  });

  it('include the play clock and the whole entity after the change', async () => {
    const socket = await harness.openSocket(anna);
    await harness.startChallenge(anna);
    harness.clock.advance(1_500);
    await socket.reached(await harness.execute({ type: 'complete', id: 1 }));
    expect(socket.events.at(-2)).toMatchObject({
      event_type: 'challenge_completed',
      play_ms: 1_500,
      at: harness.clock.wall(),
      data: { id: 1, status: 'completed', player_id: anna, player_name: 'Anna', version: 3 },
    });
  });

  it('G6 show private fields to bankers and the player concerned, and to nobody else', async () => {
    const [banker, wall, own, other] = await Promise.all(
      [harness.bankerId, board, anna, tom].map(async (id) => harness.openSocket(id)),
    );
    const head = await harness.execute({
      type: 'change_participant',
      id: anna,
      change: { extraTimeFactor: 1.5 },
    });
    for (const socket of [banker, own]) {
      const { data } = (await socket?.reached(head)) ?? {};
      expect(data).toMatchObject({ extra_time_factor: 1.5, seat_pin: harness.pinOf(anna) });
    }
    for (const socket of [wall, other]) {
      const { data, event_type: eventType } = (await socket?.reached(head)) ?? {};
      // Not even whom it is about.
      expect(eventType).toBe('game_updated');
      expect(JSON.stringify(data)).not.toMatch(/player_id|Anna/);
      expect(JSON.stringify(data)).not.toMatch(PRIVATE);
    }
  });
});

describe('snapshots', () => {
  it('have the shape the protocol specifies for every role', async () => {
    await harness.startChallenge(anna);
    await harness.execute({ type: 'remove_participant', id: ada });
    for (const id of [harness.bankerId, board, anna, tom, ada]) {
      const snapshot = await snapshotOf(id);
      expect([...Value.Errors(Snapshot, snapshot)]).toEqual([]);
      expect(snapshot.me.player_id).toBe(id);
    }
  });

  it('G6 contain no roster for players, only their own team without its private fields', async () => {
    const snapshot = await snapshotOf(anna);
    expect(idsOf(snapshot)).toEqual([anna, ada]);
    expect(snapshot.players.find(({ player_id: id }) => id === ada)).not.toHaveProperty('seat_pin');
    expect(snapshot.me).toHaveProperty('seat_pin');
  });

  it('G6 contain only the player itself if it has no team', async () => {
    const stray = await harness.addPlayer('Stray', null);
    await harness.addPlayer('Other stray', null);
    expect(idsOf(await snapshotOf(stray))).toEqual([stray]);
  });

  it('contain everyone, with PINs for bankers and without for boards', async () => {
    const everybody = [harness.bankerId, anna, tom, ada, board];
    const desk = await snapshotOf(harness.bankerId);
    const wall = await snapshotOf(board);
    expect(idsOf(desk)).toEqual(everybody);
    expect(idsOf(wall)).toEqual(everybody);
    expect(desk.players.find(({ player_id: id }) => id === anna)?.seat_pin).toBe(harness.pinOf(anna));
    expect(JSON.stringify(wall)).not.toMatch(PRIVATE);
  });

  it('contain the open challenges, newest request first', async () => {
    await harness.startChallenge(anna);
    await harness.execute({ type: 'request', id: 2, playerId: tom, building: 'mine' });
    harness.clock.advance(1_000);
    await harness.execute({ type: 'cancel', id: 1 });
    await harness.execute({ type: 'request', id: 3, playerId: ada, building: 'farm' });
    const { challenges } = await snapshotOf(anna);
    expect(challenges.map(({ id }) => id)).toEqual([3, 2]);
  });
});

describe('a removed player', () => {
  it('keeps its socket but from then on only sees itself', async () => {
    const socket = await harness.openSocket(anna);
    const removal = await harness.execute({ type: 'remove_participant', id: anna });
    expect(await socket.reached(removal)).toMatchObject({
      event_type: 'player_removed',
      data: { player_id: anna, removed: true },
    });
    const before = socket.frames.length;
    await harness.execute({ type: 'start' });
    await harness.execute({ type: 'request', id: 1, playerId: tom, building: 'farm' });
    const head = await harness.execute({ type: 'change_participant', id: tom, change: { name: 'Tomas' } });
    await socket.reached(head);
    const thereafter = socket.frames.slice(before);
    expect(thereafter.map(({ event_type: eventType }) => eventType)).toEqual(
      Array.from({ length: 3 }, () => 'game_updated'),
    );
    expect(JSON.stringify(thereafter)).not.toMatch(/Tom/);
    expect(socket.closeCode).toBeNull();
  });

  it('only sees itself, in a snapshot and after resuming', async () => {
    const from = harness.room.state.seq;
    await harness.startChallenge(tom);
    await harness.execute({ type: 'remove_participant', id: anna });
    const snapshot = await snapshotOf(anna);
    expect({ ...snapshot, game: null }).toMatchObject({
      teams: [],
      challenges: [],
      players: [{ player_id: anna }],
    });
    const resumed = await harness.openSocket(anna, { query: `epoch=${harness.room.epoch}&seq=${from}` });
    await resumed.reached(harness.room.state.seq);
    expect(resumed.seqs).toHaveLength(harness.room.state.seq - from);
    expect(sentTo(resumed)).not.toMatch(/Tom/);
  });

  it('starts again from a snapshot once restored', async () => {
    const socket = await harness.openSocket(anna);
    await harness.execute({ type: 'remove_participant', id: anna });
    const known = harness.room.state.seq;
    await harness.execute({ type: 'restore_participant', id: anna });
    expect(await socket.closed()).toBe(CLOSE_CODES.resync);
    const welcome = await (
      await harness.openSocket(anna, { query: `epoch=${harness.room.epoch}&seq=${known}` })
    ).welcome();
    expect(welcome.snapshot?.teams).toHaveLength(2);
  });

  it('starts again from a snapshot even if removal and restoration arrive together', async () => {
    const socket = await harness.openSocket(anna);
    await Promise.all([
      harness.execute({ type: 'remove_participant', id: anna }),
      harness.execute({ type: 'restore_participant', id: anna }),
    ]);
    expect(await socket.closed()).toBe(CLOSE_CODES.resync);
  });
});

describe('a newcomer who turns out to have a seat', () => {
  it('learns which seat it belongs to, and acts for that seat from then on', async () => {
    const second = await harness.addPlayer('Anna', 2);
    const socket = await harness.openSocket(second);
    const head = await harness.execute({ type: 'merge_participants', id: second, into: anna });
    await socket.reached(head);
    const removal = socket.events.find(({ event_type: eventType }) => eventType === 'player_removed');
    expect(removal?.data).toMatchObject({ player_id: second, merged_into: anna });
    expect(harness.live.presence(anna).connected).toBe(true);
    const again = await (await harness.openSocket(second)).welcome();
    expect(again.snapshot?.me.player_id).toBe(anna);
  });
});
