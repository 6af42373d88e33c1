import { describe, expect, it } from 'vitest';
import type { ChallengeFeed, ChallengeUpdate } from '../../../client/game-store.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { createReversals, reversalIn } from './reversals.ts';

const CLAIMED_AT = '2026-11-24T20:05:00Z';
const at = (status: Challenge['status'], more: Partial<Challenge> = {}) => aChallenge({ status, ...more });
const ANNA = 10;

/** Delivers what a test says. */
function feedOfTests(): ChallengeFeed & { deliver(update: Omit<ChallengeUpdate, 'frame'>): void } {
  const listeners: ((update: ChallengeUpdate) => void)[] = [];
  return {
    onChallenge(listener) {
      listeners.push(listener);
      return () => undefined;
    },
    deliver(update) {
      for (const listener of listeners) listener({ ...update, frame: null });
    },
  };
}

describe('a step back', () => {
  it.each([
    ['completed', 'assigned', 'taken_back'],
    ['cancelled', 'assigned', 'taken_back'],
    ['expired', 'assigned', 'more_time'],
    ['assigned', 'requested', 'taken_back'],
    ['cancelled', 'requested', 'taken_back'],
    ['requested', 'requested', null],
    ['requested', 'assigned', null],
    ['assigned', 'assigned', null],
    ['assigned', 'completed', null],
    ['assigned', 'expired', null],
    ['completed', 'cancelled', null],
  ] as const)('from %s to %s is %s', (from, to, reversal) => {
    expect(reversalIn({ challenge: at(to), previous: at(from) })).toBe(reversal);
  });

  it('is "not yet" when a claim goes, and nothing when one comes', () => {
    const claimed = at('assigned', { claimed_at: CLAIMED_AT });
    expect(reversalIn({ challenge: at('assigned'), previous: claimed })).toBe('not_yet');
    expect(reversalIn({ challenge: claimed, previous: at('assigned') })).toBeNull();
    expect(reversalIn({ challenge: claimed, previous: at('completed') })).toBeNull();
  });

  it('is nothing for what this page sees for the first time', () => {
    expect(reversalIn({ challenge: at('assigned'), previous: null })).toBeNull();
  });
});

describe('what the phone says of a step back', () => {
  it('holds for this version only, and ends with the next one', () => {
    const feed = feedOfTests();
    const reversals = createReversals(feed, ANNA, () => false);
    const back = at('assigned', { version: 4 });
    feed.deliver({ challenge: back, previous: at('completed', { version: 3 }) });
    expect(reversals.of(back)).toBe('taken_back');
    expect(reversals.of({ ...back, version: 5 })).toBeNull();
    feed.deliver({ challenge: { ...back, version: 5 }, previous: back });
    expect(reversals.of(back)).toBeNull();
  });

  it('is nothing for a step of this phone, and nothing for another player', () => {
    const feed = feedOfTests();
    const own = createReversals(feed, ANNA, () => true);
    const others = createReversals(feed, 11, () => false);
    const back = at('assigned', { version: 4 });
    feed.deliver({ challenge: back, previous: at('completed', { version: 3 }) });
    expect(own.of(back)).toBeNull();
    expect(others.of(back)).toBeNull();
  });
});
