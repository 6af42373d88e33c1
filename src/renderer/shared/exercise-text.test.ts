import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXERCISE_PRESETS } from '../../game/exercises.ts';
import { exerciseText, isCountMissing, type ChallengeExercise } from './exercise-text.ts';
import { createFormat } from './format.ts';
import { englishWords } from './locales/english.harness.ts';

const words = englishWords('en-XA');
const format = createFormat(words.t, 'en');
const say = (
  challenge_type: string | null,
  challenge_description: string | null,
  target_number: number | null,
  { from_catalogue = false, unit }: Partial<Pick<ChallengeExercise, 'from_catalogue' | 'unit'>> = {},
) =>
  exerciseText(words.t, format, {
    challenge_type,
    challenge_description,
    target_number,
    from_catalogue,
    ...(unit !== undefined && { unit }),
  });

describe('exercise text', () => {
  it.each(EXERCISE_PRESETS)('translates $type', ({ type, target }) => {
    expect(say(type, 'as somebody else says it', target, { from_catalogue: true })).toMatch(
      new RegExp(`^\\[.*${target}.*\\]$`),
    );
  });

  it("keeps the banker's wording", () => {
    expect(say('push_ups', '20 push-ups on your knees', 20)).toBe('20 push-ups on your knees');
    expect(say('push_ups', '20 push-ups', 20)).toBe('20 push-ups');
    expect(say('custom', 'Sing a song', 1)).toBe('Sing a song');
  });

  it('keeps the words for what only a newer catalogue has', () => {
    expect(say('handstands', '20 handstands', 20, { from_catalogue: true })).toBe('20 handstands');
  });

  it("adds the count where the banker's wording doesn't mention it", () => {
    expect(say('custom', 'To the door and back', 3)).toMatch(/^\[3 × .*To the door and back.*\]$/);
    expect(say('custom', '12 frog jumps', 12)).toBe('12 frog jumps');
    for (const own of ['١٢ قفزة', '۱۲ پرش', '१२ छलांग', '১২ লাফ', '１２回'])
      expect(say('custom', own, 12)).toBe(own);
  });

  it.each([
    ['claps', '12 claps'],
    ['Hüpfer', '12 Hüpfer'],
    ['push-ups', '12 push-ups'],
  ])('counts one plain word as one says it: %s', (word, said) => {
    expect(say('custom', word, 12)).toContain(said);
  });

  it.each([
    ['Juggle', 30, /^\[Juggle \(30 šéçóñdš\).*\]$/],
    ['To the door and back', 1, /^\[To the door and back \(1 šéçóñd\).*\]$/],
    ['Stand on one leg for 30 s', 30, /^Stand on one leg for 30 s$/],
  ])('says how long, not how often, what is counted in seconds is done: %s, %i', (own, seconds, said) => {
    expect(say('custom', own, seconds, { unit: 'seconds' })).toMatch(said);
    expect(say('custom', 'Juggle', 30, { unit: 'repetitions' })).toContain('30 Juggle');
  });

  it.each([
    [119, 'Plank for 119 seconds', 'Juggle (119 seconds)'],
    [120, 'Plank for 2 minutes', 'Juggle (2 minutes)'],
    [150, 'Plank for 2 min 30 s', 'Juggle (2 min 30 s)'],
    [1_020, 'Plank for 17 minutes', 'Juggle (17 minutes)'],
    [3_601, 'Plank for 60 min 1 s', 'Juggle (60 min 1 s)'],
  ])('says a time from two minutes on in minutes: %i s', (seconds, plank, own) => {
    const { t } = englishWords('en');
    const english = createFormat(t, 'en-GB');
    const held = { challenge_description: 'Juggle', target_number: seconds, unit: 'seconds' } as const;
    const ofCatalogue = { ...held, challenge_type: 'plank', from_catalogue: true };
    const said = [ofCatalogue, { ...held, challenge_type: 'custom', from_catalogue: false }].map((each) =>
      exerciseText(t, english, each)
        .replaceAll(/[\u2066-\u2069]/gu, '')
        .replaceAll('\u00a0', ' '),
    );
    expect(said).toEqual([plank, own]);
    // What programs read stays in seconds.
    expect(exerciseText(t, english, ofCatalogue, 'seconds')).toBe(
      `Plank for ${english.number(seconds)} seconds`,
    );
  });

  it('uses another target', () => {
    expect(say('squats', '35 Squats', 35, { from_catalogue: true })).toContain('35');
    expect(say('squats', '1 Squat', 1)).toBe('1 Squat');
  });

  it('is empty before anything is assigned', () => {
    expect(say(null, null, null)).toBe('');
  });
});

describe("whether the banker's own words say the count", () => {
  const says = (own: string, count: number) => !isCountMissing({ words: own, count });

  it.each([
    ['Shuttle run of 20 m', 2],
    ['Shuttle run of 20 m', 20],
    ['Sprint 100 m', 10],
    ['Sprint 100\u00a0m', 100],
    ['Lift the 15 kg bag', 5],
    ['Lift the 15kg bag', 15],
    ['Die 20-m-Strecke', 20],
    ['Courir 20 mètres', 20],
    ['20 % of your strength', 20],
    ['Bend by 90°', 90],
    ['اركض ٢٠ م', 20],
    ['احمل ١٥ كجم', 15],
    ['Run to the 2nd floor', 2],
    ['Carry 1.5 l', 5],
    ['Walk 1,500 steps', 500],
    ['Walk 1 500 steps', 500],
    ['Walk 12 500 steps', 12],
    ['Half past 10:30', 30],
    ['١٢٠ قفزة', 12],
  ])('not in "%s" where it is %i', (own, count) => {
    expect(says(own, count)).toBe(false);
  });

  it.each([
    ['20 mountain climbers', 20],
    ['20 laps of 20 m', 20],
    ['Do 20.', 20],
    ['Claps: 20', 20],
    ['(20 claps)', 20],
    ['1,500 steps', 1500],
    ['1.500 Schritte', 1500],
    ['1\u202f500 pas', 1500],
    ['١٬٥٠٠ خطوة', 1500],
    ['12 قفزة', 12],
    ['做12个', 12],
  ])('but in "%s" where it is %i', (own, count) => {
    expect(says(own, count)).toBe(true);
  });

  it('only where one of the numbers in them is that very count', () => {
    const counts = fc.integer({ min: 2, max: 2000 });
    const word = fc.constantFrom('claps', 'Hüpfer', 'à droite', 'pasos', 'قفزة', '回');
    fc.assert(
      fc.property(counts, counts, word, fc.constantFrom('', 'Do ', '('), (count, other, what, before) => {
        expect(says(`${before}${other} ${what}`, count)).toBe(count === other);
      }),
    );
  });

  it('and never in a measure', () => {
    const measures = ['m', 'km', 'cm', 'mm', 'kg', 'g', 'l', 'ml', 'ft', 'lb', 'lbs', '%', '°', 'min'];
    const arabic = ['م', 'كم', 'سم', 'مم', 'كجم', 'كغ', 'كغم', 'ج', 'ل', 'لتر', 'متر', '٪'];
    const measure = fc.constantFrom(...measures, ...arabic);
    const space = fc.constantFrom('', ' ', '\u00a0', '\u202f', '-');
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 2000 }), space, measure, (count, between, unit) => {
        expect(says(`A run of ${count}${between}${unit} and back`, count)).toBe(false);
      }),
    );
  });
});
