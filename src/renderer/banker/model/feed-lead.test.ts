import { describe, expect, it } from 'vitest';
import { aChallenge, aPlayer } from '../../shared/shapes.fixtures.ts';
import { aFeedItem } from './feed-items.fixtures.ts';
import type { FeedItem } from './feed-items.ts';
import { lastLead, leadOf } from './feed-lead.ts';

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

describe("the feed's one line", () => {
  it('leads with the newest of what is meant, and with what happened last where nothing is', () => {
    const items = [3, 2, 1].map((id) => item({ challenge: aChallenge({ id }), state: `challenge ${id} 1` }));
    const isOf =
      (...states: readonly string[]) =>
      (each: FeedItem) =>
        states.includes(each.state);
    expect(leadOf(items, isOf('challenge 1 1', 'challenge 2 1'))?.item).toBe(items[1]);
    expect(leadOf(items, isOf())).toBeUndefined();
    expect(lastLead(items)?.item).toBe(items[0]);
    expect(lastLead([])).toBeUndefined();
  });

  it.each(['ended', 'team_folded', 'removed'] as const)(
    'leads with what brought the rest along: %s',
    (kind) => {
      const cause = item({ kind, at: 9, challenge: null, state: kind });
      const items = [stepOf(2, 'cancelled', 9), stepOf(1, 'cancelled', 9), cause, stepOf(3, 'assigned', 8)];
      expect(lastLead(items)).toEqual({ several: false, item: cause });
      expect(lastLead([stepOf(4, 'cancelled', 10), ...items])?.item.at).toBe(10);
    },
  );

  it.each(['assigned', 'undone', 'cancelled', 'expired'] as const)(
    'names nobody where several were %s at the same moment',
    (kind) => {
      const items = [stepOf(3, kind, 9), stepOf(2, kind, 9), stepOf(1, kind, 8)];
      expect(lastLead(items)).toMatchObject({ several: true, kind, players: 2 });
    },
  );

  it('counts players, not their challenges', () => {
    const [first, second] = [stepOf(1, 'assigned', 9), stepOf(2, 'assigned', 9)];
    const again = { ...second, challenge: aChallenge({ id: 3, player_id: 12 }) };
    expect(lastLead([again, second, first])).toMatchObject({ players: 2 });
    expect(lastLead([again, second])).toMatchObject({ several: false });
  });

  it('counts those who changed teams together, and nobody whom another desk gave something at that moment', () => {
    const moved = [5, 6].map((id) =>
      item({ kind: 'moved', challenge: null, player: aPlayer({ player_id: id }), state: `player ${id}` }),
    );
    expect(lastLead(moved)).toMatchObject({ several: true, players: 2 });
    const items = [stepOf(2, 'assigned', 9), stepOf(1, 'assigned', 9)];
    expect(leadOf(items, ({ state }) => state === 'challenge 1 2')).toMatchObject({
      several: false,
      item: items[1],
    });
  });
});
