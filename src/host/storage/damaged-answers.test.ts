/** G2 on every store: what was done under a key is not done again, whichever part of its stored answer is damaged. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { createLocalBus } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import { openRooms, type Rooms } from '../rooms/rooms.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import type { EventStore, StoredResponse } from './event-store.ts';
import { batch, createGame, joined, readAll } from './events.fixtures.ts';
import { ANSWER_PARTS, describeStores, type ReopenableStore } from './stores.harness.ts';

const KEY = { participantId: 0, key: 'the key', requestHash: 'hash of the request' };
const ANNA = 7;

describeStores('a damaged answer', (open) => {
  let store: ReopenableStore;
  let rooms: Rooms;
  beforeEach(async () => {
    store = await open();
    rooms = await roomsOf(store.eventStore);
  });
  afterEach(async () => {
    await rooms.close();
    await store.dispose();
  });

  async function roomsOf(eventStore: EventStore): Promise<Rooms> {
    const clock = createManualClock();
    const bus = createLocalBus();
    const report = () => undefined;
    return openRooms({ bus, eventStore, clock, hostTime: createHostTime(clock), pinOf: () => null, report });
  }

  function room(): Room {
    const [only] = rooms.all();
    if (only === undefined) throw new Error('The game is gone.');
    return only;
  }

  const send = (command: Command, key = KEY): Promise<StoredResponse> =>
    room().execute({
      actor: { id: 0, role: 'banker' },
      command,
      key,
      answer: ({ seq }, { at }, events) => ({
        status: 201,
        body: JSON.stringify({ seq, at, events }),
        secretsOf: null,
      }),
      refuse: (_, { code }) => ({ status: 409, body: code, secretsOf: null }),
    });
  const join = (id: number): Command => ({
    type: 'join',
    id,
    role: 'player',
    name: 'Anna',
    teamNumber: 1,
    withoutPhone: false,
  });

  async function playAndDamage(part: (typeof ANSWER_PARTS)[number]): Promise<StoredResponse> {
    await createGame(store.eventStore);
    await rooms.close();
    rooms = await roomsOf(store.eventStore);
    const first = await send(join(ANNA));
    await send({ type: 'start' }, { ...KEY, key: 'another key' });
    await rooms.close();
    const { eventStore } = await store.reopen({ key: KEY.key, part });
    rooms = await roomsOf(eventStore);
    return first;
  }

  it.each(ANSWER_PARTS)('G2 in its %s is given as it was, and nothing is done again', async (part) => {
    const first = await playAndDamage(part);
    const { seq } = room().state;
    // A request that comes again brings a new id along.
    const again = [await send(join(ANNA + 1)), await send(join(ANNA + 2))];
    for (const { isRepeat, ...answer } of again) expect([answer, isRepeat]).toEqual([first, true]);
    expect(room().state.seq).toBe(seq);
    expect((await send(join(ANNA + 3), { ...KEY, key: 'a new key' })).isRepeat).toBeUndefined();
    expect(room().state.seq).toBe(seq + 1);
  });
});

describeStores('what caused an event', (open) => {
  let store: ReopenableStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.dispose());

  it('is kept with it, and listed with the others of its game alone', async () => {
    const [one, other] = [await createGame(store.eventStore), await createGame(store.eventStore)];
    const commandId = 'a command, as it is named';
    const [anna, ben] = batch(one, 1, joined(7, 'Anna'), joined(8, 'Ben')).events;
    if (anna === undefined || ben === undefined) throw new Error('There are no events.');
    const events = [{ ...anna, cause: { commandId: commandId.slice(0, 24), left: 12 } }, ben];
    await store.eventStore.append({ ...batch(one, 1), events });
    const { eventStore } = await store.reopen();
    expect(await readAll(eventStore, one, 1)).toEqual(events);
    const idsOf = async (gameId: number) => {
      const found: string[] = [];
      for await (const ids of eventStore.commandIds(gameId)) found.push(...ids);
      return found.map((id) => id.slice(0, 24));
    };
    expect([await idsOf(one), await idsOf(other)]).toEqual([[commandId.slice(0, 24)], []]);
  });
});
