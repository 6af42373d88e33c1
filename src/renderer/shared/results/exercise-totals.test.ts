import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { createFormat } from '../format.ts';
import { englishWords } from '../locales/english.harness.ts';
import { aChallenge } from '../shapes.fixtures.ts';
import { exercisesIn, exerciseTotalText } from './exercise-totals.ts';

const words = englishWords();
const format = createFormat(words.t, 'en');

const did = (type: string, description: string, target: number, more: Partial<Challenge> = {}) =>
  aChallenge({
    ...more,
    from_catalogue: description === `${target} ${type.replace('_', '-')}`,
    status: 'completed',
    challenge_type: type,
    challenge_description: description,
    target_number: target,
  });
/** The history has the newest first. */
const totalsOf = (...completed: ReturnType<typeof did>[]) =>
  exercisesIn(completed.toReversed()).map((total) => exerciseTotalText(words.t, format, total));

describe('what was done', () => {
  it('adds up the exercises of the catalogue, in its order', () => {
    expect(
      totalsOf(
        did('squats', '10 squats', 10),
        did('push_ups', '20 push-ups', 20),
        did('push_ups', '5 push-ups', 5),
      ),
    ).toEqual(['25 push-ups', '10 squats']);
  });

  it('adds up what the banker worded, too, where the count is not in the words', () => {
    const six = Array.from({ length: 6 }, () => did('custom', 'push-ups', 2));
    expect(
      totalsOf(
        ...six,
        did('custom', 'claps', 12),
        did('custom', 'claps', 5),
        did('custom', 'To the door', 2),
      ),
    ).toEqual(['12 push-ups', '17 claps', '2 × To the door']);
    // The sum is no less said because the words happen to hold its digits.
    expect(totalsOf(did('custom', 'Run round house 12', 6), did('custom', 'Run round house 12', 6))).toEqual([
      '12 × Run round house 12',
    ]);
  });

  it('adds seconds to seconds, and never to repetitions of the same words', () => {
    const seconds = { unit: 'seconds' } as const;
    expect(
      totalsOf(
        did('custom', 'juggle', 30, seconds),
        did('custom', 'juggle', 5),
        did('custom', 'juggle', 15, seconds),
      ),
    ).toEqual(['juggle (45 seconds)', '5 juggle']);
  });

  it('says how often for words that hold their own count, whatever their type', () => {
    expect(
      totalsOf(
        did('custom', 'Sing a song', 1),
        did('push_ups', '20 push-ups', 20),
        did('push_ups', '20 push-ups on one hand', 20),
        did('handstand', 'A handstand', 1),
        did('custom', '12 frog jumps', 12),
        did('custom', '12 frog jumps', 12),
        did('push_ups', '20 push-ups on one hand', 20),
      ),
    ).toEqual([
      '20 push-ups',
      'Sing a song',
      '20 push-ups on one hand (2 times)',
      'A handstand',
      '12 frog jumps (2 times)',
    ]);
  });

  it('leaves out what was not done', () => {
    expect(exercisesIn([aChallenge({ status: 'expired', challenge_type: 'custom' })])).toEqual([]);
  });
});
