import { describe, expect, it } from 'vitest';
import { EXERCISE_PRESETS } from '../../game/catalogue.ts';
import { exerciseText } from './exercise-text.ts';
import { createFormat } from './format.ts';
import { englishWords } from './locales/english.harness.ts';

const words = englishWords('en-XA');
const format = createFormat(words.t, 'en');
const say = (
  challenge_type: string | null,
  challenge_description: string | null,
  target_number: number | null,
) => exerciseText(words.t, format, { challenge_type, challenge_description, target_number });

describe('exercise text', () => {
  it.each(EXERCISE_PRESETS)('translates $type', ({ type, description, target }) => {
    expect(say(type, description, target)).toMatch(new RegExp(`^\\[.*${target}.*\\]$`));
  });

  it("keeps the banker's wording where it says more", () => {
    expect(say('push_ups', '20 push-ups on your knees', 20)).toBe('20 push-ups on your knees');
    expect(say('custom', 'Sing a song', 1)).toBe('Sing a song');
  });

  it("adds the count where the banker's wording doesn't mention it", () => {
    expect(say('custom', 'To the door and back', 3)).toMatch(/^\[3 × .*To the door and back.*\]$/);
    expect(say('custom', '12 frog jumps', 12)).toBe('12 frog jumps');
  });

  it.each([
    ['claps', '12 claps'],
    ['Hüpfer', '12 Hüpfer'],
  ])('counts one plain word as one says it: %s', (word, said) => {
    expect(say('custom', word, 12)).toContain(said);
  });

  it('uses another target', () => {
    expect(say('squats', '35 Squats', 35)).toContain('35');
    expect(say('squats', '1 Squat', 1)).toBe('1 Squat');
  });

  it('is empty before anything is assigned', () => {
    expect(say(null, null, null)).toBe('');
  });
});
