import { describe, expect, it } from 'vitest';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { aFeedItem } from '../model/feed-items.fixtures.ts';
import { removedState, type FeedItem } from '../model/feed-items.ts';
import type { Act } from './acts.ts';
import { takesBack } from './takes-back.ts';

const earned = aFeedItem({ challenge: aChallenge({ id: 7, version: 3 }) });
const removed = aFeedItem({ kind: 'removed', player: aPlayer({ player_id: 4 }), state: removedState(900) });
const folded = aFeedItem({ kind: 'team_folded', team: aTeam({ team_number: 2, folded_at: 800 }) });
const moved = aFeedItem({ kind: 'moved', player: aPlayer({ player_id: 4, team_number: 2 }), teamBefore: 1 });
const switched = aFeedItem({ kind: 'school_built', team: aTeam({ team_number: 2, has_school: true }) });
const joined = aFeedItem({ kind: 'joined', player: aPlayer({ player_id: 4 }) });

const complete: Act = { kind: 'complete', id: 7, version: 3, name: 'Ida', isSure: true };
const several: Act = {
  kind: 'give_several',
  id: 6,
  version: 3,
  isSure: true,
  members: [
    { id: 6, version: 3 },
    { id: 7, version: 3 },
  ],
};

const move: Act = {
  kind: 'move_several',
  id: 600,
  version: 0,
  moves: [{ id: 4, from: 1, to: 2 }],
  isSure: true,
};
const school: Act = {
  kind: 'school',
  id: 2,
  version: 700,
  name: 'Foxes',
  hasSchool: true,
  built: 0,
  isSure: true,
};

describe('the step that Undo takes back', () => {
  it.each<[string, Act, FeedItem]>([
    ['a step of a challenge', complete, earned],
    ['one of several', several, earned],
    ['a removal', { ...complete, kind: 'remove', id: 4, version: 900 }, removed],
    [
      'a removal of several',
      { kind: 'remove_several', id: 1, version: 900, count: 3, isSure: true },
      removed,
    ],
    ['a move', move, moved],
    ['a school that was switched on', school, switched],
    ['one that was switched off', { ...school, hasSchool: false }, { ...switched, kind: 'school_gone' }],
    ['a fold', { ...complete, kind: 'fold', id: 2, version: 800 }, folded],
  ])('is the one that is told: %s', (_, act, told) => {
    expect(takesBack(act, told)).toBe(true);
  });

  it.each<[string, Act, FeedItem]>([
    ['it has no answer yet', { ...complete, isSure: false }, earned],
    ['a move elsewhere', { ...move, moves: [{ id: 4, from: 1, to: 3 }] }, moved],
    ['somebody else’s move', { ...move, moves: [{ id: 5, from: 1, to: 2 }] }, moved],
    ['a switch the other way', { ...school, hasSchool: false }, switched],
    ['another team’s school', { ...school, id: 3 }, switched],
    ['another challenge', { ...complete, id: 8 }, earned],
    ['an earlier version', { ...complete, version: 2 }, earned],
    ['another removal', { ...complete, kind: 'remove', id: 4, version: 901 }, removed],
    ['an earlier fold', { ...complete, kind: 'fold', id: 2, version: 700 }, folded],
    ['players were added', { kind: 'add_several', id: 4, version: 0, players: [4], isSure: true }, earned],
    ['players were added', { kind: 'add_several', id: 4, version: 0, players: [4], isSure: true }, joined],
    ['a challenge with the number of a player', { ...complete, kind: 'remove', id: 7, version: 3 }, earned],
  ])('is another one than what is told: %s', (_, act, told) => {
    expect(takesBack(act, told)).toBe(false);
  });
});
