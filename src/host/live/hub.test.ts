/** Whatever the bus does, each client gets every event once and in order. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalBus, type EventBus, type PublishedEvent } from '../rooms/event-bus.ts';
import { TestLive, TRANSPORTS } from './test-live.harness.ts';

type Publishing = readonly [gameId: number, events: readonly PublishedEvent[]];

let harness: TestLive;
let anna: number;
/** What the bus has accepted but not yet delivered. */
let underWay: Publishing[];
let bus: EventBus;

beforeEach(async () => {
  harness = new TestLive();
  underWay = [];
  bus = createLocalBus();
  harness.makeBus = () => ({ ...bus, publish: (...publishing) => void underWay.push(publishing) });
  await harness.begin();
  anna = await harness.addPlayer('Anna');
  await deliver();
});
afterEach(() => harness.close());

async function deliver(): Promise<void> {
  await harness.settle();
  for (const publishing of underWay.splice(0)) bus.publish(...publishing);
}

const rename = (name: string) => harness.execute({ type: 'change_team', number: 1, change: { name } });

describe.each(TRANSPORTS)('a slow bus, with clients by %s,', (kind) => {
  it('G3 causes no gaps or duplicates for someone who joins while an event is on its way', async () => {
    const early = await harness.openBy(kind, anna);
    const before = await rename('Foxes');
    const late = await harness.openBy(kind, harness.bankerId);
    expect((await late.welcome()).seq).toBe(before);
    expect((await early.reached(before)).seq).toBe(before);
    expect(early.seqs).toEqual([before]);
    await deliver();
    const after = await rename('Owls');
    await deliver();
    await Promise.all([early.reached(after), late.reached(after)]);
    expect([early.seqs, late.seqs]).toEqual([[before, after], [after]]);
  });

  it('G3 may deliver an event twice', async () => {
    const socket = await harness.openBy(kind, anna);
    const head = await rename('Foxes');
    await harness.settle();
    const [publishing] = underWay.splice(0);
    if (publishing === undefined) throw new Error('nothing was published');
    bus.publish(...publishing);
    bus.publish(...publishing);
    const last = await rename('Owls');
    await deliver();
    await socket.reached(last);
    expect(socket.seqs).toEqual([head, last]);
  });

  it('G3 may lose an event: whatever is missing is read from the room', async () => {
    const socket = await harness.openBy(kind, anna);
    const lost = await rename('Foxes');
    await harness.settle();
    underWay.length = 0;
    const last = await rename('Owls');
    await deliver();
    await socket.reached(last);
    expect(socket.seqs).toEqual([lost, last]);
  });
});
