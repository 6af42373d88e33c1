import { describe, expect, it } from 'vitest';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { aFeedItem } from './feed-items.fixtures.ts';
import type { FeedItem } from './feed-items.ts';
import { undoOption, type KnownNow } from './undo-option.ts';

const way = (told: FeedItem, now: Partial<KnownNow> = {}) =>
  undoOption(told, {
    challenge: () => undefined,
    player: () => undefined,
    team: () => undefined,
    items: [told],
    ...now,
  });

describe('undo', () => {
  it('is offered for the newest step of a challenge only', () => {
    const earned = aFeedItem({ challenge: aChallenge({ status: 'completed', version: 3 }) });
    expect(way(earned)).toBe('undo');
    expect(way(earned, { challenge: () => aChallenge({ version: 4 }) })).toBeNull();
  });

  it('is not offered for what ended with the game, its player or a merge', () => {
    const reasons = ['game_ended', 'removed', 'merged', 'undone'] as const;
    const ways = reasons.map((ended_reason) =>
      way(aFeedItem({ kind: 'cancelled', challenge: aChallenge({ status: 'cancelled', ended_reason }) })),
    );
    expect(ways).toEqual([null, null, null, null]);
  });

  it('restores a removed player for as long as the player is removed, and no merged seat', () => {
    const removed = aFeedItem({ kind: 'removed', player: aPlayer({ removed: true }) });
    expect(way(removed, { player: () => aPlayer({ removed: true }) })).toBe('restore');
    expect(way(removed, { player: () => aPlayer() })).toBeNull();
    const merged = aFeedItem({ kind: 'removed', player: aPlayer({ removed: true, merged_into: 11 }) });
    expect(way(merged, { player: () => aPlayer({ removed: true, merged_into: 11 }) })).toBeNull();
  });

  it('unfolds a team by the fold that it tells of, and by no later one', () => {
    const folded = aFeedItem({ kind: 'team_folded', team: aTeam({ folded_at: 5 }) });
    const ways = [5, null, 9].map((folded_at) => way(folded, { team: () => aTeam({ folded_at }) }));
    expect(ways).toEqual(['unfold', null, null]);
  });

  it('moves a player back who is still there, by the last of their moves, and into no folded team', () => {
    const there = aPlayer({ team_number: 2 });
    const moved = aFeedItem({ kind: 'moved', player: there, teamBefore: 1 });
    const now = { player: () => there, team: () => aTeam() };
    expect(way(moved, now)).toBe('move_back');
    expect(way(moved, { ...now, player: () => aPlayer({ team_number: 3 }) })).toBeNull();
    expect(way(moved, { ...now, player: () => aPlayer({ team_number: 2, removed: true }) })).toBeNull();
    expect(way(moved, { ...now, team: () => aTeam({ folded_at: 9 }) })).toBeNull();
    expect(way(moved, { ...now, items: [{ ...moved, key: 'e2' }, moved] })).toBeNull();
  });

  it('switches a school back that is as it is told, by the last of its switches', () => {
    const team = aTeam({ has_school: true });
    const built = aFeedItem({ kind: 'school_built', team });
    expect(way(built, { team: () => team })).toBe('switch_back');
    expect(way(built, { team: () => aTeam() })).toBeNull();
    expect(way(built, { team: () => aTeam({ has_school: true, tally: { school: 1 } }) })).toBeNull();
    expect(way(built, { team: () => team, items: [{ ...built, key: 'e2' }, built] })).toBeNull();
  });

  it('is not offered for what is undone with its own buttons, or for a new name', () => {
    for (const kind of ['paused', 'renamed', 'joined', 'team_renamed'] as const)
      expect(
        way(aFeedItem({ kind, player: aPlayer(), team: kind === 'team_renamed' ? aTeam() : null })),
      ).toBeNull();
  });
});
