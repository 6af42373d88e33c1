import { useTranslation } from 'react-i18next';
import { isExerciseType } from '../../../game/catalogue.ts';
import { countedExerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';

/** Describes an exercise in the desk's language, as the player will read it: "20 push-ups". */
export function useExerciseText(): (
  exercise: Pick<ExerciseOption, 'type' | 'name' | 'target' | 'unit'>,
) => string {
  const { t } = useTranslation('shared');
  const format = useFormat();
  return ({ type, name, target, unit }) => {
    if (name !== null) return countedExerciseText(t, format, { words: name, count: target, unit });
    if (!isExerciseType(type)) return type;
    return t(`exercises.${type}`, { count: target, number: format.number(target) });
  };
}
