import { describe, expect, it } from 'vitest';
import { aChallenge } from '../shapes.fixtures.ts';
import { exercisesIn } from './exercise-totals.ts';

const did = (type: string, words: string, target: number) =>
  aChallenge({
    from_catalogue: words === `${target} ${type.replace('_', '-')}`,
    status: 'completed',
    challenge_type: type,
    challenge_description: words,
    target_number: target,
  });
/** The history has the newest first. */
const totalsOf = (...completed: ReturnType<typeof did>[]) =>
  exercisesIn(completed.toReversed()).map(({ exercise, times }) => [
    exercise.from_catalogue
      ? [exercise.target_number, exercise.challenge_type].join(' ')
      : exercise.challenge_description,
    times,
  ]);

describe('what was done', () => {
  it('adds up the exercises of the catalogue, in its order', () => {
    expect(
      totalsOf(
        did('squats', '10 squats', 10),
        did('push_ups', '20 push-ups', 20),
        did('push_ups', '5 push-ups', 5),
      ),
    ).toEqual([
      ['25 push_ups', 1],
      ['10 squats', 1],
    ]);
  });

  it('holds what the banker worded, whatever its type', () => {
    expect(
      totalsOf(
        did('custom', 'Sing a song', 1),
        did('push_ups', '20 push-ups', 20),
        did('push_ups', '20 push-ups on one hand', 20),
        did('handstand', 'A handstand', 1),
        did('custom', 'Sing a song', 1),
        did('custom', 'Sing a song', 2),
      ),
    ).toEqual([
      ['20 push_ups', 1],
      ['Sing a song', 2],
      ['20 push-ups on one hand', 1],
      ['A handstand', 1],
      ['Sing a song', 1],
    ]);
  });

  it('leaves out what was not done', () => {
    expect(exercisesIn([aChallenge({ status: 'expired', challenge_type: 'custom' })])).toEqual([]);
  });
});
