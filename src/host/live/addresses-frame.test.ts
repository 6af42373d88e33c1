import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestLive } from './test-live.harness.ts';

let harness: TestLive;
let origins: readonly string[];
let tellOfChange: () => void;
let anna: number;

beforeEach(async () => {
  origins = ['http://192.168.1.20:4747', 'http://night-4f2a.local:4747'];
  harness = new TestLive();
  harness.announcedOrigins = {
    list: () => origins,
    onChange(listener) {
      tellOfChange = listener;
      return () => undefined;
    },
  };
  await harness.begin();
  anna = await harness.addPlayer('Anna');
});
afterEach(() => harness.close());

const secretOf = (id: number) =>
  harness.seats.carrySecretOf(harness.room.state.participants.get(id) ?? { id: 0, generation: 0 });

describe('the laptop’s addresses', () => {
  it('are told to players and boards after the welcome, resumed or not, with a secret of their own', async () => {
    const board = await harness.addParticipant('board', 'Board');
    const tom = await harness.addPlayer('Tom');
    for (const id of [anna, tom, board]) {
      const socket = await harness.openSocket(id);
      const { epoch, seq } = await socket.welcome();
      const resumed = await harness.openSocket(id, { query: `epoch=${epoch}&seq=${seq}` });
      const told = { type: 'addresses', origins: [...origins], secret: secretOf(id) };
      expect(await socket.next('addresses')).toEqual(told);
      expect(await resumed.next('addresses')).toEqual(told);
    }
    expect(new Set([anna, tom, board].map(secretOf)).size).toBe(3);
  });

  it('are told again when they change', async () => {
    const socket = await harness.openSocket(anna);
    await socket.next('addresses');
    origins = ['http://192.168.1.30:4747', ...origins];
    tellOfChange();
    expect(await socket.next('addresses', 1)).toMatchObject({ origins });
  });

  it('are not told to bankers, to removed players, or while there are none', async () => {
    const leo = await harness.addPlayer('Leo');
    await harness.execute({ type: 'remove_participant', id: leo });
    const desk = await harness.openSocket(harness.bankerId);
    const removed = await harness.openSocket(leo);
    origins = [];
    const phone = await harness.openSocket(anna);
    tellOfChange();
    for (const socket of [desk, removed, phone]) {
      socket.send({ type: 'ping', t: 1 });
      await socket.next('pong');
      expect(socket.ofType('addresses')).toEqual([]);
    }
  });
});
