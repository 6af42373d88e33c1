import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BATCH_SUBPROTOCOL } from '../../protocol/connection.ts';
import { TestLive } from './test-live.harness.ts';

const asking = { protocols: [BATCH_SUBPROTOCOL] };

let harness: TestLive;
let anna: number;

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
});

afterEach(() => harness.close());

const renames = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'change_team' as const,
    number: 1,
    change: { name: `Foxes ${index}` },
  }));

describe('a client that asked for several events in one frame', () => {
  it('gets a batch in one frame, and a single event as everyone else does', async () => {
    const socket = await harness.openSocket(anna, asking);
    expect(socket.webSocket.protocol).toBe(BATCH_SUBPROTOCOL);
    const from = harness.room.state.seq;
    await socket.reached(await harness.executeAll(renames(5)));
    expect(socket.batchSizes).toEqual([5]);
    await socket.reached(await harness.execute({ type: 'start' }));
    expect(socket.batchSizes).toEqual([5]);
    expect(socket.seqs).toEqual([1, 2, 3, 4, 5, 6].map((step) => from + step));
  });

  it('G3 gets the same events as one that did not ask', async () => {
    const [asked, plain] = [await harness.openSocket(anna, asking), await harness.openSocket(anna)];
    const head = await harness.executeAll(renames(8));
    await Promise.all([asked.reached(head), plain.reached(head)]);
    expect(plain.batchSizes).toEqual([]);
    expect(asked.events).toEqual(plain.events);
  });

  it('G6 only sees the private fields of its own seat', async () => {
    const [tom, ada] = [await harness.addPlayer('Tom', 2), await harness.addPlayer('Ada', 1)];
    const sockets = await Promise.all(
      [anna, tom, ada, harness.bankerId].map((id) => harness.openSocket(id, asking)),
    );
    const head = await harness.executeAll([
      { type: 'change_participant', id: tom, change: { extraTimeFactor: 1.5 } },
      ...renames(1),
    ]);
    await Promise.all(sockets.map((socket) => socket.reached(head)));
    const knows = sockets.map(({ events }) => JSON.stringify(events).includes('extra_time_factor'));
    expect(knows).toEqual([false, true, false, true]);
  });

  it('does not get an unknown subprotocol', async () => {
    const socket = harness.connect(anna, { protocols: ['chess'] });
    expect(await socket.closed()).toBe(1006);
  });
});
