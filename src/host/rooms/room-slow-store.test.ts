import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { RoomClosedError, StorageError } from '../storage/event-store.ts';
import { settled } from './gates.fake.ts';
import { RoomHarness } from './room.harness.ts';
import { KeyReusedError } from './room.ts';

let harness: RoomHarness;
beforeEach(async () => {
  harness = await RoomHarness.create();
});
afterEach(() => harness.stop());

const rename = (name: string): Command => ({ type: 'change_team', number: 1, change: { name } });

describe('a slow store', () => {
  it('G1 nothing is acknowledged, shown or sent before it is durable', async () => {
    harness.gates.hold('append');
    const answer = harness.send({ type: 'start' });
    await settled();
    expect(harness.gates.waiting('append')).toBe(1);
    expect([answer.state, harness.room.state.status, harness.room.state.seq, harness.published]).toEqual([
      'waits',
      'waiting',
      2,
      [],
    ]);
    expect([harness.room.eventsSince(2), harness.room.eventsSince(3)]).toEqual([[], null]);
    await harness.gates.release('append');
    expect([answer.state, harness.room.state.status, harness.published.map(({ seq }) => seq)]).toEqual([
      'answered',
      'in_progress',
      [3],
    ]);
  });

  it('G3 decides commands that arrive during an append after it, on the new state, in one batch', async () => {
    harness.gates.hold('append');
    const first = harness.send({ type: 'start' });
    await settled();
    harness.clock.advance(400);
    harness.gates.calls.length = 0;
    // A game can only pause once it is running, and only resume once it is paused.
    const [second, third] = [
      harness.send({ type: 'pause', reason: 'banker' }),
      harness.send({ type: 'resume' }),
    ];
    await settled();
    expect(harness.gates.calls).toEqual([]);
    harness.clock.advance(100);
    await harness.gates.release('append');
    expect([first.state, second.state, third.state]).toEqual(['answered', 'waits', 'waits']);
    expect(harness.gates.calls).toEqual(['findIdempotencyRecords', 'append']);
    expect(harness.room.state.status).toBe('in_progress');
    await harness.gates.release('append');
    expect([second.status, third.status]).toEqual([200, 200]);
    expect(
      harness.stored.slice(-2).map(({ event, at }) => [event.type, at - harness.room.state.createdAt]),
    ).toEqual([
      ['game_paused', 500],
      ['game_resumed', 500],
    ]);
  });

  it('G8 a failed append rejects its own commands; those queued behind it are decided on the unchanged state', async () => {
    harness.gates.hold('append');
    const lost = harness.send({ type: 'start' }, { key: 'a' });
    await settled();
    const [behind, again] = [
      harness.send({ type: 'pause', reason: 'banker' }),
      harness.send({ type: 'start' }, { key: 'a' }),
    ];
    await settled();
    await harness.gates.release('append', new StorageError('gone'));
    expect([lost.state, lost.error]).toEqual(['refused', expect.any(StorageError)]);
    expect([behind.state, again.state, harness.room.lastWriteFailed]).toEqual(['waits', 'waits', true]);
    await harness.gates.release('append');
    // The game had not started, so there was nothing to pause. The key can be used again.
    expect([behind.status, again.status]).toEqual([409, 200]);
    expect([harness.room.state.seq, harness.room.lastWriteFailed]).toEqual([3, false]);
  });

  it('G2 looks up earlier responses once per batch, before deciding anything', async () => {
    const before = await harness.run({ type: 'start' }, { key: 'known' });
    harness.gates.hold('findIdempotencyRecords');
    harness.gates.calls.length = 0;
    const [known, twice, fresh] = [
      harness.send({ type: 'start' }, { key: 'known' }),
      harness.send({ type: 'start' }, { key: 'known' }),
      harness.send(rename('Foxes'), { key: 'fresh' }),
    ];
    await settled();
    expect(harness.gates.calls).toEqual(['findIdempotencyRecords']);
    harness.clock.advance(300);
    await harness.gates.release('findIdempotencyRecords');
    expect([known.body, twice.body]).toEqual([before.body, before.body]);
    expect(fresh.status).toBe(200);
    const last = harness.stored.at(-1);
    expect(last?.at).toBe(harness.room.state.createdAt + 300);
  });

  it('G2 a key that is reused while its first request is in progress gets the same response', async () => {
    harness.gates.hold('append');
    const first = harness.send({ type: 'start' }, { key: 'once' });
    await settled();
    const [same, other] = [
      harness.send({ type: 'start' }, { key: 'once' }),
      harness.send({ type: 'end' }, { key: 'once', hash: 'other' }),
    ];
    await settled();
    expect(same.state).toBe('waits');
    await harness.gates.release('append');
    await settled();
    expect([first.status, same.body]).toEqual([200, first.body]);
    expect(other.error).toBeInstanceOf(KeyReusedError);
    expect(harness.room.state.seq).toBe(3);
  });

  it('G8 nothing changes if earlier responses cannot be looked up', async () => {
    harness.gates.hold('findIdempotencyRecords');
    const [keyed, next] = [harness.send({ type: 'start' }), harness.send({ type: 'start' })];
    await settled();
    await harness.gates.release('findIdempotencyRecords', new StorageError('away'));
    expect([keyed.error, next.error]).toEqual([expect.any(StorageError), expect.any(StorageError)]);
    await harness.gates.releaseAll();
    expect((await harness.run({ type: 'start' })).status).toBe(200);
  });

  it('G7 a challenge expires once, however long its event takes to write', async () => {
    await harness.runningChallenge(60);
    harness.gates.hold('append');
    harness.gates.calls.length = 0;
    harness.clock.advance(60_100);
    await settled();
    harness.clock.advance(5_000);
    await settled();
    expect(harness.gates.waiting('append')).toBe(1);
    expect(harness.statusOf(1)).toBe('assigned');
    await harness.gates.release('append');
    await harness.gates.releaseAll();
    harness.clock.advance(2_000);
    await settled();
    expect(harness.statusOf(1)).toBe('expired');
    expect(harness.gates.calls.filter((call) => call === 'append')).toHaveLength(1);
  });

  it('G7 an expiry that cannot be written is retried at the next tick, not before', async () => {
    await harness.runningChallenge(60);
    harness.gates.hold('append');
    harness.clock.advance(60_050);
    await settled();
    await harness.gates.release('append', new StorageError('full'));
    harness.clock.advance(500);
    await settled();
    expect(harness.gates.waiting('append')).toBe(0);
    harness.clock.advance(1_000);
    await settled();
    await harness.gates.release('append');
    expect(harness.statusOf(1)).toBe('expired');
  });

  it('the play clock keeps running while a checkpoint is being written, and the newest one is written next', async () => {
    await harness.runningChallenge(600);
    harness.gates.hold('saveCheckpoint');
    harness.clock.advance(5_000);
    await settled();
    expect(harness.gates.waiting('saveCheckpoint')).toBe(1);
    const { playMs } = harness.room.moment();
    await harness.gates.release('saveCheckpoint');
    await harness.gates.release('saveCheckpoint');
    expect(harness.gates.waiting('saveCheckpoint')).toBe(0);
    expect((await harness.eventStore.readCheckpoint(harness.room.state.gameId))?.playMs).toBe(playMs);
  });

  it('G8 a checkpoint that cannot be written is reported', async () => {
    await harness.run({ type: 'start' });
    harness.gates.hold('saveCheckpoint');
    harness.clock.advance(1_000);
    await settled();
    await harness.gates.release('saveCheckpoint', new StorageError('full'));
    expect([harness.reports, harness.room.lastWriteFailed]).toEqual([
      ['the play clock could not be saved'],
      true,
    ]);
  });
});

