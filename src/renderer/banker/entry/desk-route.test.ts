import { describe, expect, it } from 'vitest';
import { parseRoute, routeHash } from './desk-route.ts';

describe("the desk's router", () => {
  it('reads a ticket', () => {
    expect(parseRoute('#ticket=abc-DEF_1')).toEqual({
      ticket: 'abc-DEF_1',
      gameCode: null,
      seat: null,
      page: 'desk',
    });
  });

  it.each([2 ** 31, 2 ** 40, 999_999_999_999_999])(
    'reads back a seat after recoveries, whose ids are far apart: %i',
    (seat) => {
      const route = { gameCode: 'ABC234', seat, page: 'desk' as const };
      expect(parseRoute(routeHash(route))).toEqual({ ...route, ticket: null });
    },
  );

  it('reads back what it wrote', () => {
    const route = { gameCode: 'ABC234', seat: 12, page: 'players' as const };
    expect(parseRoute(routeHash(route))).toEqual({ ...route, ticket: null });
    expect(parseRoute(routeHash({ gameCode: null, seat: 0, page: 'desk' }))).toMatchObject({
      seat: 0,
      page: 'desk',
    });
    expect(parseRoute(routeHash({ gameCode: null, seat: 0, page: 'safekeeping' }))).toMatchObject({
      gameCode: null,
      page: 'safekeeping',
    });
  });

  it('ignores nonsense', () => {
    expect(parseRoute('#game=nonsense!&seat=-3&page=secret')).toEqual({
      ticket: null,
      gameCode: null,
      seat: null,
      page: 'desk',
    });
  });

  it('accepts a code as people type it', () => {
    expect(parseRoute('#game=abc-234').gameCode).toBe('ABC234');
  });
});
