import { expect, it } from 'vitest';
import { parseRoute, routeHash, type BoardSeat } from './board-route.ts';

const SEAT: BoardSeat = { gameCode: 'NXT234', participantId: 12 };

it.each([
  SEAT,
  { ...SEAT, before: { gameCode: 'ABC234', participantId: 7 } },
  // As they are after recoveries.
  {
    ...SEAT,
    participantId: 999_999_999_999_999,
    before: { gameCode: 'ABC234', participantId: 1_234_567_890_123 },
  },
])('a reloaded board comes back to its seat, and knows the one before: %j', (seat) => {
  expect(parseRoute(routeHash(seat))).toEqual({ ticket: null, seat });
});

it.each(['', '.', 'ABC234', 'ABC234.', 'ABC234.x', '.7', 'nonsense.7'])(
  'a seat before that makes no sense is none: %s',
  (before) => {
    expect(parseRoute(`#game=NXT234&seat=12&before=${before}`).seat).toEqual(SEAT);
  },
);