describe('the play clock of a game on a slow store', () => {
  it.each(['banker', 'host_away'] as const)(
    'G7 a pause (%s) is in force from when it was decided, which is what every screen shows',
    async (reason) => {
      await harness.runningChallenge(60);
      harness.clock.advance(10_000);
      harness.gates.hold('append');
      const paused = harness.send({ type: 'pause', reason });
      await settled();
      const { playMs } = harness.room.moment();
      harness.clock.advance(3_000);
      expect(harness.room.moment().playMs).toBe(playMs);
      await harness.gates.release('append');
      harness.clock.advance(3_000);
      expect([paused.status, harness.stored.at(-1)?.playMs, harness.room.moment().playMs]).toEqual([
        200,
        playMs,
        playMs,
      ]);
    },
  );

  it('G7 a start and a resumption count from when they were decided, which is what every screen shows', async () => {
    for (const command of [{ type: 'start' }, { type: 'resume' }] as const) {
      harness.gates.hold('append');
      harness.send(command);
      await settled();
      const { playMs } = harness.room.moment();
      harness.clock.advance(3_000);
      await harness.gates.release('append');
      harness.clock.advance(1_000);
      expect([harness.stored.at(-1)?.playMs, harness.room.moment().playMs]).toEqual([playMs, playMs + 4_000]);
      await harness.gates.releaseAll();
      await harness.run({ type: 'pause', reason: 'banker' });
    }
  });

  it('G7 goes on as if nothing had been asked if the pause, or the start, cannot be written', async () => {
    await harness.player(51);
    for (const [command, counted] of [
      [{ type: 'start' }, 0],
      [{ type: 'pause', reason: 'banker' }, 4_000],
    ] as const) {
      const { playMs } = harness.room.moment();
      harness.gates.hold('append');
      harness.send(command);
      await settled();
      harness.clock.advance(3_000);
      await harness.gates.release('append', new StorageError('full'));
      harness.clock.advance(1_000);
      expect(harness.room.moment().playMs).toBe(playMs + counted);
      await harness.gates.releaseAll();
      if (command.type === 'start') await harness.run({ type: 'start' });
    }
  });
});

