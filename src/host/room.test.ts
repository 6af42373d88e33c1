import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Command } from '../game/commands.ts';
import { HOST_ACTOR_ID } from '../game/state.ts';
import { createHostTime } from './clock.ts';
import { type EventStore, type Outcome, StorageError } from './log/event-store.ts';
import { temporaryFolder } from './log/game-log.fixtures.ts';
import { openLog, type OpenLog } from './log/sqlite-log.ts';
import { createManualClock, type ManualClock } from './manual-clock.fake.ts';
import { KeyReusedError, type Published, type Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

const BANKER: Actor = { id: HOST_ACTOR_ID, role: 'banker' };

let folder: ReturnType<typeof temporaryFolder>;
let open: OpenLog;
let clock: ManualClock;
let rooms: Rooms;
let room: Room;
let published: Published[];
let reports: string[];

/** Opens whatever the folder holds, as a start of the host does; `log` stands in for the file's own where given. */
function start(log?: (real: EventStore) => EventStore) {
  open = openLog({ folder: folder.path });
  rooms = openRooms({
    eventStore: log?.(open.eventStore) ?? open.eventStore,
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report: (message) => reports.push(message),
  });
}

function newGame() {
  const answer = () => ({ status: 201, body: '{}', secretsOf: null });
  const order = { name: 'Night', teamCount: 2, settings: {}, bankerName: 'Banker', key: null, answer };
  room = rooms.create(order).room;
  published = [];
  room.listen((events) => published.push(...events));
}

function stop() {
  rooms.close();
  open.close();
}

function restart() {
  stop();
  start();
  const [first] = rooms.all();
  if (first === undefined) throw new Error('the game is gone');
  room = first;
}

let keys = 0;
/** Executes and gives back the outcome's body, parsed. */
async function run(command: Command, { actor = BANKER, key = `key ${(keys += 1)}`, hash = 'hash' } = {}) {
  const outcome = await room.execute({
    actor,
    command,
    key: { participantId: actor.id, key, requestHash: hash },
    answer: (state): Outcome => ({ status: 200, body: JSON.stringify({ seq: state.seq }), secretsOf: null }),
    refuse: (_, rejection): Outcome => ({ status: 409, body: JSON.stringify(rejection), secretsOf: null }),
  });
  return { status: outcome.status, body: outcome.body };
}

async function player(id: number, teamNumber = 1) {
  await run({ type: 'join', id, role: 'player', name: `P${id}`, teamNumber, withoutPhone: false });
}

/** A started game in which player 51 does challenge 1, with so many seconds. */
async function runningChallenge(durationSeconds = 60) {
  await player(51);
  await run({ type: 'start' });
  await run({ type: 'request', id: 1, playerId: 51, building: 'farm' });
  const exercise = { type: 'push_ups', description: '20 Push-ups', target: 20 };
  await run({ type: 'assign', id: 1, exercise, durationSeconds });
}

const settled = () => new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)));
const statusOf = (id: number) => room.state.challenges.get(id)?.status;

beforeEach(() => {
  folder = temporaryFolder();
  clock = createManualClock();
  reports = [];
  start();
  newGame();
});

afterEach(() => {
  stop();
  folder.dispose();
});

describe('the order of a command', () => {
  it('is log, then answer, then frames', async () => {
    const answered = run({ type: 'start' });
    await answered;
    expect(open.eventStore.list()[0]?.seq).toBe(3);
    expect(published).toEqual([]);
    await settled();
    expect(published.map(({ seq }) => seq)).toEqual([3]);
  });

  it('G3 gives commands of one turn one gapless order, in one transaction', async () => {
    let appends = 0;
    stop();
    start((real) => ({
      ...real,
      append(batch) {
        appends += 1;
        real.append(batch);
      },
      read: real.read.bind(real),
    }));
    newGame();
    appends = 0;
    await Promise.all(Array.from({ length: 20 }, (_, index) => player(60 + index, 1)));
    await settled();
    expect(appends).toBe(1);
    expect(published.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 3));
  });

  it('keeps the last events for those who come back, and nothing it does not know', async () => {
    await run({ type: 'start' });
    expect(room.since(3)).toEqual([]);
    expect(room.since(2)?.map(({ seq }) => seq)).toEqual([3]);
    expect(room.since(4)).toBeNull();
    expect(room.since(-1)).toBeNull();
  });
});

