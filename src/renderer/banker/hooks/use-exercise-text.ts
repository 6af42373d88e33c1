import { useTranslation } from 'react-i18next';
import { isExerciseType } from '../../../game/catalogue.ts';
import type { Variant } from '../../../game/enums.ts';
import { countedExerciseText, presetText } from '../../shared/exercise-text.ts';
import { namedWay } from '../../shared/exercise-way.ts';
import { useFormat } from '../../shared/format.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';

/** Describes an exercise in the desk's language, as the player will read it, in this way: "20 push-ups", "25 step-out stars". */
export function useExerciseText(): (
  exercise: Pick<ExerciseOption, 'type' | 'name' | 'target' | 'unit'>,
  variant?: Variant | null,
) => string {
  const { t } = useTranslation('shared');
  const { t: tNeeds } = useTranslation('needs');
  const format = useFormat();
  return ({ type, name, target, unit }, variant = null) => {
    if (name !== null) return countedExerciseText(t, format, { words: name, count: target, unit });
    if (!isExerciseType(type)) return type;
    return (
      namedWay(tNeeds, format, { type, variant, count: target }) ??
      presetText(t, format, { type, count: target })
    );
  };
}
