import Value from 'typebox/value';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Snapshot } from '../../protocol/entity-schemas.ts';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import { TestLive } from './test-live.harness.ts';
import type { TestSocket } from './test-socket.harness.ts';

const PRIVATE = /seat_pin|extra_time_factor|blocked|merged_into/;

let trial: TestLive;
let anna: number;
let tom: number;
let ada: number;
let board: number;

beforeEach(async () => {
  trial = new TestLive();
  await trial.begin();
  anna = await trial.joins('Anna', 1);
  tom = await trial.joins('Tom', 2);
  ada = await trial.joins('Ada', 1);
  board = await trial.enters('board', 'Wall');
});

afterEach(() => trial.close());

/** Everything that a socket was sent, as text. */
function told(socket: TestSocket): string {
  return JSON.stringify(socket.frames);
}

async function snapshotOf(id: number): Promise<Snapshot> {
  const { snapshot } = await (await trial.joined(id)).welcome();
  if (snapshot === null || snapshot === undefined) throw new Error('the welcome has no snapshot');
  return snapshot;
}

const idsOf = ({ players }: Snapshot) => players.map(({ player_id: id }) => id).toSorted((a, b) => a - b);

it("G6 a player who was removed is in no team mate's snapshot, and in it again once brought back", async () => {
  expect(idsOf(await snapshotOf(anna))).toEqual([anna, ada]);
  await trial.does({ type: 'remove_participant', id: ada });
  expect(idsOf(await snapshotOf(anna))).toEqual([anna]);
  await trial.does({ type: 'restore_participant', id: ada });
  expect(idsOf(await snapshotOf(anna))).toEqual([anna, ada]);
});

describe('events', () => {
  it('G3 reach every socket, every seq, gapless and in order', async () => {
    const ids = [trial.bankerId, board, anna, tom, ada];
    await trial.does({ type: 'remove_participant', id: ada });
    const from = trial.room.state.seq;
    const sockets = await Promise.all(ids.map(async (id) => trial.joined(id)));
    await trial.runs(anna);
    await trial.does({ type: 'change_participant', id: tom, change: { extraTimeFactor: 1.5 } });
    await trial.does({ type: 'complete', id: 1 });
    await trial.does({ type: 'undo', id: 1 });
    await trial.does({ type: 'pause', reason: 'banker' });
    const head = await trial.does({ type: 'change_team', number: 2, change: { name: 'Foxes' } });
    await Promise.all(sockets.map(async (socket) => socket.reached(head)));
    const all = Array.from({ length: head - from }, (_, index) => from + 1 + index);
    for (const socket of sockets) expect(socket.seqs).toEqual(all);
  });

  it('carry the play clock, and the whole thing after the change', async () => {
    const socket = await trial.joined(anna);
    await trial.runs(anna);
    trial.clock.advance(1_500);
    await socket.reached(await trial.does({ type: 'complete', id: 1 }));
    expect(socket.events.at(-2)).toMatchObject({
      event_type: 'challenge_completed',
      play_ms: 1_500,
      at: trial.clock.wall(),
      data: { id: 1, status: 'completed', player_id: anna, player_name: 'Anna', version: 3 },
    });
  });

  it('G6 show private fields to bankers and to whom they concern, to nobody else', async () => {
    const [banker, wall, own, other] = await Promise.all(
      [trial.bankerId, board, anna, tom].map(async (id) => trial.joined(id)),
    );
    const head = await trial.does({ type: 'change_participant', id: anna, change: { extraTimeFactor: 1.5 } });
    for (const socket of [banker, own]) {
      const { data } = (await socket?.reached(head)) ?? {};
      expect(data).toMatchObject({ extra_time_factor: 1.5, seat_pin: trial.pinOf(anna) });
    }
    for (const socket of [wall, other]) {
      const { data } = (await socket?.reached(head)) ?? {};
      expect(data).toMatchObject({ player_id: anna, player_name: 'Anna' });
      expect(JSON.stringify(data)).not.toMatch(PRIVATE);
    }
  });
});

