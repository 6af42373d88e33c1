import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BATCH_SUBPROTOCOL } from '../../protocol/connection.ts';
import { TestLive } from './test-live.harness.ts';

const asking = { protocols: [BATCH_SUBPROTOCOL] };

let trial: TestLive;
let anna: number;

beforeEach(async () => {
  trial = new TestLive();
  await trial.begin();
  anna = await trial.joins('Anna');
});

afterEach(() => trial.close());

const renames = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'change_team' as const,
    number: 1,
    change: { name: `Foxes ${index}` },
  }));

describe('a client that asked for several events in one frame', () => {
  it('gets what was decided together in one, and what happened alone as everybody does', async () => {
    const socket = await trial.joined(anna, asking);
    expect(socket.webSocket.protocol).toBe(BATCH_SUBPROTOCOL);
    const from = trial.room.state.seq;
    await socket.reached(await trial.doesAll(renames(5)));
    expect(socket.bundles).toEqual([5]);
    await socket.reached(await trial.does({ type: 'start' }));
    expect(socket.bundles).toEqual([5]);
    expect(socket.seqs).toEqual([1, 2, 3, 4, 5, 6].map((step) => from + step));
  });

  it('G3 gets the same events as one that did not ask', async () => {
    const [asked, plain] = [await trial.joined(anna, asking), await trial.joined(anna)];
    const head = await trial.doesAll(renames(8));
    await Promise.all([asked.reached(head), plain.reached(head)]);
    expect(plain.bundles).toEqual([]);
    expect(asked.events).toEqual(plain.events);
  });

  it('G6 is told of others only what it may know, of its own seat everything', async () => {
    const [tom, ada] = [await trial.joins('Tom', 2), await trial.joins('Ada', 1)];
    const sockets = await Promise.all([anna, tom, ada, trial.bankerId].map((id) => trial.joined(id, asking)));
    const head = await trial.doesAll([
      { type: 'change_participant', id: tom, change: { extraTimeFactor: 1.5 } },
      ...renames(1),
    ]);
    await Promise.all(sockets.map((socket) => socket.reached(head)));
    const knows = sockets.map(({ events }) => JSON.stringify(events).includes('extra_time_factor'));
    expect(knows).toEqual([false, true, false, true]);
  });

  it('is not given a subprotocol that nobody knows', async () => {
    const socket = trial.connect(anna, { protocols: ['chess'] });
    expect(await socket.closed()).toBe(1006);
  });
});
