import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../../protocol/frames.ts';
import { aChallenge, aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { aFeedItem } from './feed-items.fixtures.ts';
import {
  feedItemFor,
  MAX_FEED_ITEMS,
  itemsFromHistory,
  itemsUpTo,
  newestItems,
  withItem,
  type FeedItem,
} from './feed-items.ts';

const stamp = { seq: 7, at: 1_000, play_ms: 0 };
const nothing = { challenge: undefined, player: undefined, team: undefined, gameStatus: undefined };
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
const item = (given: Partial<FeedItem>): FeedItem =>
  aFeedItem({
    challenge: aChallenge({ status: 'completed', version: 3 }),
    state: 'challenge 1 3',
    ...given,
  });

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
      feedItemFor(challengeFrame('challenge_updated'), {
        ...nothing,
        challenge: aChallenge({ unit: 'seconds' }),
      }),
      feedItemFor(challengeFrame('challenge_updated'), { ...nothing, challenge: aChallenge() }),
    ].map((each) => each?.kind);
    expect(kinds).toEqual(['claimed', 'not_yet', 'changed', 'changed', 'extended']);
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

  it('has no items for requests, which the list of who waits shows, nor for looks and settings', () => {
    const request: EventFrame = {
      type: 'event',
      event_type: 'challenge_request',
      data: aChallenge(),
      ...stamp,
    };
    const team: EventFrame = { type: 'event', event_type: 'team_updated', data: aTeam(), ...stamp };
    const player: EventFrame = { type: 'event', event_type: 'player_updated', data: aPlayer(), ...stamp };
    const known = { ...nothing, player: aPlayer({ approved: false }), team: aTeam({ colour: '#000000' }) };
    expect([request, team, player].map((frame) => feedItemFor(frame, known))).toEqual([null, null, null]);
  });

  it.each([
    ['renamed', { player_name: 'Annabel' }, 'Anna'],
    ['moved', { team_number: 2 }, null],
    ['removed', { removed: true }, null],
  ] as const)('says that a player was %s', (kind, change, before) => {
    const frame: EventFrame = {
      type: 'event',
      event_type: 'player_updated',
      data: aPlayer(change),
      ...stamp,
    };
    expect(feedItemFor(frame, { ...nothing, player: aPlayer() })).toMatchObject({ kind, before });
  });

  it('says that a player is back, and not that one who chooses a team has moved', () => {
    const frame: EventFrame = { type: 'event', event_type: 'player_updated', data: aPlayer(), ...stamp };
    const after = (player: ReturnType<typeof aPlayer>) => feedItemFor(frame, { ...nothing, player })?.kind;
    expect(after(aPlayer({ removed: true }))).toBe('restored');
    expect(after(aPlayer({ team_number: null }))).toBeUndefined();
  });

  it.each([
    ['team_renamed', { name: 'Norway' }, 'Team 1'],
    ['school_built', { has_school: true }, null],
  ] as const)('tells a change of a team: %s', (kind, change, before) => {
    const frame: EventFrame = { type: 'event', event_type: 'team_updated', data: aTeam(change), ...stamp };
    expect(feedItemFor(frame, { ...nothing, team: aTeam() })).toMatchObject({ kind, before });
  });

  it.each([
    ['team_added', undefined, null],
    ['team_folded', null, 5],
    ['team_unfolded', 5, null],
  ] as const)('tells %s', (kind, before, folded_at) => {
    const data = aTeam({ folded_at });
    const frame: EventFrame = { type: 'event', event_type: 'team_updated', data, ...stamp };
    const team = before === undefined ? undefined : aTeam({ folded_at: before });
    expect(feedItemFor(frame, { ...nothing, team })).toMatchObject({ kind, team: data });
  });

  it('says nothing of a challenge that goes along with its player into another team', () => {
    const frame = challengeFrame('challenge_updated', aChallenge({ team_number: 2, version: 2 }));
    expect(feedItemFor(frame, { ...nothing, challenge: aChallenge() })).toBeNull();
  });

  it('leaves a school that a challenge has built to the challenge', () => {
    const data = aTeam({ has_school: true, tally: { school: 1 } });
    const frame: EventFrame = { type: 'event', event_type: 'team_updated', data, ...stamp };
    expect(feedItemFor(frame, { ...nothing, team: aTeam() })).toBeNull();
  });

  it('keeps only the newest items', () => {
    let items: readonly FeedItem[] = [];
    for (let index = 0; index < MAX_FEED_ITEMS + 5; index += 1)
      items = withItem(items, item({ key: `e${index}`, at: index }));
    expect(items).toHaveLength(MAX_FEED_ITEMS);
    expect(items[0]?.key).toBe(`e${MAX_FEED_ITEMS + 4}`);
  });

  it('keeps an act on several whole', () => {
    const items = [9, 8, 8, 8, 7].map((at) => item({ at }));
    expect(newestItems(items, 2)).toEqual(items.slice(0, 4));
    expect(newestItems(items, 9)).toEqual(items);
  });

  it('starts a freshly opened desk with the history, newest first', () => {
    const items = itemsFromHistory([
      aChallenge({ id: 1, status: 'completed', timestamp: '2026-11-24T20:00:00.000Z' }),
      aChallenge({ id: 2, status: 'assigned', timestamp: '2026-11-24T20:05:00.000Z' }),
      aChallenge({ id: 3, status: 'requested', timestamp: '2026-11-24T20:06:00.000Z' }),
    ]);
    expect(items.map(({ kind }) => kind)).toEqual(['assigned', 'completed']);
  });
});