describe('a host that was away and cannot write it', () => {
  const HALF_HOUR_MS = 30 * 60_000;

  /** Lets the next command fail, and says what the one after it was. */
  const refuseOnce = async () => {
    await settled();
    await harness.gates.release('append', new StorageError('full'));
    const { status } = harness.room.state;
    const { playMs } = harness.room.moment();
    harness.clock.advance(1_000);
    await settled();
    await harness.gates.release('append');
    return { status, playMs };
  };

  it('G7 pauses at the next tick, and no time counts until then', async () => {
    await harness.runningChallenge(60);
    harness.clock.advance(10_000);
    harness.gates.hold('append');
    harness.clock.sleep(HALF_HOUR_MS + 5_000);
    harness.room.tick();
    const refused = await refuseOnce();
    expect(refused.status).toBe('in_progress');
    expect(harness.room.state).toMatchObject({ status: 'paused', pausedReason: 'host_away' });
    expect(harness.room.moment().playMs).toBe(refused.playMs);
  });

  it('G7 pauses at the next tick after a start, too', async () => {
    await harness.runningChallenge(60);
    await harness.stop();
    harness.clock.sleep(HALF_HOUR_MS + 5_000);
    await harness.startWith('append');
    const refused = await refuseOnce();
    expect(refused.status).toBe('in_progress');
    expect(harness.room.state).toMatchObject({ status: 'paused', pausedReason: 'host_away' });
    expect(harness.room.moment().playMs).toBe(refused.playMs);
  });

  it('G7 finds out again at its next start, if the pause was never written', async () => {
    await harness.runningChallenge(60);
    harness.gates.hold('append');
    harness.clock.sleep(HALF_HOUR_MS + 5_000);
    harness.clock.advance(1_000);
    await settled();
    await harness.gates.release('append', new StorageError('full'));
    // Its process ends without a pause.
    await harness.start();
    await settled();
    expect(harness.room.state).toMatchObject({ status: 'paused', pausedReason: 'host_away' });
  });

  it('has every screen read the clock again at the next tick, with all the time away', async () => {
    await harness.runningChallenge(60);
    harness.gates.hold('append');
    harness.clock.sleep(120_000);
    harness.room.tick();
    await refuseOnce();
    const { event } = harness.stored.at(-1) ?? {};
    expect(event).toMatchObject({ type: 'clock_adjusted', lostMs: 120_000 });
  });
});

describe('closing', () => {
  it('waits for the append in flight, and rejects queued and later commands', async () => {
    harness.gates.hold('append');
    const first = harness.send({ type: 'start' });
    await settled();
    const second = harness.send({ type: 'end' });
    await settled();
    let isClosed = false;
    const closed = harness.rooms.close().then(() => (isClosed = true));
    const third = harness.send({ type: 'end' });
    await settled();
    expect([isClosed, first.state]).toEqual([false, 'waits']);
    expect([second.error, third.error]).toEqual([expect.any(RoomClosedError), expect.any(RoomClosedError)]);
    expect(String(second.error)).toMatch(/The host is closing, so nothing was changed/);
    await harness.gates.release('append');
    await closed;
    expect([first.status, harness.published.map(({ seq }) => seq)]).toEqual([200, [3]]);
    expect(harness.stored).toHaveLength(3);
  });

  it('saves the play clock last', async () => {
    await harness.run({ type: 'start' });
    harness.clock.advance(1_500);
    await harness.rooms.close();
    expect(harness.contents.games.get(harness.room.state.gameId)?.checkpoint?.playMs).toBe(1_500);
  });
});
