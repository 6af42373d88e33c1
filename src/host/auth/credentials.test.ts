import { describe, expect, it } from 'vitest';
import type { Participant } from '../../game/state.ts';
import { OWNER_SEAT_ID } from '../../protocol/seat.ts';
import { createSeats } from './credentials.ts';

const KEY = new Uint8Array(32).fill(7);
const seats = createSeats(KEY);

const anna: Participant = {
  id: 12,
  role: 'player',
  name: 'Anna',
  teamNumber: 1,
  approved: true,
  removed: false,
  blocked: false,
  withoutPhone: false,
  extraTimeFactor: 1,
  generation: 0,
  mergedInto: null,
  joinedAt: 0,
};

describe('tokens', () => {
  it('are the same after a restart with the same key, and others with another', () => {
    expect(createSeats(KEY).tokenOf(anna)).toBe(seats.tokenOf(anna));
    expect(createSeats(new Uint8Array(32)).tokenOf(anna)).not.toBe(seats.tokenOf(anna));
    expect(createSeats(KEY).ownerToken).toBe(seats.ownerToken);
  });

  it('open one seat of one generation', () => {
    const token = seats.tokenOf(anna);
    expect(seats.isTokenOf(anna, token)).toBe(true);
    expect(seats.isTokenOf({ ...anna, id: 13 }, token)).toBe(false);
    expect(seats.isTokenOf({ ...anna, generation: 1 }, token)).toBe(false);
    expect(seats.isOwnerToken(token)).toBe(false);
    expect(seats.isOwnerToken(seats.ownerToken)).toBe(true);
  });

  it('name their seat', () => {
    expect(seats.claimedId(seats.tokenOf(anna))).toBe(12);
    expect(seats.claimedId(seats.ownerToken)).toBe(OWNER_SEAT_ID);
    for (const junk of ['', '12', '12.', 'x.y', `12.${'a'.repeat(44)}`, `-1.${'a'.repeat(43)}`]) {
      expect(seats.claimedId(junk)).toBeNull();
    }
  });
});

describe('PINs', () => {
  it('have four digits and belong to one generation', () => {
    const pin = seats.pinOf(anna) ?? '';
    expect(pin).toMatch(/^\d{4}$/);
    expect(seats.isPinOf(anna, pin)).toBe(true);
    expect(seats.isPinOf(anna, pin === '0000' ? '0001' : '0000')).toBe(false);
    const others = Array.from({ length: 20 }, (_, generation) => seats.pinOf({ ...anna, generation }));
    expect(new Set(others).size).toBeGreaterThan(15);
  });

  it('are for players with a phone alone', () => {
    expect(seats.pinOf({ ...anna, withoutPhone: true })).toBeNull();
    expect(seats.pinOf({ ...anna, role: 'banker' })).toBeNull();
    expect(seats.isPinOf({ ...anna, withoutPhone: true }, '')).toBe(false);
  });
});

describe('cookies', () => {
  it('are told apart by host and seat', () => {
    expect(seats.seatOfCookie(seats.cookieName(12))).toBe(12);
    expect(createSeats(new Uint8Array(32)).seatOfCookie(seats.cookieName(12))).toBeNull();
    expect(seats.seatOfCookie(`${seats.cookieName(12)}x`)).toBeNull();
  });
});
