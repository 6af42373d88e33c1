import { describe, expect, it } from 'vitest';
import { createMemory } from '../../shared/safe-storage.ts';
import { addressOf, readPlace } from './phone-route.ts';
import { createSeats, seatFor, type Seat } from './seat-store.ts';

const anna: Seat = { code: 'ABC234', playerId: 10, name: 'Anna', token: 't' };
const mia: Seat = { ...anna, playerId: 11, name: 'Mia' };
const other: Seat = { ...anna, code: 'XYZ789', playerId: 12 };
const forgetful = () =>
  createMemory(() => {
    throw new Error('no storage');
  });

describe('the place', () => {
  it.each([
    ['/', '', { code: null, seat: null, ticket: null }],
    ['/j/abc-234', '#seat=12', { code: 'ABC234', seat: 12, ticket: null }],
    ['/j/ABC234', '#ticket=xyz', { code: 'ABC234', seat: null, ticket: 'xyz' }],
    ['/j/%E0%A4%A', '#seat=-1', { code: null, seat: null, ticket: null }],
  ])('of %s%s', (pathname, hash, place) => expect(readPlace({ pathname, hash })).toEqual(place));

  it('is the same after a reload', () => {
    const url = new URL(addressOf({ code: 'ABC234', seat: 12 }), 'http://192.168.1.5:4747');
    expect(readPlace(url)).toEqual({ code: 'ABC234', seat: 12, ticket: null });
  });
});

describe('the seats of a shared phone', () => {
  it('are kept, the last one used first, and forgotten one by one', () => {
    const seats = createSeats(forgetful());
    for (const seat of [anna, mia, other, anna]) seats.keep(seat);
    expect(seats.all()).toEqual([anna, other, mia]);
    seats.forget(anna);
    expect(seats.all()).toEqual([other, mia]);
  });

  it('are none where something else was written', () => {
    const memory = forgetful();
    for (const text of ['{', '{}', '[1]', '[{"code":"nope","playerId":1,"name":"A","token":null}]']) {
      memory.write('seats', text);
      expect(createSeats(memory).all()).toEqual([]);
    }
  });

  it('are found by the address', () => {
    const all = [other, anna, mia];
    expect(seatFor(all, { code: 'ABC234', seat: 11 })).toBe(mia);
    expect(seatFor(all, { code: 'ABC234', seat: null })).toBe(anna);
    expect(seatFor(all, { code: null, seat: null })).toBe(other);
    expect(seatFor(all, { code: 'QQQ222', seat: 10 })).toBeNull();
  });
});
