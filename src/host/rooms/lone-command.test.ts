import { expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { openRooms } from './rooms.ts';

it('a single command is answered in the next turn of the event loop: nothing waits for a second one', async () => {
  const folder = temporaryFolder();
  const store = openSqliteStore({ folder: folder.path });
  const clock = createManualClock();
  const hostTime = createHostTime(clock);
  const { eventStore } = store;
  const fail = (message: string) => expect(message).toBeUndefined();
  const rooms = await openRooms({
    eventStore,
    bus: createLocalBus(),
    clock,
    hostTime,
    pinOf: () => null,
    report: fail,
  });
  const answer = () => ({ status: 200, body: '{}', secretsOf: null });
  await rooms.create({ name: 'Night', teamCount: 2, settings: {}, bankerName: 'B', key: null, answer });
  const [room] = rooms.all();

  let turns = 0;
  let isCounting = true;
  const count = () => {
    turns += 1;
    if (isCounting) setImmediate(count);
  };
  setImmediate(count);
  await room?.execute({
    actor: { id: HOST_ACTOR_ID, role: 'banker' },
    command: { type: 'start' },
    key: { participantId: HOST_ACTOR_ID, key: 'tap', requestHash: 'h' },
    answer,
    refuse: answer,
  });
  isCounting = false;

  expect(turns).toBe(1);
  expect(room?.state.status).toBe('in_progress');
  await rooms.close();
  store.close();
  folder.dispose();
});
