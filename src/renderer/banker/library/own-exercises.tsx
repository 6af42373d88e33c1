import { useTranslation } from 'react-i18next';
import type { Need } from '../../../game/enums.ts';
import { SuitsMark } from '../challenges/suits-mark.tsx';
import { Button } from '../components/button.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useExerciseText } from '../hooks/use-exercise-text.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { useSearch } from './use-search.tsx';
import css from './library.module.css';

interface OwnExercisesProps {
  /** Of whoever it is for. */
  readonly needs: readonly Need[];
  readonly onPick: (exercise: ExerciseOption, pointerType: string) => void;
}

/** The exercises of the library, wherever one is picked. */
export function OwnExercises({ needs, onPick }: OwnExercisesProps) {
  const { t } = useTranslation('library');
  const { ownExercises } = useDesk();
  const exerciseText = useExerciseText();
  const { found, field } = useSearch(ownExercises);
  if (ownExercises.length === 0) return null;
  return (
    <section className={css.picked} aria-label={t('picker.title')} data-part="own-exercises">
      <h3>{t('picker.title')}</h3>
      {field}
      <ul>
        {found.map((exercise) => (
          <li key={exercise.type}>
            <Button
              variant="quiet"
              className={css.pick}
              onPress={({ pointerType }) => onPick(exercise, pointerType)}
            >
              <span className={css.pickWords}>
                <bdi>{exerciseText(exercise)}</bdi> <SuitsMark exercise={exercise} needs={needs} />
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
