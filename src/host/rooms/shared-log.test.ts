/** Two hosts on one log: either may decide, one of two that meet decides again, and both have the same game. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import type { GameState } from '../../game/state.ts';
import { ConflictError, StorageError } from '../storage/event-store.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { UsedTicketsError } from '../storage/used-tickets-error.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { settled } from './gates.fake.ts';
import { openRooms } from './rooms.ts';
import { createNight, join, openTestedHost, run, type TestedHost } from './shared-log.harness.ts';

const PUSH_UPS = { type: 'push_ups', description: '20 Push-ups', target: 20 };
const ASSIGN: Command = { type: 'assign', id: 1, exercise: PUSH_UPS, durationSeconds: 60 };

let clock = createManualClock();
let contents = emptyContents();
let one: TestedHost;
let other: TestedHost;

beforeEach(async () => {
  clock = createManualClock();
  contents = emptyContents();
  one = await openTestedHost(clock, contents);
  await createNight(one);
  other = await openTestedHost(clock, contents);
});
afterEach(() => Promise.all([one.rooms.close(), other.rooms.close()]));

const stored = () => contents.games.get(one.room().state.gameId)?.events ?? [];

async function startedGame(): Promise<void> {
  await run(one, join(51));
  await run(one, { type: 'start' });
  await run(one, { type: 'request', id: 1, playerId: 51, building: 'farm' });
}

it('a host decides on what another has written, without having been told', async () => {
  await startedGame();
  expect(await run(other, ASSIGN)).toMatchObject({ status: 200, body: '6' });
  expect(other.room().state.challenges.get(1)?.status).toBe('assigned');
});

it('of two bankers on two hosts that assign the same request at once, one is refused', async () => {
  await startedGame();
  await other.room().catchUp();
  const [first, second] = await Promise.all([run(one, ASSIGN), run(other, ASSIGN)]);
  expect(new Set([first.status, second.status])).toEqual(new Set([200, 409]));
  expect(stored().filter(({ event }) => event.type === 'challenge_assigned')).toHaveLength(1);
});

it('who comes with a link that another host has opened is refused, and whoever is in the same batch is not', async () => {
  await startedGame();
  await other.room().catchUp();
  const { gameId } = one.room().state;
  const [link, board] = [
    { hash: 'seat', participantId: 51 },
    { hash: 'board', participantId: 52 },
  ];
  for (const [{ hash }, purpose] of [
    [link, 'seat'],
    [board, 'board'],
  ] as const)
    contents.tickets.set(hash, { hash, purpose, gameId, participantId: null, expiresAt: 1, usedAt: null });
  const move: Command = { type: 'move_seat', id: 51, keepsPin: false };
  await run(one, move, 'a', link);
  const late = [run(other, move, 'b', link), run(other, ASSIGN), run(other, join(52), 'c', board)];
  expect(await Promise.allSettled(late)).toMatchObject([
    { reason: new UsedTicketsError(['seat']) },
    { value: { status: 200, body: '7' } },
    { value: { status: 200, body: '8' } },
  ]);
  expect(contents.tickets.get('board')?.usedAt).not.toBeNull();
  expect(other.reports).toEqual([]);
});

it.each([
  ['that is accepted', ASSIGN],
  ['that is refused', { type: 'start' } as const],
])(
  'one key sent to two hosts at once, with a command %s, has one effect and one answer',
  async (_, command) => {
    await startedGame();
    await other.room().catchUp();
    const before = stored().length;
    const [first, second] = await Promise.all([run(one, command, 'the key'), run(other, command, 'the key')]);
    const answer = { status: first.status, body: first.body };
    expect(second).toMatchObject(answer);
    expect([first, second].filter(({ isRepeat }) => isRepeat === true)).toHaveLength(1);
    expect(await run(other, command, 'the key')).toMatchObject({ ...answer, isRepeat: true });
    expect(stored().length - before).toBe(first.status === 200 ? 1 : 0);
  },
);

it('G7: a game that ended is not removed at one host, if that is what was meant, once another has reopened it', async () => {
  await startedGame();
  await run(one, { type: 'end' });
  await other.room().catchUp();
  const seen: string[] = [];
  const isOver = ({ status }: GameState) => {
    seen.push(status);
    return status === 'completed';
  };
  other.gates.hold('wipeAlone');
  const wiping = other.rooms.wipe(other.room(), null, isOver);
  await settled();
  await run(one, { type: 'resume' });
  await other.gates.releaseAll();
  expect(await wiping).toBe(false);
  expect(seen).toEqual(['in_progress']);
  expect(other.room().state.status).toBe('in_progress');
  await run(other, { type: 'end' });
  expect(await one.rooms.wipe(one.room(), null, isOver)).toBe(true);
  expect(contents.games.size).toBe(0);
});

it('what another host has appended is published once, in order, and can be resumed from', async () => {
  await startedGame();
  await other.room().catchUp();
  await settled();
  expect(other.published).toEqual([3, 4, 5]);
  expect(
    other
      .room()
      .eventsSince(3)
      ?.map(({ seq }) => seq),
  ).toEqual([4, 5]);
  await Promise.all([other.room().catchUp(), other.room().catchUp()]);
  await settled();
  expect(other.published).toEqual([3, 4, 5]);
});

it('what arrives while a batch is being written waits for it, and nothing is told twice', async () => {
  other.gates.hold('append');
  const joining = run(other, join(52));
  await settled();
  const catchingUp = other.room().catchUp();
  await run(one, join(51));
  await other.gates.releaseAll();
  await Promise.all([joining, catchingUp]);
  await settled();
  expect(other.published).toEqual([3, 4]);
  await one.room().catchUp();
  expect(one.room().state).toEqual(other.room().state);
});

it('whoever joined on another host is found at once', async () => {
  await run(one, join(51));
  expect((await other.rooms.bySeat(51))?.participant.name).toBe('P51');
  expect(await other.rooms.bySeat(52)).toBeNull();
});

it('a host reads on before it answers, where that is asked for', async () => {
  await run(one, join(51));
  await other.rooms.catchUp('NO SUCH');
  expect(other.room().state.seq).toBe(2);
  await other.rooms.catchUp(other.room().state.code);
  expect(other.room().state.seq).toBe(3);
});

it('an answer that another host has stored a moment ago comes with what it is about', async () => {
  other.gates.onEntered = async (call) => {
    if (call === 'findIdempotencyRecords') await run(one, join(51), 'both');
  };
  expect(await run(other, join(51), 'both')).toMatchObject({ status: 200, isRepeat: true });
  expect(other.room().state.participants.has(51)).toBe(true);
});

it('an answer whose game cannot be read on is not given', async () => {
  await run(one, join(51), 'both');
  other.gates.onEntered = async (call) => {
    if (call === 'read') throw new StorageError('away');
  };
  await expect(run(other, join(51), 'both')).rejects.toThrow('away');
});

it('a host that always comes too late says so, and has changed nothing', async () => {
  const { eventStore } = createMemoryStore(contents);
  const tooLate = () => Promise.reject(new ConflictError('Somebody was faster.'));
  const rooms = await openRooms({
    eventStore: { ...eventStore, append: tooLate, appendAlone: tooLate },
    bus: createLocalBus(),
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report: () => undefined,
    isLogShared: true,
  });
  const slow = { ...one, rooms, room: () => rooms.all()[0] ?? one.room() };
  await expect(run(slow, join(51))).rejects.toThrow(StorageError);
  expect(stored()).toHaveLength(2);
  await rooms.close();
});

it('what cannot be read is reported, and read with the next conflict', async () => {
  await run(one, join(51));
  other.gates.hold('read');
  const catchingUp = other.room().catchUp();
  await settled();
  await other.gates.release('read', new StorageError('away'));
  await catchingUp;
  expect(other.reports).toEqual(['what another host has written could not be read']);
  await other.gates.releaseAll();
  expect(await run(other, join(52))).toMatchObject({ status: 200 });
  expect(other.room().state.participants.has(51)).toBe(true);
});

it('a challenge runs out of time once, whichever host gives the command', async () => {
  await startedGame();
  await run(one, ASSIGN);
  await other.room().catchUp();
  clock.advance(61_000);
  await expect.poll(() => stored().filter(({ event }) => event.type === 'challenge_expired')).toHaveLength(1);
  await Promise.all([one.room().catchUp(), other.room().catchUp()]);
  expect(other.room().state).toEqual(one.room().state);
  expect(one.room().state.challenges.get(1)?.status).toBe('expired');
});

it('the play clock is the same on both, also for one that stood still meanwhile', async () => {
  clock.advance(7_000);
  await startedGame();
  clock.advance(10_000);
  await other.room().catchUp();
  expect(other.room().moment()).toEqual(one.room().moment());
  clock.hang(40_000);
  expect(other.room().moment().playMs).toBe(50_000);
  await run(other, { type: 'pause', reason: 'banker' });
  clock.advance(5_000);
  await one.room().catchUp();
  expect(one.room().moment()).toEqual(other.room().moment());
  expect(one.room().moment().playMs).toBe(50_000);
});

it('a host that closes leaves where the play clock is, and whoever opens the game next goes on from there', async () => {
  await startedGame();
  clock.advance(9_000);
  await one.rooms.close();
  const { gameId } = other.room().state;
  const { eventStore } = createMemoryStore(contents);
  const left = await eventStore.readCheckpoint(gameId);
  expect(left).toEqual({ playMs: 9_000, at: clock.wall() });
  // As an import leaves it: what had passed since the last event was elsewhere.
  const game = contents.games.get(gameId);
  if (game !== undefined) game.checkpoint = { playMs: 2_000, at: clock.wall() };
  clock.advance(500);
  const next = await openTestedHost(clock, contents);
  expect(next.room().moment().playMs).toBe(2_500);
  await next.rooms.close();
  one = await openTestedHost(clock, contents);
});

it('a host that the other always comes before takes the log for itself, and is not refused', async () => {
  await startedGame();
  let ids = 500;
  let rivals = 0;
  one.gates.onEntered = async (call) => {
    if (call !== 'append') return;
    rivals += 1;
    await run(other, join((ids += 1)));
  };
  for (let turn = 0; turn < 3; turn += 1)
    expect(await run(one, join((ids += 1)))).toMatchObject({ status: 200 });
  expect(one.gates.calls).toContain('appendAlone');
  await Promise.all([one.room().catchUp(), other.room().catchUp()]);
  expect(other.room().state).toEqual(one.room().state);
  expect(rivals).toBeGreaterThan(3);
  expect(one.reports).toEqual([]);
});

it('a key whose first request another host has just answered gets that answer, also from a host that has the log for itself', async () => {
  await startedGame();
  let left = 3;
  let ids = 600;
  one.gates.onEntered = async (call) => {
    if (call !== 'append' || left === 0) return;
    left -= 1;
    await (left === 0 ? run(other, join(700), 'twice') : run(other, join((ids += 1))));
  };
  const before = stored().length;
  const answer = await run(one, join(700), 'twice');
  expect(one.gates.calls).toContain('appendAlone');
  expect(answer).toMatchObject({ status: 200, isRepeat: true, body: String(stored().length) });
  expect(stored().length - before).toBe(3);
});

it('whatever is sent to whichever host, all that was acknowledged is there and both agree', async () => {
  let ids = 100;
  const joins = fc.constant(() => join((ids += 1)));
  const others = fc
    .constantFrom<Command>({ type: 'start' }, { type: 'pause', reason: 'banker' }, { type: 'resume' })
    .map((command) => () => command);
  const sends = fc.array(fc.tuple(fc.boolean(), fc.oneof(joins, others)), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(sends, async (list) => {
      const before = stored().length;
      const answers = await Promise.all(list.map(([isOne, make]) => run(isOne ? one : other, make())));
      await Promise.all([one.room().catchUp(), other.room().catchUp()]);
      const written = answers.filter(({ status }) => status === 200).map(({ body }) => Number(body));
      expect(stored().length - before).toBe(new Set(written).size);
      expect(other.room().state).toEqual(one.room().state);
      expect(stored().map(({ seq }) => seq)).toEqual(stored().map((_, at) => at + 1));
    }),
    { numRuns: 30 },
  );
});