describe('idempotency', () => {
  it('G2 the same key takes effect once, also fifty times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => run({ type: 'start' }, { key: 'once' })),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(room.state.seq).toBe(3);
  });

  it('G2 repeats the answer after a restart, a refusal too', async () => {
    const first = await run({ type: 'start' }, { key: 'a' });
    const refused = await run({ type: 'start' }, { key: 'b' });
    restart();
    expect(await run({ type: 'start' }, { key: 'a' })).toEqual(first);
    expect(await run({ type: 'start' }, { key: 'b' })).toEqual(refused);
    expect(refused.status).toBe(409);
  });

  it('G2 refuses another request under the same key, and does nothing', async () => {
    await run({ type: 'start' }, { key: 'a' });
    await expect(run({ type: 'end' }, { key: 'a', hash: 'other' })).rejects.toBeInstanceOf(KeyReusedError);
    expect(room.state.status).toBe('in_progress');
  });
});

describe('a store that fails', () => {
  it('G8 acknowledges nothing, changes nothing, goes on reading, and works again when the store does', async () => {
    let isBroken = false;
    stop();
    start((real) => ({
      ...real,
      read: real.read.bind(real),
      append(batch) {
        if (isBroken) throw new StorageError('disk full');
        real.append(batch);
      },
    }));
    newGame();
    await run({ type: 'start' }, { key: 'before' });
    await settled();
    published.length = 0;
    isBroken = true;
    await expect(run({ type: 'end' })).rejects.toBeInstanceOf(StorageError);
    expect((await run({ type: 'start' }, { key: 'before' })).status).toBe(200);
    await settled();
    expect(room.state.status).toBe('in_progress');
    expect(room.storageBroken).toBe(true);
    expect(published).toEqual([]);
    isBroken = false;
    expect((await run({ type: 'end' })).status).toBe(200);
    expect(room.storageBroken).toBe(false);
  });
});

describe('expiry', () => {
  it('G7 comes once, at the deadline, never early', async () => {
    await runningChallenge(60);
    clock.advance(59_900);
    await settled();
    expect(statusOf(1)).toBe('assigned');
    clock.advance(200);
    await settled();
    expect(statusOf(1)).toBe('expired');
    const seq = room.state.seq;
    clock.advance(10_000);
    await settled();
    expect(room.state.seq).toBe(seq);
  });

  it('G7 waits while the game is paused, whatever the wall clock does', async () => {
    await runningChallenge(60);
    await run({ type: 'pause', reason: 'banker' });
    clock.advance(3_600_000);
    clock.setWall(3_600_000);
    await settled();
    expect(statusOf(1)).toBe('assigned');
    await run({ type: 'resume' });
    clock.advance(59_000);
    await settled();
    expect(statusOf(1)).toBe('assigned');
    clock.advance(2_000);
    await settled();
    expect(statusOf(1)).toBe('expired');
  });
});

describe('a host that was away', () => {
  it('G7 goes on where the last tick was, after a crash of some minutes', async () => {
    await runningChallenge(60);
    clock.advance(30_000);
    restart();
    clock.advance(0);
    clock.sleep(300_000);
    const { playMs } = room.moment();
    expect(playMs).toBeGreaterThanOrEqual(29_000);
    expect(playMs).toBeLessThanOrEqual(31_000);
    expect(room.state.status).toBe('in_progress');
  });

  it('wakes paused after more than half an hour, and says why', async () => {
    await runningChallenge(60);
    clock.advance(5_000);
    stop();
    clock.sleep(31 * 60_000);
    start();
    const [first] = rooms.all();
    if (first === undefined) throw new Error('the game is gone');
    room = first;
    await settled();
    expect(room.state.status).toBe('paused');
    expect(room.state.pausedReason).toBe('host_away');
    expect(room.state.challenges.get(1)?.status).toBe('assigned');
  });

  it('tells every screen to read the clock anew after a short sleep', async () => {
    await runningChallenge(60);
    clock.advance(5_000);
    await settled();
    const seq = room.state.seq;
    clock.sleep(120_000);
    room.tick();
    await settled();
    expect(room.state.seq).toBe(seq + 1);
    expect(published.at(-1)?.publicText).toContain('game_updated');
    expect(room.moment().playMs).toBeLessThan(6_000);
  });
});

describe('wiping', () => {
  it('forgets the game and lets nobody in', () => {
    const { code } = room.state;
    rooms.wipe(room);
    expect(rooms.byCode(code)).toBeNull();
    expect(open.eventStore.list()).toEqual([]);
  });
});
