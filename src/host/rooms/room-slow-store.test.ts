import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { RoomClosedError, StorageError } from '../storage/event-store.ts';
import { settled } from './gates.fake.ts';
import { RoomNight } from './room.harness.ts';
import { KeyReusedError } from './room.ts';

let night: RoomNight;
beforeEach(async () => {
  night = await RoomNight.begin();
});
afterEach(() => night.stop());

const rename = (name: string): Command => ({ type: 'change_team', number: 1, change: { name } });

describe('a store that takes its time', () => {
  it('G1 nothing is acknowledged, shown or sent before it is durable', async () => {
    night.gates.hold('append');
    const answer = night.ask({ type: 'start' });
    await settled();
    expect(night.gates.waiting('append')).toBe(1);
    expect([answer.state, night.room.state.status, night.room.state.seq, night.published]).toEqual([
      'waits',
      'waiting',
      2,
      [],
    ]);
    expect([night.room.since(2), night.room.since(3)]).toEqual([[], null]);
    await night.gates.next('append');
    expect([answer.state, night.room.state.status, night.published.map(({ seq }) => seq)]).toEqual([
      'answered',
      'in_progress',
      [3],
    ]);
  });

  it('G3 what arrives during an append is decided after it, on its state, in one next batch', async () => {
    night.gates.hold('append');
    const first = night.ask({ type: 'start' });
    await settled();
    night.clock.advance(400);
    night.gates.calls.length = 0;
    // Only once the game runs may it pause, and only once it has paused may it go on.
    const [second, third] = [night.ask({ type: 'pause', reason: 'banker' }), night.ask({ type: 'resume' })];
    await settled();
    expect(night.gates.calls).toEqual([]);
    night.clock.advance(100);
    await night.gates.next('append');
    expect([first.state, second.state, third.state]).toEqual(['answered', 'waits', 'waits']);
    expect(night.gates.calls).toEqual(['findOutcomes', 'append']);
    expect(night.room.state.status).toBe('in_progress');
    await night.gates.next('append');
    expect([second.status, third.status]).toEqual([200, 200]);
    expect(
      night.stored.slice(-2).map(({ event, at }) => [event.type, at - night.room.state.createdAt]),
    ).toEqual([
      ['game_paused', 500],
      ['game_resumed', 500],
    ]);
  });

  it('G8 an append that fails refuses its own commands; those behind it are decided on the unchanged state', async () => {
    night.gates.hold('append');
    const lost = night.ask({ type: 'start' }, { key: 'a' });
    await settled();
    const [behind, again] = [
      night.ask({ type: 'pause', reason: 'banker' }),
      night.ask({ type: 'start' }, { key: 'a' }),
    ];
    await settled();
    await night.gates.next('append', new StorageError('gone'));
    expect([lost.state, lost.error]).toEqual(['refused', expect.any(StorageError)]);
    expect([behind.state, again.state, night.room.storageBroken]).toEqual(['waits', 'waits', true]);
    await night.gates.next('append');
    // The game had not started, so there was nothing to pause; the same key is free again.
    expect([behind.status, again.status]).toEqual([409, 200]);
    expect([night.room.state.seq, night.room.storageBroken]).toEqual([3, false]);
  });

  it('G2 earlier answers are asked for once for a whole batch, before anything is decided', async () => {
    const before = await night.run({ type: 'start' }, { key: 'known' });
    night.gates.hold('findOutcomes');
    night.gates.calls.length = 0;
    const [known, twice, fresh] = [
      night.ask({ type: 'start' }, { key: 'known' }),
      night.ask({ type: 'start' }, { key: 'known' }),
      night.ask(rename('Foxes'), { key: 'fresh' }),
    ];
    await settled();
    expect(night.gates.calls).toEqual(['findOutcomes']);
    night.clock.advance(300);
    await night.gates.next('findOutcomes');
    expect([known.body, twice.body]).toEqual([before.body, before.body]);
    expect(fresh.status).toBe(200);
    const last = night.stored.at(-1);
    expect(last?.at).toBe(night.room.state.createdAt + 300);
  });

  it('G2 a key that is used again while its first use is under way gets the same answer', async () => {
    night.gates.hold('append');
    const first = night.ask({ type: 'start' }, { key: 'once' });
    await settled();
    const [same, other] = [
      night.ask({ type: 'start' }, { key: 'once' }),
      night.ask({ type: 'end' }, { key: 'once', hash: 'other' }),
    ];
    await settled();
    expect(same.state).toBe('waits');
    await night.gates.next('append');
    await settled();
    expect([first.status, same.body]).toEqual([200, first.body]);
    expect(other.error).toBeInstanceOf(KeyReusedError);
    expect(night.room.state.seq).toBe(3);
  });

  it('G8 a store that cannot be asked for earlier answers changes nothing', async () => {
    night.gates.hold('findOutcomes');
    const [keyed, next] = [night.ask({ type: 'start' }), night.ask({ type: 'start' })];
    await settled();
    await night.gates.next('findOutcomes', new StorageError('away'));
    expect([keyed.error, next.error]).toEqual([expect.any(StorageError), expect.any(StorageError)]);
    await night.gates.free();
    expect((await night.run({ type: 'start' })).status).toBe(200);
  });

  it('G7 a challenge expires once, however long its event is on its way', async () => {
    await night.runningChallenge(60);
    night.gates.hold('append');
    night.gates.calls.length = 0;
    night.clock.advance(60_100);
    await settled();
    night.clock.advance(5_000);
    await settled();
    expect(night.gates.waiting('append')).toBe(1);
    expect(night.statusOf(1)).toBe('assigned');
    await night.gates.next('append');
    await night.gates.free();
    night.clock.advance(2_000);
    await settled();
    expect(night.statusOf(1)).toBe('expired');
    expect(night.gates.calls.filter((call) => call === 'append')).toHaveLength(1);
  });

  it('G7 an expiry that the store refuses is tried again with the next tick, and not before', async () => {
    await night.runningChallenge(60);
    night.gates.hold('append');
    night.clock.advance(60_050);
    await settled();
    await night.gates.next('append', new StorageError('full'));
    night.clock.advance(500);
    await settled();
    expect(night.gates.waiting('append')).toBe(0);
    night.clock.advance(1_000);
    await settled();
    await night.gates.next('append');
    expect(night.statusOf(1)).toBe('expired');
  });

  it('the play clock goes on while a checkpoint is on its way, and the newest one is written after it', async () => {
    await night.runningChallenge(600);
    night.gates.hold('saveCheckpoint');
    night.clock.advance(5_000);
    await settled();
    expect(night.gates.waiting('saveCheckpoint')).toBe(1);
    const { playMs } = night.room.moment();
    await night.gates.next('saveCheckpoint');
    await night.gates.next('saveCheckpoint');
    expect(night.gates.waiting('saveCheckpoint')).toBe(0);
    expect((await night.eventStore.readCheckpoint(night.room.state.gameId))?.playMs).toBe(playMs);
  });

  it('G8 a checkpoint that cannot be written is reported', async () => {
    await night.run({ type: 'start' });
    night.gates.hold('saveCheckpoint');
    night.clock.advance(1_000);
    await settled();
    await night.gates.next('saveCheckpoint', new StorageError('full'));
    expect([night.reports, night.room.storageBroken]).toEqual([['the play clock could not be saved'], true]);
  });
});

describe('closing', () => {
  it('waits for the append in flight, and refuses what waits behind it and what comes after', async () => {
    night.gates.hold('append');
    const first = night.ask({ type: 'start' });
    await settled();
    const second = night.ask({ type: 'end' });
    await settled();
    let isClosed = false;
    const closed = night.rooms.close().then(() => (isClosed = true));
    const third = night.ask({ type: 'end' });
    await settled();
    expect([isClosed, first.state]).toEqual([false, 'waits']);
    expect([second.error, third.error]).toEqual([expect.any(RoomClosedError), expect.any(RoomClosedError)]);
    expect(String(second.error)).toMatch(/The host is closing, so nothing was changed/);
    await night.gates.next('append');
    await closed;
    expect([first.status, night.published.map(({ seq }) => seq)]).toEqual([200, [3]]);
    expect(night.stored).toHaveLength(3);
  });

  it('writes the play clock down last of all', async () => {
    await night.run({ type: 'start' });
    night.clock.advance(1_500);
    await night.rooms.close();
    expect(night.contents.games.get(night.room.state.gameId)?.checkpoint?.playMs).toBe(1_500);
  });
});