describe('snapshots', () => {
  it('have the shape of the contract for every role', async () => {
    await trial.runs(anna);
    await trial.does({ type: 'remove_participant', id: ada });
    for (const id of [trial.bankerId, board, anna, tom, ada]) {
      const snapshot = await snapshotOf(id);
      expect([...Value.Errors(Snapshot, snapshot)]).toEqual([]);
      expect(snapshot.me.player_id).toBe(id);
    }
  });

  it('G6 hold no roster for players: their own team alone, without its private fields', async () => {
    const snapshot = await snapshotOf(anna);
    expect(idsOf(snapshot)).toEqual([anna, ada]);
    expect(snapshot.players.find(({ player_id: id }) => id === ada)).not.toHaveProperty('seat_pin');
    expect(snapshot.me).toHaveProperty('seat_pin');
  });

  it('G6 hold only itself for a player without a team', async () => {
    const stray = await trial.joins('Stray', null);
    await trial.joins('Other stray', null);
    expect(idsOf(await snapshotOf(stray))).toEqual([stray]);
  });

  it('hold everybody for bankers, with PINs, and for boards, without', async () => {
    const everybody = [trial.bankerId, anna, tom, ada, board];
    const desk = await snapshotOf(trial.bankerId);
    const wall = await snapshotOf(board);
    expect(idsOf(desk)).toEqual(everybody);
    expect(idsOf(wall)).toEqual(everybody);
    expect(desk.players.find(({ player_id: id }) => id === anna)?.seat_pin).toBe(trial.pinOf(anna));
    expect(JSON.stringify(wall)).not.toMatch(PRIVATE);
  });

  it('hold what is open, newest request first', async () => {
    await trial.runs(anna);
    await trial.does({ type: 'request', id: 2, playerId: tom, building: 'mine' });
    trial.clock.advance(1_000);
    await trial.does({ type: 'cancel', id: 1 });
    await trial.does({ type: 'request', id: 3, playerId: ada, building: 'farm' });
    const { challenges } = await snapshotOf(anna);
    expect(challenges.map(({ id }) => id)).toEqual([3, 2]);
  });
});

describe('a removed player', () => {
  it('keeps its socket and from then on sees only itself', async () => {
    const socket = await trial.joined(anna);
    const removal = await trial.does({ type: 'remove_participant', id: anna });
    expect(await socket.reached(removal)).toMatchObject({
      event_type: 'player_removed',
      data: { player_id: anna, removed: true },
    });
    const before = socket.frames.length;
    await trial.does({ type: 'start' });
    await trial.does({ type: 'request', id: 1, playerId: tom, building: 'farm' });
    const head = await trial.does({ type: 'change_participant', id: tom, change: { name: 'Tomas' } });
    await socket.reached(head);
    const thereafter = socket.frames.slice(before);
    expect(thereafter.map(({ event_type: eventType }) => eventType)).toEqual(
      Array.from({ length: 3 }, () => 'game_updated'),
    );
    expect(JSON.stringify(thereafter)).not.toMatch(/Tom/);
    expect(socket.closeCode).toBeNull();
  });

  it('sees only itself in a snapshot and when it resumes', async () => {
    const from = trial.room.state.seq;
    await trial.runs(tom);
    await trial.does({ type: 'remove_participant', id: anna });
    const snapshot = await snapshotOf(anna);
    expect({ ...snapshot, game: null }).toMatchObject({
      teams: [],
      challenges: [],
      players: [{ player_id: anna }],
    });
    const resumed = await trial.joined(anna, { query: `epoch=${trial.room.epoch}&seq=${from}` });
    await resumed.reached(trial.room.state.seq);
    expect(resumed.seqs).toHaveLength(trial.room.state.seq - from);
    expect(told(resumed)).not.toMatch(/Tom/);
  });

  it('starts anew once it is brought back: what it knew is too little', async () => {
    const socket = await trial.joined(anna);
    await trial.does({ type: 'remove_participant', id: anna });
    const known = trial.room.state.seq;
    await trial.does({ type: 'restore_participant', id: anna });
    expect(await socket.closed()).toBe(CLOSE_CODES.resync);
    const welcome = await (
      await trial.joined(anna, { query: `epoch=${trial.room.epoch}&seq=${known}` })
    ).welcome();
    expect(welcome.snapshot?.teams).toHaveLength(2);
  });
});

describe('a newcomer who turns out to have a seat', () => {
  it('hears where it belongs, and acts for that seat from then on', async () => {
    const second = await trial.joins('Anna', 2);
    const socket = await trial.joined(second);
    const head = await trial.does({ type: 'merge_participants', id: second, into: anna });
    await socket.reached(head);
    const removal = socket.events.find(({ event_type: eventType }) => eventType === 'player_removed');
    expect(removal?.data).toMatchObject({ player_id: second, merged_into: anna });
    expect(trial.live.presence(anna).connected).toBe(true);
    const again = await (await trial.joined(second)).welcome();
    expect(again.snapshot?.me.player_id).toBe(anna);
  });
});
