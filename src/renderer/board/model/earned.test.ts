import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ChallengeFrame } from '../../../protocol/frames.ts';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { type Earned, type EarnedQueue, nextShown, NOTHING_EARNED, withEvents } from './earned.ts';

const frame = (event_type: ChallengeFrame['event_type'], given: Partial<Challenge>): ChallengeFrame => ({
  type: 'event',
  event_type,
  data: aChallenge({ assigned_at: '2026-11-24T20:00:00Z', ...given }),
  seq: 1,
  at: 1,
  play_ms: 1,
});
const done = (id: number, given: Partial<Challenge> = {}) => frame('challenge_completed', { id, ...given });
const after = (frames: readonly ChallengeFrame[], teams = [aTeam()], queue = NOTHING_EARNED) =>
  withEvents(queue, frames, teams);
const ids = (queue: EarnedQueue) => [
  queue.shown.map(({ challenge }) => challenge.id),
  queue.waiting.map(({ challenge }) => challenge.id),
];

describe('buildings that were earned', () => {
  it('are shown one after the other', () => {
    let queue = after([done(1), done(2), done(3)]);
    expect(ids(queue)).toEqual([[1], [2, 3]]);
    queue = after([done(4)], [aTeam()], queue);
    expect(ids(queue)).toEqual([[1], [2, 3, 4]]);
    queue = nextShown(nextShown(queue));
    expect(ids(queue)).toEqual([[3], [4]]);
    queue = nextShown(nextShown(queue));
    expect(ids(queue)).toEqual([[], []]);
  });

  it('are shown three at once where many are earned', () => {
    const queue = after([1, 2, 3, 4, 5].map((id) => done(id, { player_id: id })));
    expect(ids(queue)).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('keep up with the biggest evening: the oldest of the usual ones give way', () => {
    const school = done(1, { building_type: 'school', player_id: 1 });
    const others = Array.from({ length: 200 }, (_each, index) => done(index + 2, { player_id: index + 2 }));
    let queue = after([done(500, { player_id: 500 })]);
    for (const each of [school, ...others]) queue = after([each], [aTeam({ tally: { school: 1 } })], queue);
    expect(ids(queue)).toEqual([[500], [1, 197, 198, 199, 200, 201]]);
  });

  it('are not shown once their player is gone', () => {
    let queue = after([done(1, { player_id: 1 }), done(2, { player_id: 2 }), done(3, { player_id: 1 })]);
    const gone = {
      ...done(4),
      event_type: 'player_removed',
      data: aPlayer({ player_id: 1, removed: true }),
    } as const;
    queue = withEvents(queue, [gone], [aTeam()]);
    expect(ids(queue)).toEqual([[2], []]);
  });

  it('are not shown once they were taken back, waiting or shown', () => {
    let queue = after([done(1), done(2), done(3)]);
    queue = after([frame('challenge_undone', { id: 2 })], [aTeam()], queue);
    expect(ids(queue)).toEqual([[1], [3]]);
    queue = after([frame('challenge_undone', { id: 1 })], [aTeam()], queue);
    expect(ids(queue)).toEqual([[3], []]);
  });

  it('tell of the first school of the game, and of no other', () => {
    const school = done(1, { building_type: 'school' });
    expect(after([school], [aTeam({ tally: { school: 1 } }), aTeam()]).shown[0]?.kind).toBe('first_school');
    expect(
      after([school], [aTeam({ tally: { school: 1 } }), aTeam({ tally: { school: 1 } })]).shown[0]?.kind,
    ).toBe('usual');
  });

  it('tell of three in a row, five, ten, until one runs out of time or is given up', () => {
    const kinds = (frames: readonly ChallengeFrame[]) => {
      const seen: Earned[] = [];
      let queue = NOTHING_EARNED;
      for (const each of frames) {
        queue = after([each], [aTeam()], queue);
        seen.push(...queue.shown);
        queue = nextShown(queue);
      }
      return seen.map(({ kind, inARow }) => (kind === 'streak' ? inARow : 0));
    };
    const many = Array.from({ length: 10 }, (_, index) => done(index + 1));
    expect(kinds(many)).toEqual([0, 0, 3, 0, 5, 0, 0, 0, 0, 10]);
    for (const type of ['challenge_expired', 'challenge_cancelled'] as const)
      expect(kinds([done(1), done(2), frame(type, { id: 9 }), done(3)])).toEqual([0, 0, 0]);
    const takenBack = frame('challenge_cancelled', { id: 9, assigned_at: null });
    expect(kinds([done(1), done(2), takenBack, done(3)])).toEqual([0, 0, 3]);
    // Of somebody else.
    expect(kinds([done(1), done(2), done(3, { player_id: 11 })])).toEqual([0, 0, 0]);
    // What was undone and done again is shown again, but no third.
    expect(kinds([done(1), done(2), frame('challenge_undone', { id: 2 }), done(2)])).toEqual([0, 0, 0]);
  });
});
