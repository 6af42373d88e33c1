import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { createLocalBus } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import { openRooms } from '../rooms/rooms.ts';
import { readAll } from '../storage/events.fixtures.ts';
import { createMemoryStore } from '../storage/memory-store.fake.ts';
import { createHostTime } from './clock.ts';
import { createManualClock, type ManualClock } from './manual-clock.fake.ts';
import { TICK_MS } from './play-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TIME_LIMIT_SECONDS = 20;
const STEP_MS = 250;

/** Something that happens to a laptop's clocks. `ms` is negative only if the wall clock is set back. */
interface ClockEvent {
  readonly kind: 'passes' | 'is set' | 'sleeps' | 'hangs' | 'restarts' | 'pauses' | 'resumes';
  readonly ms: number;
}

const clockEvent: fc.Arbitrary<ClockEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('passes'), ms: fc.integer({ min: 1, max: 8_000 }) }),
  },
  {
    weight: 2,
    // Daylight saving does this to a clock in local time; time servers and people do worse.
    arbitrary: fc.record({
      kind: fc.constant('is set'),
      ms: fc.constantFrom(HOUR_MS, -HOUR_MS, 26 * HOUR_MS, -400 * HOUR_MS, 1_500),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('sleeps', 'hangs', 'restarts'),
      ms: fc.constantFrom(500, 3_000, 5 * MINUTE_MS, 29 * MINUTE_MS, 31 * MINUTE_MS, 9 * HOUR_MS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pauses', 'resumes'), ms: fc.constant(0) }) },
);

const settled = () => new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)));

/** A host with one game, in which challenge 1 has been assigned with a time limit. */
async function startGame() {
  const clock = createManualClock();
  const { eventStore } = createMemoryStore();
  const open = () => {
    const hostTime = createHostTime(clock);
    return openRooms({
      eventStore,
      bus: createLocalBus(),
      clock,
      hostTime,
      pinOf: () => null,
      report: () => undefined,
    });
  };
  let rooms = await open();
  const answer = () => ({ status: 200, body: '{}', secretsOf: null });
  await rooms.create({ name: 'Night', teamCount: 2, settings: {}, bankerName: 'B', key: null, answer });
  const room = (): Room => {
    const [only] = rooms.all();
    if (only === undefined) throw new Error('the game is gone');
    return only;
  };
  const run = (command: Command) =>
    room().execute({
      actor: { id: HOST_ACTOR_ID, role: 'banker' },
      command,
      key: null,
      answer,
      refuse: answer,
    });
  const exercise = { type: 'push_ups', description: '20 Push-ups', target: 20 };
  await run({ type: 'join', id: 51, role: 'player', name: 'Anna', teamNumber: 1, withoutPhone: false });
  await run({ type: 'start' });
  await run({ type: 'request', id: 1, playerId: 51, building: 'farm' });
  await run({ type: 'assign', id: 1, exercise, durationSeconds: TIME_LIMIT_SECONDS });
  return {
    clock,
    room,
    run,
    expiries: async () =>
      (await readAll(eventStore, room().state.gameId)).filter(
        ({ event }) => event.type === 'challenge_expired',
      ),
    stop: () => rooms.close(),
    start: async () => {
      rooms = await open();
    },
  };
}

type TestGame = Awaited<ReturnType<typeof startGame>>;

/** Lets the host run between steps, so that what a tick decides, such as a pause, applies before the next one. */
async function letPass(clock: ManualClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) {
    clock.advance(Math.min(left, STEP_MS));
    await settled();
  }
}

/** Applies the event; returns the most play time that may have passed, ms. */
async function apply({ clock, run, stop, start }: TestGame, { kind, ms }: ClockEvent): Promise<number> {
  switch (kind) {
    case 'passes':
      await letPass(clock, ms);
      return ms;
    case 'is set':
      clock.setWall(ms);
      return 0;
    case 'sleeps':
      clock.sleep(ms);
      return TICK_MS;
    case 'hangs':
      clock.hang(ms);
      return ms < 2_000 ? ms : TICK_MS;
    case 'restarts':
      await stop();
      clock.hang(ms);
      await start();
      return TICK_MS;
    case 'pauses':
      await run({ type: 'pause', reason: 'banker' });
      return 0;
    case 'resumes':
      await run({ type: 'resume' });
      return 0;
    default:
      return kind satisfies never;
  }
}

/** Away for more than half an hour in two parts: the game is paused while its challenge has a few seconds left. */
const ASLEEP_THEN_HANGING: ClockEvent[] = [
  { kind: 'passes', ms: 12_850 },
  { kind: 'sleeps', ms: 29 * MINUTE_MS },
  { kind: 'hangs', ms: 29 * MINUTE_MS },
  { kind: 'passes', ms: 7_151 },
  { kind: 'passes', ms: 1 },
];

/** The pause after it has hung is not written yet when it stops. */
const HANGING_THEN_STOPPING: ClockEvent[] = [
  { kind: 'hangs', ms: 9 * HOUR_MS },
  { kind: 'restarts', ms: 500 },
  { kind: 'pauses', ms: 0 },
];

describe('whatever the clocks do', () => {
  it(
    'G7 a challenge expires once, never early, and within a second of its time running out',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(clockEvent, { minLength: 5, maxLength: 25, size: 'max' }),
          async (clockEvents) => {
            const game = await startGame();
            const begun = game.room().moment().playMs;
            let most = begun;
            let before = begun;
            try {
              for (const one of clockEvents) {
                most += await apply(game, one);
                await settled();
                const { playMs } = game.room().moment();
                const expiries = await game.expiries();
                expect(playMs).toBeGreaterThanOrEqual(before);
                expect(playMs).toBeLessThanOrEqual(most);
                expect(expiries.length).toBeLessThanOrEqual(1);
                for (const expiry of expiries)
                  expect(expiry.playMs).toBeGreaterThanOrEqual(begun + TIME_LIMIT_SECONDS * 1_000);
                // Nothing expires in a paused game: the time of one that ran out as the pause was decided is up when it goes on.
                const isUp =
                  one.kind === 'passes' &&
                  game.room().state.status === 'in_progress' &&
                  playMs > begun + TIME_LIMIT_SECONDS * 1_000 + TICK_MS;
                expect(isUp && expiries.length === 0).toBe(false);
                before = playMs;
              }
            } finally {
              await game.stop();
            }
          },
        ),
        { numRuns: 40, examples: [[ASLEEP_THEN_HANGING], [HANGING_THEN_STOPPING]] },
      );
    },
  );

  it('G7 a game whose host was away for more than half an hour is paused, with the reason, and no time has passed', async () => {
    for (const kind of ['sleeps', 'hangs', 'restarts'] as const) {
      const game = await startGame();
      game.clock.advance(10_000);
      const { playMs } = game.room().moment();
      await apply(game, { kind, ms: 31 * MINUTE_MS });
      game.clock.advance(1_500);
      await settled();
      expect(game.room().state).toMatchObject({ status: 'paused', pausedReason: 'host_away' });
      expect(game.room().moment().playMs - playMs).toBeLessThanOrEqual(2_500);
      expect(await game.expiries()).toEqual([]);
      await game.stop();
    }
  });
});
