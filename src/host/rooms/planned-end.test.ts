/** A planned end that the host was asked to see to comes once, whatever happens to the host before. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { settled } from './gates.fake.ts';
import { RoomHarness } from './room.harness.ts';

const MINUTE = 60_000;

let harness: RoomHarness;
beforeEach(async () => {
  harness = await RoomHarness.create();
  await harness.runningChallenge(3_600);
});
afterEach(() => harness.stop());

const plan = (inMs: number | null, endsByItself = true) =>
  harness.run({
    type: 'change_game',
    endAt: inMs === null ? null : harness.room.moment().at + inMs,
    // Nothing is planned that could end by itself.
    endsByItself: inMs !== null && endsByItself,
  });
const status = () => harness.room.state.status;
const endings = () => harness.stored.filter(({ event }) => event.type === 'game_ended').length;

describe('a planned end', () => {
  it('ends the game at that moment, once, never early, and cancels what is open', async () => {
    await plan(10 * MINUTE);
    harness.clock.advance(10 * MINUTE - 50);
    await settled();
    expect(status()).toBe('in_progress');
    harness.clock.advance(100);
    await settled();
    expect(status()).toBe('completed');
    expect(harness.statusOf(1)).toBe('cancelled');
    harness.clock.advance(10 * MINUTE);
    await settled();
    expect(endings()).toBe(1);
  });

  it('comes in a pause, too, and only tells where nobody asked for it', async () => {
    await plan(MINUTE, false);
    await harness.run({ type: 'pause', reason: 'banker' });
    harness.clock.advance(2 * MINUTE);
    await settled();
    expect(status()).toBe('paused');
    await plan(MINUTE);
    harness.clock.advance(MINUTE + 100);
    await settled();
    expect(status()).toBe('completed');
  });

  it('comes when the laptop wakes that slept through it', async () => {
    await plan(10 * MINUTE);
    harness.clock.sleep(11 * MINUTE);
    harness.room.tick();
    await settled();
    expect(status()).toBe('completed');
    expect(endings()).toBe(1);
  });

  it.each([11, 24 * 60])('comes at the start of a host that was away for %d minutes', async (minutes) => {
    await plan(10 * MINUTE);
    await harness.stop();
    harness.clock.sleep(minutes * MINUTE);
    await harness.start();
    harness.clock.advance(1_000);
    await settled();
    expect(status()).toBe('completed');
    expect(endings()).toBe(1);
    // Reopened, it goes on.
    await harness.run({ type: 'resume' });
    harness.clock.advance(MINUTE);
    await settled();
    expect(status()).toBe('in_progress');
  });

  it('still to come is kept over a restart', async () => {
    await plan(10 * MINUTE);
    await harness.restart();
    harness.clock.advance(9 * MINUTE);
    await settled();
    expect(status()).toBe('in_progress');
    harness.clock.advance(MINUTE + 100);
    await settled();
    expect(status()).toBe('completed');
  });

  it.each([-3_600_000, 3_600_000])('is not moved by a wall clock set by %d ms', async (deltaMs) => {
    await plan(10 * MINUTE);
    harness.clock.setWall(deltaMs);
    harness.clock.advance(10 * MINUTE - 100);
    await settled();
    expect(status()).toBe('in_progress');
    harness.clock.advance(200);
    await settled();
    expect(status()).toBe('completed');
  });

  it('that is moved or removed in the last moment does not come', async () => {
    await plan(MINUTE);
    harness.clock.advance(MINUTE - 10);
    await plan(2 * MINUTE);
    harness.clock.advance(1_000);
    await settled();
    expect(status()).toBe('in_progress');
    await plan(null);
    harness.clock.advance(5 * MINUTE);
    await settled();
    expect(status()).toBe('in_progress');
  });

  it('G8 is tried again until it can be written', async () => {
    await plan(MINUTE);
    harness.gates.hold('append');
    harness.clock.advance(MINUTE + 100);
    await settled();
    await harness.gates.release('append', new StorageError('disk full'));
    expect(status()).toBe('in_progress');
    await harness.gates.releaseAll();
    harness.clock.advance(2_000);
    await settled();
    expect(status()).toBe('completed');
    expect(endings()).toBe(1);
  });
});
