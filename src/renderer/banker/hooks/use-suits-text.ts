import { useTranslation } from 'react-i18next';
import type { Need } from '../../../game/enums.ts';
import { needsLeft, suitabilityOf, variantFor, type Suitability } from '../../../game/variants.ts';
import { namedWay } from '../../shared/exercise-way.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import type { ExerciseOption } from '../model/exercise-options.ts';

interface Suits {
  readonly suitability: Suitability;
  /** "in another way: sitting down" */
  readonly words: string;
}

/** Whether an exercise suits somebody with these needs, and how, in words. */
export function useSuitsText(): (exercise: ExerciseOption, needs: readonly Need[]) => Suits {
  const { t } = useTranslation('needs');
  const format = useFormat();
  return ({ type, target, traits }, needs) => {
    const exercise = { type, ...traits };
    const suitability = suitabilityOf(exercise, needs);
    const variant = variantFor(exercise, needs);
    const how = traits?.ways?.find((each) => each.variant === variant)?.how;
    const named = namedWay(t, format, { type, variant, count: target });
    const way = variant === null ? '' : how === undefined ? (named ?? t(`way.${variant}`)) : isolate(how);
    const left = format.list(needsLeft(exercise, needs).map((need) => t(`desk.choice.${need}`)));
    const isPartly = suitability === 'unmet' && variant !== null;
    return { suitability, words: t(`suits.${isPartly ? 'partly' : suitability}`, { way, needs: left }) };
  };
}
