import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESENCE_MS } from './presence-broadcaster.ts';
import { TestLive } from './test-live.harness.ts';
import type { TestSocket } from './test-socket.harness.ts';

let trial: TestLive;
let anna: number;
let tom: number;

beforeEach(async () => {
  trial = new TestLive();
  await trial.begin();
  anna = await trial.joins('Anna');
  tom = await trial.joins('Tom');
});

afterEach(() => trial.close());

const itemOf = (socket: TestSocket, index: number, id: number) =>
  socket.of('presence')[index]?.items?.find(({ player_id: playerId }) => playerId === id);

describe('presence', () => {
  it('comes to a banker right after its welcome, without a seq', async () => {
    await trial.joined(anna);
    const joinedAt = trial.clock.wall();
    trial.clock.advance(5_000);
    const desk = await trial.joined(trial.bankerId);
    const frame = await desk.next('presence');
    expect(frame).not.toHaveProperty('seq');
    expect(itemOf(desk, 0, anna)).toEqual({ player_id: anna, connected: true, since: joinedAt });
    expect(itemOf(desk, 0, tom)).toEqual({ player_id: tom, connected: false, since: null });
  });

  it('says who went, and when it was last heard', async () => {
    const phone = await trial.joined(anna);
    const desk = await trial.joined(trial.bankerId);
    await desk.next('presence');
    trial.clock.advance(PRESENCE_MS);
    const heardAt = trial.clock.wall();
    phone.send({ type: 'ping', t: 1 });
    await phone.next('pong');
    trial.clock.advance(5_000);
    await phone.leaves();
    await trial.until(() => !trial.live.presence(anna).connected);
    trial.clock.advance(PRESENCE_MS);
    await desk.next('presence', 1);
    expect(itemOf(desk, 1, anna)).toMatchObject({ connected: false });
    const { connected, lastSeen } = trial.live.presence(anna);
    expect(connected).toBe(false);
    expect(lastSeen).toBeGreaterThanOrEqual(heardAt);
  });

  it('comes at most once a second, however many come and go, and not when nothing changed', async () => {
    const desk = await trial.joined(trial.bankerId);
    await desk.next('presence');
    for (let round = 0; round < 10; round += 1) {
      await trial.joined(anna);
      await trial.joined(tom);
      trial.clock.advance(90);
      await trial.turn();
    }
    expect(desk.of('presence')).toHaveLength(1);
    trial.clock.advance(PRESENCE_MS);
    await desk.next('presence', 1);
    expect(itemOf(desk, 1, tom)).toMatchObject({ connected: true });
    trial.clock.advance(60 * PRESENCE_MS);
    await trial.turn();
    expect(desk.of('presence')).toHaveLength(2);
  });

  it('G6 never comes to players and boards', async () => {
    const board = await trial.enters('board', 'Wall');
    const sockets = [await trial.joined(anna), await trial.joined(board)];
    await trial.joined(trial.bankerId);
    await trial.joined(tom);
    trial.clock.advance(3 * PRESENCE_MS);
    const head = await trial.does({ type: 'start' });
    for (const socket of sockets) {
      await socket.reached(head);
      expect(socket.of('presence')).toEqual([]);
    }
  });

  it('lists those who have a phone and are in the game', async () => {
    const id = 9_000;
    await trial.does({ type: 'join', id, role: 'player', name: 'Lea', teamNumber: 1, withoutPhone: true });
    await trial.does({ type: 'remove_participant', id: tom });
    const desk = await trial.joined(trial.bankerId);
    const { items } = await desk.next('presence');
    expect(items?.map(({ player_id: playerId }) => playerId)).toEqual([trial.bankerId, anna]);
  });

  it('counts a seat as there while one of its devices is', async () => {
    const sockets = [await trial.joined(anna), await trial.joined(anna)];
    await sockets[0]?.leaves();
    await trial.until(() => trial.live.connections() === 1);
    expect(trial.live.presence(anna).connected).toBe(true);
    await sockets[1]?.leaves();
    await trial.until(() => trial.live.connections() === 0);
    expect(trial.live.presence(anna).connected).toBe(false);
  });
});
