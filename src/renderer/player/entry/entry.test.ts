import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { routePath, parseRoute } from './phone-route.ts';
import { createSeatStore, findSeat, seatsToOffer, type StoredSeat } from './seat-store.ts';

const anna: StoredSeat = { code: 'ABC234', playerId: 10, name: 'Anna', token: 't' };
const mia: StoredSeat = { ...anna, playerId: 11, name: 'Mia' };
const other: StoredSeat = { ...anna, code: 'XYZ789', playerId: 12 };

describe("the phone's address", () => {
  it.each([
    ['/', '', { code: null, seat: null, before: null, ticket: null, isWrong: false }],
    ['/j/abc-234', '#seat=12', { code: 'ABC234', seat: 12, before: null, ticket: null, isWrong: false }],
    ['/j/ABC234', '#ticket=xyz', { code: 'ABC234', seat: null, before: null, ticket: 'xyz', isWrong: false }],
    ['/j/%E0%A4%A', '#seat=-1', { code: null, seat: null, before: null, ticket: null, isWrong: true }],
    ['/', '#wrong', { code: null, seat: null, before: null, ticket: null, isWrong: true }],
    ['/j/', '', { code: null, seat: null, before: null, ticket: null, isWrong: false }],
    ['/j/ABC23O', '', { code: null, seat: null, before: null, ticket: null, isWrong: true }],
    ['/j/ABC234.', '', { code: 'ABC234', seat: null, before: null, ticket: null, isWrong: false }],
    ['/j/abc234%20)', '#wrong', { code: 'ABC234', seat: null, before: null, ticket: null, isWrong: false }],
  ])('of %s%s', (pathname, hash, place) => expect(parseRoute({ pathname, hash })).toEqual(place));

  it('names the seat of the game before', () => {
    const before = { code: 'ABC234', playerId: 10 };
    const place = { code: 'NXT234', seat: 20, before };
    expect(parseRoute(new URL(routePath(place), 'http://192.168.1.5:4747'))).toMatchObject(place);
    expect(routePath({ ...place, before: undefined })).toBe('/j/NXT234#seat=20');
    for (const nonsense of ['ABC234', 'ABC234.', 'ABC234.0', 'ABC234.1e3', '.10', 'ABC23.10', '<b>.10'])
      expect(parseRoute({ pathname: '/j/NXT234', hash: `#seat=20&before=${nonsense}` }).before).toBeNull();
  });

  it.each([2 ** 31, 2 ** 40, 3_000_000_000_000, 999_999_999_999_999])(
    'is the same after a reload, whatever ids the host has come to by recoveries: %i',
    (seat) => {
      const place = { code: 'NXT234', seat, before: { code: 'ABC234', playerId: seat - 1 } };
      expect(parseRoute(new URL(routePath(place), 'http://192.168.1.5:4747'))).toMatchObject(place);
    },
  );

  it('is the same after a reload', () => {
    const url = new URL(routePath({ code: 'ABC234', seat: 12 }), 'http://192.168.1.5:4747');
    expect(parseRoute(url)).toEqual({ code: 'ABC234', seat: 12, before: null, ticket: null, isWrong: false });
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

  it.each(['t\u0000', 'Ключ', 'a\nb', 'a b', '', 'x'.repeat(201), 5])(
    'have no token where %j is stored',
    (token) => {
      const storage = inMemoryStorage();
      storage.write('seats', JSON.stringify([{ ...anna, token }, mia]));
      expect(createSeatStore(storage).all()).toEqual([{ ...anna, token: null }, mia]);
    },
  );

  it('are found by address', () => {
    const all = [other, anna, mia];
    expect(findSeat(all, { code: 'ABC234', seat: 11 })).toBe(mia);
    expect(findSeat(all, { code: 'ABC234', seat: null })).toBe(anna);
    expect(findSeat(all, { code: null, seat: null })).toBe(other);
    expect(findSeat(all, { code: 'QQQ222', seat: 10 })).toBeNull();
  });
});

describe('the seats that the host knows of', () => {
  const held = (seat: StoredSeat, removed = false) => ({
    participant_id: seat.playerId,
    role: 'player' as const,
    game_code: seat.code,
    player_name: seat.name,
    removed,
  });

  it('come even if nothing is stored', () => {
    expect(seatsToOffer([], [held(mia), held(anna)])).toEqual([
      { ...mia, token: null },
      { ...anna, token: null },
    ]);
  });

  it('keep what is stored about them, in its order; those that could not be stored are newer', () => {
    expect(seatsToOffer([anna, other], [held(mia), held(other), held(anna)])).toEqual([
      { ...mia, token: null },
      anna,
      other,
    ]);
  });

  it('come before seats that were removed, or that the host does not know', () => {
    expect(seatsToOffer([anna, mia, other], [held(anna, true), held(other)])).toEqual([other, anna, mia]);
  });

  it('are players alone', () => {
    const owner = { participant_id: 0, role: 'banker', game_code: null, player_name: null } as const;
    const board = { ...held(mia), role: 'board' } as const;
    expect(seatsToOffer([anna], [{ ...owner, removed: false }, board, held(anna)])).toEqual([anna]);
  });

  it('are those that are stored while the host does not answer', () => {
    expect(seatsToOffer([anna, other], null)).toEqual([anna, other]);
  });
});
