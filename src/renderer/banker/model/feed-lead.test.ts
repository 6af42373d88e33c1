import { describe, expect, it } from 'vitest';
import { aChallenge, aPlayer } from '../../shared/shapes.fixtures.ts';
import { aFeedItem } from './feed-items.fixtures.ts';
import type { FeedItem } from './feed-items.ts';
import { leadOf } from './feed-lead.ts';

const item = (given: Partial<FeedItem>): FeedItem =>
  aFeedItem({
    challenge: aChallenge({ status: 'completed', version: 3 }),
    state: 'challenge 1 3',
    ...given,
  });
/** Step 2 of a player's challenge. */
const stepOf = (id: number, kind: FeedItem['kind'], at: number) =>
  item({
    kind,
    at,
    challenge: aChallenge({ id, player_id: 10 + id, version: 2 }),
    state: `challenge ${id} 2`,
  });
const none: ReadonlySet<string> = new Set();

describe("the feed's one line", () => {
  it("leads with the desk's own newest act, and without one with what happened last", () => {
    const items = [3, 2, 1].map((id) => item({ challenge: aChallenge({ id }), state: `challenge ${id} 1` }));
    expect(leadOf(items, new Set(['challenge 1 1', 'challenge 2 1']))?.item).toBe(items[1]);
    expect(leadOf(items, none)?.item).toBe(items[0]);
    expect(leadOf([], new Set(['challenge 1 1']))).toBeUndefined();
  });

  it.each(['ended', 'team_folded', 'removed'] as const)(
    'leads with what brought the rest along: %s',
    (kind) => {
      const cause = item({ kind, at: 9, challenge: null, state: kind });
      const items = [stepOf(2, 'cancelled', 9), stepOf(1, 'cancelled', 9), cause, stepOf(3, 'assigned', 8)];
      expect(leadOf(items, none)).toEqual({ several: false, item: cause });
      expect(leadOf([stepOf(4, 'cancelled', 10), ...items], none)?.item.at).toBe(10);
    },
  );

  it('does not lead with an act whose challenge has gone on since', () => {
    const [given, earned] = [1, 2].map((version) =>
      item({ challenge: aChallenge({ version }), state: `v${version}` }),
    );
    const items = [earned, given].flatMap((each) => each ?? []);
    expect(leadOf(items, new Set(['v1']))?.item).toBe(items[0]);
  });

  it.each(['assigned', 'undone', 'cancelled', 'expired'] as const)(
    'names nobody where several were %s at the same moment',
    (kind) => {
      const items = [stepOf(3, kind, 9), stepOf(2, kind, 9), stepOf(1, kind, 8)];
      expect(leadOf(items, none)).toMatchObject({ several: true, kind, players: 2 });
    },
  );

  it('counts players, not their challenges', () => {
    const [first, second] = [stepOf(1, 'assigned', 9), stepOf(2, 'assigned', 9)];
    const again = { ...second, challenge: aChallenge({ id: 3, player_id: 12 }) };
    expect(leadOf([again, second, first], none)).toMatchObject({ players: 2 });
    expect(leadOf([again, second], none)).toMatchObject({ several: false });
  });

  it('counts those who changed teams together, and nobody whom another desk gave something at that moment', () => {
    const moved = [5, 6].map((id) =>
      item({ kind: 'moved', challenge: null, player: aPlayer({ player_id: id }), state: `player ${id}` }),
    );
    expect(leadOf(moved, none)).toMatchObject({ several: true, players: 2 });
    const items = [stepOf(2, 'assigned', 9), stepOf(1, 'assigned', 9)];
    expect(leadOf(items, new Set(['challenge 1 2']))).toMatchObject({ several: false, item: items[1] });
  });
});
