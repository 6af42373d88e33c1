import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { settled } from './gates.fake.ts';
import { RoomNight } from './room.harness.ts';
import { KeyReusedError } from './room.ts';

let night: RoomNight;
beforeEach(async () => {
  night = await RoomNight.begin();
});
afterEach(() => night.stop());

describe('the order of a command', () => {
  it('is log, then answer, then frames', async () => {
    const answered = night.run({ type: 'start' });
    await answered;
    expect((await night.eventStore.list())[0]?.seq).toBe(3);
    expect(night.published).toEqual([]);
    await settled();
    expect(night.published.map(({ seq }) => seq)).toEqual([3]);
  });

  it('G3 gives commands of one turn one gapless order, in one transaction', async () => {
    night.gates.calls.length = 0;
    await Promise.all(Array.from({ length: 20 }, (_, index) => night.player(60 + index, 1)));
    await settled();
    expect(night.gates.calls).toEqual(['findOutcomes', 'append']);
    expect(night.published.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 3),
    );
  });

  it('keeps the last events for those who come back, and nothing it does not know', async () => {
    await night.run({ type: 'start' });
    expect(night.room.since(3)).toEqual([]);
    expect(night.room.since(2)?.map(({ seq }) => seq)).toEqual([3]);
    expect(night.room.since(4)).toBeNull();
    expect(night.room.since(-1)).toBeNull();
  });
});

describe('idempotency', () => {
  it('G2 the same key takes effect once, also fifty times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => night.run({ type: 'start' }, { key: 'once' })),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(night.room.state.seq).toBe(3);
  });

  it('G2 repeats the answer after a restart, a refusal too', async () => {
    const first = await night.run({ type: 'start' }, { key: 'a' });
    const refused = await night.run({ type: 'start' }, { key: 'b' });
    await night.restart();
    expect(await night.run({ type: 'start' }, { key: 'a' })).toEqual(first);
    expect(await night.run({ type: 'start' }, { key: 'b' })).toEqual(refused);
    expect(refused.status).toBe(409);
  });

  it('G2 refuses another request under the same key, and does nothing', async () => {
    await night.run({ type: 'start' }, { key: 'a' });
    await expect(night.run({ type: 'end' }, { key: 'a', hash: 'other' })).rejects.toBeInstanceOf(
      KeyReusedError,
    );
    expect(night.room.state.status).toBe('in_progress');
  });
});

describe('a store that fails', () => {
  it('G8 acknowledges nothing, changes nothing, goes on reading, and works again when the store does', async () => {
    await night.run({ type: 'start' }, { key: 'before' });
    await settled();
    night.published.length = 0;
    night.gates.hold('append');
    const ending = night.run({ type: 'end' });
    await settled();
    await Promise.all([
      night.gates.next('append', new StorageError('disk full')),
      expect(ending).rejects.toBeInstanceOf(StorageError),
    ]);
    expect((await night.run({ type: 'start' }, { key: 'before' })).status).toBe(200);
    await settled();
    expect(night.room.state.status).toBe('in_progress');
    expect(night.room.storageBroken).toBe(true);
    expect(night.published).toEqual([]);
    await night.gates.free();
    expect((await night.run({ type: 'end' })).status).toBe(200);
    expect(night.room.storageBroken).toBe(false);
  });
});

describe('expiry', () => {
  it('G7 comes once, at the deadline, never early', async () => {
    await night.runningChallenge(60);
    night.clock.advance(59_900);
    await settled();
    expect(night.statusOf(1)).toBe('assigned');
    night.clock.advance(200);
    await settled();
    expect(night.statusOf(1)).toBe('expired');
    const seq = night.room.state.seq;
    night.clock.advance(10_000);
    await settled();
    expect(night.room.state.seq).toBe(seq);
  });

  it('G7 waits while the game is paused, whatever the wall clock does', async () => {
    await night.runningChallenge(60);
    await night.run({ type: 'pause', reason: 'banker' });
    night.clock.advance(3_600_000);
    night.clock.setWall(3_600_000);
    await settled();
    expect(night.statusOf(1)).toBe('assigned');
    await night.run({ type: 'resume' });
    night.clock.advance(59_000);
    await settled();
    expect(night.statusOf(1)).toBe('assigned');
    night.clock.advance(2_000);
    await settled();
    expect(night.statusOf(1)).toBe('expired');
  });
});

describe('a host that was away', () => {
  it('G7 goes on where the last tick was, after a crash of some minutes', async () => {
    await night.runningChallenge(60);
    night.clock.advance(30_000);
    await night.restart();
    night.clock.advance(0);
    night.clock.sleep(300_000);
    const { playMs } = night.room.moment();
    expect(playMs).toBeGreaterThanOrEqual(29_000);
    expect(playMs).toBeLessThanOrEqual(31_000);
    expect(night.room.state.status).toBe('in_progress');
  });

  it('wakes paused after more than half an hour, and says why', async () => {
    await night.runningChallenge(60);
    night.clock.advance(5_000);
    await night.stop();
    night.clock.sleep(31 * 60_000);
    await night.start();
    await settled();
    expect(night.room.state.status).toBe('paused');
    expect(night.room.state.pausedReason).toBe('host_away');
    expect(night.room.state.challenges.get(1)?.status).toBe('assigned');
  });

  it('tells every screen to read the clock anew after a short sleep', async () => {
    await night.runningChallenge(60);
    night.clock.advance(5_000);
    await settled();
    const seq = night.room.state.seq;
    night.clock.sleep(120_000);
    night.room.tick();
    await settled();
    expect(night.room.state.seq).toBe(seq + 1);
    expect(night.published.at(-1)?.publicText).toContain('game_updated');
    expect(night.room.moment().playMs).toBeLessThan(6_000);
  });
});
