import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { isPreset, type Exercise } from '../model/exercises.ts';

/** Says an exercise in the desk's language, as the player will read it: "20 push-ups". */
export function useWording(): (exercise: Pick<Exercise, 'type' | 'name' | 'target'>) => string {
  const { t } = useTranslation('shared');
  const format = useFormat();
  return ({ type, name, target }) => {
    if (name !== null || !isPreset(type)) return name ?? type;
    return t(`exercises.${type}`, { count: target, number: format.number(target) });
  };
}
