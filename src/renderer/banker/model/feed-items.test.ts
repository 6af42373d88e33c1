import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../../protocol/frames.ts';
import { aChallenge, aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import {
  feedItemFor,
  MAX_FEED_ITEMS,
  itemsFromHistory,
  itemsUpTo,
  undoOption,
  withItem,
  type FeedItem,
} from './feed-items.ts';

const stamp = { seq: 7, at: 1_000, play_ms: 0 };
const nothing = { challenge: undefined, gameStatus: undefined };
const challengeFrame = (
  event_type: 'challenge_completed' | 'challenge_updated',
  data = aChallenge(),
): EventFrame => ({
  type: 'event',
  event_type,
  data,
  ...stamp,
});
const gameFrame = (status: 'in_progress' | 'paused' | 'completed'): EventFrame => ({
  type: 'event',
  event_type: 'game_updated',
  data: aGame({ status }),
  ...stamp,
});
const item = (given: Partial<FeedItem>): FeedItem => ({
  key: 'e1',
  seq: 1,
  at: 0,
  kind: 'completed',
  challenge: aChallenge({ status: 'completed', version: 3 }),
  player: null,
  ...given,
});
const none = () => undefined;
const nobody = () => false;

describe('the activity feed', () => {
  it('says what an event did', () => {
    const done = feedItemFor(challengeFrame('challenge_completed'), nothing);
    expect(done).toMatchObject({ kind: 'completed', at: 1_000, challenge: { id: 1 } });
  });

  it('drops what a restored game has never seen, and nothing when the host merely restarted', () => {
    const items = [item({ seq: 9 }), item({ seq: 5 }), item({ seq: null })];
    expect(itemsUpTo(items, 5)).toEqual(items.slice(1));
    expect(itemsUpTo(items, 9)).toBe(items);
  });

  it('tells a claim, a "not yet", a change and more time apart by the state before', () => {
    const claimed = aChallenge({ claimed_at: '2026-11-24T20:00:09.000Z' });
    const kinds = [
      feedItemFor(challengeFrame('challenge_updated', claimed), { ...nothing, challenge: aChallenge() }),
      feedItemFor(challengeFrame('challenge_updated'), { ...nothing, challenge: claimed }),
      feedItemFor(challengeFrame('challenge_updated'), {
        ...nothing,
        challenge: aChallenge({ target_number: 9 }),
      }),
      feedItemFor(challengeFrame('challenge_updated'), { ...nothing, challenge: aChallenge() }),
    ].map((each) => each?.kind);
    expect(kinds).toEqual(['claimed', 'not_yet', 'changed', 'extended']);
  });

  it('derives starts, pauses and ends from the status before and after', () => {
    const turn = (
      now: 'in_progress' | 'paused' | 'completed',
      gameStatus: 'waiting' | 'in_progress' | 'paused' | 'completed',
    ) => feedItemFor(gameFrame(now), { ...nothing, gameStatus })?.kind;
    expect([
      turn('in_progress', 'waiting'),
      turn('paused', 'in_progress'),
      turn('in_progress', 'paused'),
      turn('completed', 'paused'),
      turn('in_progress', 'completed'),
      turn('paused', 'paused'),
    ]).toEqual(['started', 'paused', 'resumed', 'ended', 'reopened', undefined]);
  });

  it('has no items for changed teams, players and settings', () => {
    const team: EventFrame = { type: 'event', event_type: 'team_updated', data: aTeam(), ...stamp };
    const player: EventFrame = { type: 'event', event_type: 'player_updated', data: aPlayer(), ...stamp };
    expect([feedItemFor(team, nothing), feedItemFor(player, nothing)]).toEqual([null, null]);
  });

  it('keeps only the newest items', () => {
    let items: readonly FeedItem[] = [];
    for (let index = 0; index < MAX_FEED_ITEMS + 5; index += 1)
      items = withItem(items, item({ key: `e${index}` }));
    expect(items).toHaveLength(MAX_FEED_ITEMS);
    expect(items[0]?.key).toBe(`e${MAX_FEED_ITEMS + 4}`);
  });

  it('starts a freshly opened desk with the history, newest first', () => {
    const items = itemsFromHistory([
      aChallenge({ id: 1, status: 'completed', timestamp: '2026-11-24T20:00:00.000Z' }),
      aChallenge({ id: 2, status: 'requested', timestamp: '2026-11-24T20:05:00.000Z' }),
    ]);
    expect(items.map(({ kind }) => kind)).toEqual(['requested', 'completed']);
  });
});

describe('undo', () => {
  it('is offered for the newest step of a challenge only', () => {
    const newer = aChallenge({ version: 4 });
    expect(undoOption(item({}), none, nobody)).toBe('undo');
    expect(undoOption(item({}), () => newer, nobody)).toBeNull();
  });

  it('is not offered for what ended with the game, its player or a merge', () => {
    const reasons = ['game_ended', 'removed', 'merged', 'undone'] as const;
    const ways = reasons.map((ended_reason) =>
      undoOption(
        item({ kind: 'cancelled', challenge: aChallenge({ status: 'cancelled', ended_reason }) }),
        none,
        nobody,
      ),
    );
    expect(ways).toEqual([null, null, null, null]);
  });

  it('restores a removed player for as long as the player is removed', () => {
    const removed = item({ kind: 'removed', challenge: null, player: aPlayer({ removed: true }) });
    expect([undoOption(removed, none, () => true), undoOption(removed, none, nobody)]).toEqual([
      'restore',
      null,
    ]);
  });

  it('does not restore a merged seat', () => {
    const player = aPlayer({ removed: true, merged_into: 11 });
    const merged = { key: 'e9', seq: 9, at: 0, kind: 'removed', challenge: null, player } as const;
    expect(
      undoOption(
        merged,
        () => undefined,
        () => true,
      ),
    ).toBeNull();
  });
});
