import { describe, expect, it } from 'vitest';
import type { Participant } from '../../game/state.ts';
import { parseCardTicket } from '../../protocol/seat-card.ts';
import { OWNER_SEAT_ID } from '../../protocol/seat.ts';
import { createCredentials } from './credentials.ts';

const KEY = new Uint8Array(32).fill(7);
const credentials = createCredentials(KEY);

const anna: Participant = {
  id: 12,
  role: 'player',
  name: 'Anna',
  teamNumber: 1,
  foldedFrom: [],
  approved: true,
  removed: false,
  removedAt: null,
  restoredSeq: 0,
  blocked: false,
  withoutPhone: false,
  extraTimeFactor: 1,
  needs: [],
  generation: 0,
  pinGeneration: 0,
  mergedInto: null,
  joinedAt: 0,
  continues: null,
};

describe('tokens', () => {
  it('stay the same after a restart with the same key, and differ with another', () => {
    expect(createCredentials(KEY).tokenOf(anna)).toBe(credentials.tokenOf(anna));
    expect(createCredentials(new Uint8Array(32)).tokenOf(anna)).not.toBe(credentials.tokenOf(anna));
    expect(createCredentials(KEY).ownerToken).toBe(credentials.ownerToken);
  });

  it('are valid for one seat and one generation', () => {
    const token = credentials.tokenOf(anna);
    expect(credentials.isTokenOf(anna, token)).toBe(true);
    expect(credentials.isTokenOf({ ...anna, id: 13 }, token)).toBe(false);
    expect(credentials.isTokenOf({ ...anna, generation: 1 }, token)).toBe(false);
    expect(credentials.isOwnerToken(token)).toBe(false);
    expect(credentials.isOwnerToken(credentials.ownerToken)).toBe(true);
  });

  it('contain their seat id', () => {
    expect(credentials.claimedId(credentials.tokenOf(anna))).toBe(12);
    expect(credentials.claimedId(credentials.ownerToken)).toBe(OWNER_SEAT_ID);
    for (const junk of ['', '12', '12.', 'x.y', `12.${'a'.repeat(44)}`, `-1.${'a'.repeat(43)}`]) {
      expect(credentials.claimedId(junk)).toBeNull();
    }
  });
});

describe('PINs', () => {
  it('have four digits and change with the generation, unless the seat moved by its card', () => {
    const pin = credentials.pinOf(anna) ?? '';
    expect(pin).toMatch(/^\d{4}$/);
    expect(credentials.isPinOf(anna, pin)).toBe(true);
    expect(credentials.isPinOf(anna, pin === '0000' ? '0001' : '0000')).toBe(false);
    const others = Array.from({ length: 20 }, (_, pinGeneration) =>
      credentials.pinOf({ ...anna, pinGeneration }),
    );
    expect(new Set(others).size).toBeGreaterThan(15);
    expect(credentials.pinOf({ ...anna, generation: 1 })).toBe(pin);
  });

  it('are only for players, with a phone or without', () => {
    expect(credentials.pinOf({ ...anna, withoutPhone: true })).toBe(credentials.pinOf(anna));
    expect(credentials.pinOf({ ...anna, role: 'banker' })).toBeNull();
    expect(credentials.isPinOf({ ...anna, role: 'banker' }, '')).toBe(false);
  });

  it('of a seat merged into another are shown to nobody, and right for whoever knew them before', () => {
    const merged = { ...anna, mergedInto: 13 };
    expect(credentials.pinOf(merged)).toBeNull();
    expect(credentials.isPinOf(merged, credentials.pinOf(anna) ?? '')).toBe(true);
    expect(credentials.isPinOf({ ...merged, pinGeneration: 1 }, credentials.pinOf(anna) ?? '')).toBe(false);
  });
});

describe('the ticket on a card', () => {
  it('stays the same after a restart with the same key, and differs with another', () => {
    expect(createCredentials(KEY).cardTicketOf(anna)).toBe(credentials.cardTicketOf(anna));
    expect(createCredentials(new Uint8Array(32)).cardTicketOf(anna)).not.toBe(credentials.cardTicketOf(anna));
  });

  it('is good for one seat and one generation, and is no token', () => {
    const ticket = credentials.cardTicketOf(anna);
    expect(parseCardTicket(ticket)?.participantId).toBe(12);
    expect(credentials.isCardTicketOf(anna, ticket)).toBe(true);
    expect(credentials.isCardTicketOf({ ...anna, id: 13 }, ticket)).toBe(false);
    expect(credentials.isCardTicketOf({ ...anna, generation: 1 }, ticket)).toBe(false);
    expect(credentials.tokenOf(anna)).not.toContain(parseCardTicket(ticket)?.mac);
  });
});

describe('cookies', () => {
  it('are distinguished by host and seat', () => {
    expect(credentials.seatOfCookie(credentials.cookieName(12))).toBe(12);
    expect(createCredentials(new Uint8Array(32)).seatOfCookie(credentials.cookieName(12))).toBeNull();
    expect(credentials.seatOfCookie(`${credentials.cookieName(12)}x`)).toBeNull();
  });
});

describe('what can be known of a token, a card or a secret without its game', () => {
  const [moved, other] = [
    { ...anna, generation: 9 },
    { ...anna, id: 13 },
  ];

  it('is whether its seat has ever had it', () => {
    for (const seat of [anna, moved]) {
      expect(credentials.isTokenOfSome(credentials.tokenOf(seat))).toBe(true);
      expect(credentials.isCardTicketOfSome(12, credentials.cardTicketOf(seat))).toBe(true);
      const secret = credentials.carrySecretOf(seat);
      expect(credentials.hasCarrySecret(12, (known) => known === secret)).toBe(true);
    }
  });

  it('is that nobody has had one that is of another seat, or is made up', () => {
    const [, mac] = credentials.tokenOf(other).split('.');
    expect(credentials.isTokenOfSome(`12.${mac}`)).toBe(false);
    expect(credentials.isTokenOfSome(credentials.ownerToken)).toBe(false);
    expect(credentials.isCardTicketOfSome(12, credentials.cardTicketOf(other))).toBe(false);
    expect(credentials.hasCarrySecret(12, (known) => known === credentials.carrySecretOf(other))).toBe(false);
  });
});
