import { describe, expect, it } from 'vitest';
import { readFragment, writeFragment } from './desk-route.ts';

describe("the desk's address", () => {
  it('reads a ticket', () => {
    expect(readFragment('#ticket=abc-DEF_1')).toEqual({
      ticket: 'abc-DEF_1',
      gameCode: null,
      seat: null,
      page: 'desk',
    });
  });

  it('reads back what it wrote', () => {
    const place = { gameCode: 'ABC234', seat: 12, page: 'players' as const };
    expect(readFragment(writeFragment(place))).toEqual({ ...place, ticket: null });
    expect(readFragment(writeFragment({ gameCode: null, seat: 0, page: 'desk' }))).toMatchObject({
      seat: 0,
      page: 'desk',
    });
    expect(readFragment(writeFragment({ gameCode: null, seat: 0, page: 'safekeeping' }))).toMatchObject({
      gameCode: null,
      page: 'safekeeping',
    });
  });

  it('leaves out what makes no sense', () => {
    expect(readFragment('#game=nonsense!&seat=-3&page=secret')).toEqual({
      ticket: null,
      gameCode: null,
      seat: null,
      page: 'desk',
    });
  });

  it('takes a code as people type it', () => {
    expect(readFragment('#game=abc-234').gameCode).toBe('ABC234');
  });
});
