import { describe, expect, it } from 'vitest';
import { HostError } from '../../../client/host-error.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { createKnownSeat } from './known-seat.ts';

const KEY = 'ABC234.10.known';
const anna = aPlayer({ player_name: 'Anna', team_number: 1 });
const moved = { ...anna, team_number: 2 };
const renamed = { ...anna, player_name: 'Anna B.' };

/** A seat that has been looked at once, as Anna of team 1. */
function opened(storage = inMemoryStorage()) {
  const seat = createKnownSeat(storage, KEY);
  seat.look(anna);
  return seat;
}

describe('what a player should hear about the own seat', () => {
  it('is nothing at first, and what somebody else changes then', () => {
    const seat = opened();
    expect(seat.getNews()).toBeNull();
    seat.look(moved);
    expect(seat.getNews()).toEqual({ name: null, team: 2 });
    seat.look({ ...moved, player_name: 'Anna B.' });
    expect(seat.getNews()).toEqual({ name: 'Anna B.', team: 2 });
  });

  it('stands over a reload until it is read, which the next reload remembers', () => {
    const storage = inMemoryStorage();
    opened(storage).look(renamed);
    const reloaded = createKnownSeat(storage, KEY);
    reloaded.look(renamed);
    expect(reloaded.getNews()).toEqual({ name: 'Anna B.', team: null });
    reloaded.markRead();
    expect(reloaded.getNews()).toBeNull();
    const again = createKnownSeat(storage, KEY);
    again.look(renamed);
    expect(again.getNews()).toBeNull();
  });

  it('goes when the change is undone', () => {
    const seat = opened();
    seat.look(moved);
    seat.look(anna);
    expect(seat.getNews()).toBeNull();
  });

  it('is nothing where a team is the first, or gone: a screen of its own says that', () => {
    const seat = createKnownSeat(inMemoryStorage(), KEY);
    seat.look({ ...anna, team_number: null });
    seat.look(anna);
    expect(seat.getNews()).toBeNull();
    seat.look({ ...anna, team_number: null });
    seat.look(moved);
    expect(seat.getNews()).toBeNull();
  });

  it.each(['the event', 'the answer'])(
    'is nothing of an own change, also where %s comes first',
    async (first) => {
      const seat = opened();
      await seat.change(['player_name'], () => {
        if (first === 'the event') seat.look(renamed);
        return Promise.resolve(renamed);
      });
      // What has arrived before the event is as it was.
      if (first === 'the answer') seat.look(anna);
      seat.look(renamed);
      expect(seat.getNews()).toBeNull();
      seat.look({ ...renamed, player_name: 'Kofi' });
      expect(seat.getNews()).toEqual({ name: 'Kofi', team: null });
    },
  );

  it('is nothing of an own change whose answer was lost, and all that follows one that was refused', async () => {
    const lost = opened();
    await lost.change(['team_number'], () => Promise.reject(new HostError('away'))).catch(() => undefined);
    lost.look(moved);
    expect(lost.getNews()).toBeNull();
    lost.look({ ...moved, team_number: 3 });
    expect(lost.getNews()).toEqual({ name: null, team: 3 });

    const refused = opened();
    const problem = { type: '', title: '', status: 409, detail: '', code: 'team_folded' } as const;
    await refused
      .change(['team_number'], () => Promise.reject(new HostError('', { problem })))
      .catch(() => undefined);
    refused.look(moved);
    expect(refused.getNews()).toEqual({ name: null, team: 2 });
  });

  it('is told to whoever listens, once', () => {
    const seat = opened();
    let told = 0;
    const stop = seat.subscribe(() => (told += 1));
    seat.look(moved);
    seat.look({ ...moved });
    expect(told).toBe(1);
    stop();
    seat.markRead();
    expect(told).toBe(1);
  });

  it.each(['{', '[1]', '{"player_name":3,"team_number":1}', '{"player_name":"Anna","team_number":"1"}'])(
    'is nothing where %s is stored',
    (text) => {
      const storage = inMemoryStorage();
      storage.write(KEY, text);
      const seat = createKnownSeat(storage, KEY);
      seat.look(anna);
      expect(seat.getNews()).toBeNull();
    },
  );
});
