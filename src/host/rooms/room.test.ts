import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { settled } from './gates.fake.ts';
import { RoomHarness } from './room.harness.ts';
import { KeyReusedError } from './room.ts';

let harness: RoomHarness;
beforeEach(async () => {
  harness = await RoomHarness.create();
});
afterEach(() => harness.stop());

describe('the order of a command', () => {
  it('is append, then response, then frames', async () => {
    const answered = harness.run({ type: 'start' });
    await answered;
    expect((await harness.eventStore.list())[0]?.seq).toBe(3);
    expect(harness.published).toEqual([]);
    await settled();
    expect(harness.published.map(({ seq }) => seq)).toEqual([3]);
  });

  it('G3 commands from one turn get consecutive seqs in one transaction', async () => {
    harness.gates.calls.length = 0;
    await Promise.all(Array.from({ length: 20 }, (_, index) => harness.player(60 + index, 1)));
    await settled();
    expect(harness.gates.calls).toEqual(['findIdempotencyRecords', 'commandIds', 'append']);
    expect(harness.published.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 3),
    );
  });

  it('keeps the latest events for clients that reconnect, and returns null for anything else', async () => {
    await harness.run({ type: 'start' });
    expect(harness.room.eventsSince(3)).toEqual([]);
    expect(harness.room.eventsSince(2)?.map(({ seq }) => seq)).toEqual([3]);
    expect(harness.room.eventsSince(4)).toBeNull();
    expect(harness.room.eventsSince(-1)).toBeNull();
  });
});

describe('idempotency', () => {
  it('G2 a key takes effect once, even if sent fifty times at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => harness.run({ type: 'start' }, { key: 'once' })),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(harness.room.state.seq).toBe(3);
  });

  it('G2 repeats the response after a restart, rejections included', async () => {
    const first = await harness.run({ type: 'start' }, { key: 'a' });
    const refused = await harness.run({ type: 'start' }, { key: 'b' });
    await harness.restart();
    expect(await harness.run({ type: 'start' }, { key: 'a' })).toEqual(first);
    expect(await harness.run({ type: 'start' }, { key: 'b' })).toEqual(refused);
    expect(refused.status).toBe(409);
  });

  it('G2 rejects a different request with the same key, and does nothing', async () => {
    await harness.run({ type: 'start' }, { key: 'a' });
    await expect(harness.run({ type: 'end' }, { key: 'a', hash: 'other' })).rejects.toBeInstanceOf(
      KeyReusedError,
    );
    expect(harness.room.state.status).toBe('in_progress');
  });
});

describe('a store that fails', () => {
  it('G8 acknowledges and changes nothing, can still be read, and recovers when the store does', async () => {
    await harness.run({ type: 'start' }, { key: 'before' });
    await settled();
    harness.published.length = 0;
    harness.gates.hold('append');
    const ending = harness.run({ type: 'end' });
    await settled();
    await Promise.all([
      harness.gates.release('append', new StorageError('disk full')),
      expect(ending).rejects.toBeInstanceOf(StorageError),
    ]);
    expect((await harness.run({ type: 'start' }, { key: 'before' })).status).toBe(200);
    await settled();
    expect(harness.room.state.status).toBe('in_progress');
    expect(harness.room.lastWriteFailed).toBe(true);
    expect(harness.published).toEqual([]);
    await harness.gates.releaseAll();
    expect((await harness.run({ type: 'end' })).status).toBe(200);
    expect(harness.room.lastWriteFailed).toBe(false);
  });
});

describe('expiry', () => {
  it('G7 happens once, at the deadline, never early', async () => {
    await harness.runningChallenge(60);
    harness.clock.advance(59_900);
    await settled();
    expect(harness.statusOf(1)).toBe('assigned');
    harness.clock.advance(200);
    await settled();
    expect(harness.statusOf(1)).toBe('expired');
    const seq = harness.room.state.seq;
    harness.clock.advance(10_000);
    await settled();
    expect(harness.room.state.seq).toBe(seq);
  });

  it('G7 waits while the game is paused, whatever the wall clock does', async () => {
    await harness.runningChallenge(60);
    await harness.run({ type: 'pause', reason: 'banker' });
    harness.clock.advance(3_600_000);
    harness.clock.setWall(3_600_000);
    await settled();
    expect(harness.statusOf(1)).toBe('assigned');
    await harness.run({ type: 'resume' });
    harness.clock.advance(59_000);
    await settled();
    expect(harness.statusOf(1)).toBe('assigned');
    harness.clock.advance(2_000);
    await settled();
    expect(harness.statusOf(1)).toBe('expired');
  });
});

describe('a host that was away', () => {
  it('G7 continues from the last tick after being down for a few minutes', async () => {
    await harness.runningChallenge(60);
    harness.clock.advance(30_000);
    await harness.restart();
    harness.clock.advance(0);
    harness.clock.sleep(300_000);
    const { playMs } = harness.room.moment();
    expect(playMs).toBeGreaterThanOrEqual(29_000);
    expect(playMs).toBeLessThanOrEqual(31_000);
    expect(harness.room.state.status).toBe('in_progress');
  });

  it('is paused after more than half an hour, and says why', async () => {
    await harness.runningChallenge(60);
    harness.clock.advance(5_000);
    await harness.stop();
    harness.clock.sleep(31 * 60_000);
    await harness.start();
    await settled();
    expect(harness.room.state.status).toBe('paused');
    expect(harness.room.state.pausedReason).toBe('host_away');
    expect(harness.room.state.challenges.get(1)?.status).toBe('assigned');
  });

  it('tells every screen to read the clock again after a short sleep', async () => {
    await harness.runningChallenge(60);
    harness.clock.advance(5_000);
    await settled();
    const seq = harness.room.state.seq;
    harness.clock.sleep(120_000);
    harness.room.tick();
    await settled();
    expect(harness.room.state.seq).toBe(seq + 1);
    expect(harness.published.at(-1)?.publicText).toContain('game_updated');
    expect(harness.room.moment().playMs).toBeLessThan(6_000);
  });
});
