/** No way of an exercise is called something that it is not: nobody jumps without jumping, or sitting down, nor does push-ups on one arm. */
import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS, type Language, type Variant } from '../../../game/enums.ts';
import { EXERCISE_PRESETS } from '../../../game/exercises.ts';
import { namedWay } from '../exercise-way.ts';
import { createFormat } from '../format.ts';

/** What is said of jumping. */
const JUMPING: Readonly<Record<Language, RegExp>> = {
  en: /jump/giu,
  de: /sprung|spr\u00FCng|spring/giu,
  fr: /saut/giu,
  es: /salt/giu,
  ar: /\u0642\u0641\u0632/gu,
};
const NEEDS = import.meta.glob<object>('./*/needs.json', { import: 'default', eager: true });
const CATALOGUES = import.meta.glob<object>('../../../game/words/*/catalogue.json', {
  import: 'default',
  eager: true,
});

describe.each(LANGUAGE_TAGS)('in "%s"', (language) => {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    initAsync: false,
    resources: {
      [language]: {
        needs: NEEDS[`./${language}/needs.json`] ?? {},
        shared: CATALOGUES[`../../../game/words/${language}/catalogue.json`] ?? {},
      },
    },
  });
  const format = createFormat(i18n.t, language);
  const t = i18n.getFixedT(language, 'needs');
  const ways = EXERCISE_PRESETS.flatMap(({ type, variants }) =>
    variants.map(({ variant }) => [type, variant] as const),
  );
  const jumps = (text: string) => text.match(JUMPING[language])?.length ?? 0;

  it.each(ways)('%s, %s', (type, variant: Variant) => {
    for (const count of [1, 2, 5, 25, 100]) {
      const exercise = i18n.t(`exercises.${type}`, { ns: 'shared', count, number: format.number(count) });
      const words =
        namedWay(t, format, { type, variant, count }) ??
        t('instead.same', { exercise, way: t(`way.${variant}`) });
      expect(words).toMatch(/\p{L}/u);
      // "without jumping", and that alone.
      expect(jumps(words)).toBeLessThanOrEqual(variant === 'low_impact' ? 1 : 0);
    }
  });

  it('push-ups for one hand are never those on the floor with one arm, which are harder', () => {
    const usual = i18n.t('exercises.push_ups', { ns: 'shared', count: 20, number: '20' });
    const words = namedWay(t, format, { type: 'push_ups', variant: 'one_handed', count: 20 }) ?? '';
    expect(words.startsWith(`${usual} `)).toBe(true);
    expect(words).not.toContain(t('way.one_handed'));
    expect(namedWay(t, format, { type: 'push_ups', variant: 'standing', count: 20 })).toBeNull();
  });
});
