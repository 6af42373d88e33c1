import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_TARGET } from '../../../game/limits.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useExerciseText } from '../hooks/use-exercise-text.ts';
import { isPreset, type ExerciseOption } from '../model/exercise-options.ts';
import { CustomExerciseForm } from './custom-exercise-form.tsx';
import { usedCount, withChange, without } from './exercise-list.ts';
import { NumberStepper } from './number-stepper.tsx';
import css from './setup.module.css';

/** Which exercises are offered tonight, with their targets, and custom ones. */
export function ExercisesStep() {
  const { t } = useTranslation('setup');
  const { exercises } = useDesk();
  return (
    <>
      <ul className={css.exercises}>
        {exercises.map((exercise) => (
          <ExerciseRow key={exercise.type} exercise={exercise} />
        ))}
      </ul>
      <output>{usedCount(exercises) === 0 && <span className={css.warn}>{t('exercises.none')}</span>}</output>
      <CustomExerciseForm />
    </>
  );
}

const MINUTE_SECONDS = 60;
/** Nobody needs a plank timed to the second. */
const SECONDS_STEP = 5;

function ExerciseRow({ exercise }: { readonly exercise: ExerciseOption }) {
  const { t } = useTranslation('setup');
  const { exercises, setExercises } = useDesk();
  const exerciseText = useExerciseText();
  const { type, target, unit, durationSeconds, used } = exercise;
  const name = isolate(exerciseText(exercise));
  const change = (changed: Parameters<typeof withChange>[2]) =>
    setExercises(withChange(exercises, type, changed));
  return (
    <li data-exercise={type} data-used={used}>
      <label className={css.use}>
        <input type="checkbox" checked={used} onChange={(event) => change({ used: event.target.checked })} />
        <bdi>{exerciseText(exercise)}</bdi>
      </label>
      <NumberStepper
        label={t(unit === 'seconds' ? 'exercises.seconds_of' : 'exercises.amount_of', { name })}
        labelHidden
        unit={unit === 'seconds' ? t('exercises.seconds') : t('exercises.times', { count: target })}
        value={target}
        min={unit === 'seconds' ? SECONDS_STEP : MIN_TARGET}
        max={MAX_TARGET}
        step={unit === 'seconds' ? SECONDS_STEP : 1}
        onChange={(value) => value !== null && change({ target: value })}
      />
      <NumberStepper
        label={t('exercises.time_of', { name })}
        labelHidden
        unit={t('exercises.minutes')}
        placeholder={t('exercises.usual')}
        value={durationSeconds === null ? null : durationSeconds / MINUTE_SECONDS}
        min={0.5}
        max={MAX_DURATION_SECONDS / MINUTE_SECONDS}
        step={0.5}
        onChange={(value) => change({ durationSeconds: value === null ? null : value * MINUTE_SECONDS })}
      />
      {!isPreset(type) && (
        <Button
          variant="quiet"
          size="small"
          label={t('exercises.remove_of', { name })}
          onPress={() => setExercises(without(exercises, type))}
        >
          <Trash2 aria-hidden size={18} />
        </Button>
      )}
    </li>
  );
}
