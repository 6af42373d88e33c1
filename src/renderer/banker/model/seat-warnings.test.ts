import { describe, expect, it } from 'vitest';
import type { HostWarning } from '../../../protocol/host-info.ts';
import { isSeatWarningOf, readSeatWarning } from './seat-warnings.ts';

const warning = (code: string, params: HostWarning['params']): HostWarning => ({
  code,
  params,
  detail: 'Something.',
  about_games: false,
});
const joins = (joined: number) =>
  warning('many_joins', { game_code: 'AAA222', source: 'x', since: 5, joined });

describe('warnings about seats', () => {
  it.each([
    [100, 100],
    [199, 100],
    [200, 200],
    [4_321, 4_300],
  ])('say of %i joins that there are at least %i', (joined, atLeast) => {
    expect(readSeatWarning(joins(joined))).toEqual({
      code: 'many_joins',
      source: 'x',
      since: 5,
      atLeast,
      addresses: 1,
    });
  });

  it('name the players by their ids', () => {
    const guesses = warning('pin_guesses', { game_code: 'AAA222', player_ids: ['4', '17'] });
    expect(readSeatWarning(guesses)).toEqual({ code: 'pin_guesses', playerIds: [4, 17] });
  });

  it('are left to their own words if something is missing, and so are all others', () => {
    for (const other of [
      warning('many_joins', { game_code: 'AAA222' }),
      warning('pin_guesses', { game_code: 'AAA222', player_ids: '4' }),
      warning('no_network', {}),
    ])
      expect(isSeatWarningOf('AAA222', other)).toBe(false);
  });

  it('belong to one game', () => {
    expect(isSeatWarningOf('AAA222', joins(100))).toBe(true);
    expect(isSeatWarningOf('BBB333', joins(100))).toBe(false);
  });
});
