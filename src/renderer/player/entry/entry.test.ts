import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { routePath, parseRoute } from './phone-route.ts';
import { createSeatStore, findSeat, type StoredSeat } from './seat-store.ts';

const anna: StoredSeat = { code: 'ABC234', playerId: 10, name: 'Anna', token: 't' };
const mia: StoredSeat = { ...anna, playerId: 11, name: 'Mia' };
const other: StoredSeat = { ...anna, code: 'XYZ789', playerId: 12 };

describe("the phone's address", () => {
  it.each([
    ['/', '', { code: null, seat: null, ticket: null }],
    ['/j/abc-234', '#seat=12', { code: 'ABC234', seat: 12, ticket: null }],
    ['/j/ABC234', '#ticket=xyz', { code: 'ABC234', seat: null, ticket: 'xyz' }],
    ['/j/%E0%A4%A', '#seat=-1', { code: null, seat: null, ticket: null }],
  ])('of %s%s', (pathname, hash, place) => expect(parseRoute({ pathname, hash })).toEqual(place));

  it('is the same after a reload', () => {
    const url = new URL(routePath({ code: 'ABC234', seat: 12 }), 'http://192.168.1.5:4747');
    expect(parseRoute(url)).toEqual({ code: 'ABC234', seat: 12, ticket: null });
  });
});

describe('the seats of a shared phone', () => {
  it('are stored, the last used first, and removed one by one', () => {
    const seats = createSeatStore(inMemoryStorage());
    for (const seat of [anna, mia, other, anna]) seats.save(seat);
    expect(seats.all()).toEqual([anna, other, mia]);
    seats.remove(anna);
    expect(seats.all()).toEqual([other, mia]);
  });

  it('are empty if something else was stored', () => {
    const storage = inMemoryStorage();
    for (const text of ['{', '{}', '[1]', '[{"code":"nope","playerId":1,"name":"A","token":null}]']) {
      storage.write('seats', text);
      expect(createSeatStore(storage).all()).toEqual([]);
    }
  });

  it('are found by address', () => {
    const all = [other, anna, mia];
    expect(findSeat(all, { code: 'ABC234', seat: 11 })).toBe(mia);
    expect(findSeat(all, { code: 'ABC234', seat: null })).toBe(anna);
    expect(findSeat(all, { code: null, seat: null })).toBe(other);
    expect(findSeat(all, { code: 'QQQ222', seat: 10 })).toBeNull();
  });
});
