import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aGame } from '../../shared/shapes.fixtures.ts';
import { isChangedSince, messageTextOf, plannedEndOf } from './setting-acts.ts';

const NOW = 1_000_000;
const viewOf = (end: { at: number | null; byItself: boolean }, text: string | null, until = NOW + 1) => ({
  game: aGame({ end_time: end.at, ends_by_itself: end.byItself }),
  message: { text, at: NOW - 1, until },
});
const end = fc.record({ at: fc.option(fc.integer({ min: 1, max: 3 })), byItself: fc.boolean() });
const words = fc.option(fc.constantFrom('Pizza!', 'Tidy up', 'Cake!'));

it('a planned end or a message that is neither what stood before nor what came after is somebody else’s', () => {
  fc.assert(
    fc.property(end, end, end, words, words, words, (one, other, now, said, saidThen, saidNow) => {
      const view = viewOf(now, saidNow);
      const isEnd = (each: typeof now) => each.at === now.at && each.byItself === now.byItself;
      const endChange = { kind: 'end_time', before: one, after: other } as const;
      expect(isChangedSince(endChange, view, NOW)).toBe(!isEnd(one) && !isEnd(other));
      const message = { kind: 'message', before: said, after: saidThen } as const;
      expect(isChangedSince(message, view, NOW)).toBe(saidNow !== said && saidNow !== saidThen);
    }),
  );
});

it('a message whose time has passed is none, and so is one that never was', () => {
  expect(messageTextOf(viewOf({ at: null, byItself: false }, 'Pizza!', NOW), NOW)).toBeNull();
  expect(messageTextOf({ message: null }, NOW)).toBeNull();
  expect(plannedEndOf({ game: null })).toEqual({ at: null, byItself: false });
});
