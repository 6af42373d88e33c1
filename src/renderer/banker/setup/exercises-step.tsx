import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isExerciseType } from '../../../game/catalogue.ts';
import { EXERCISE_TIERS, type ExerciseTier } from '../../../game/enums.ts';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_TARGET } from '../../../game/limits.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { routeHash } from '../entry/desk-route.ts';
import { useExerciseText } from '../hooks/use-exercise-text.ts';
import { useOptimisticValue } from '../hooks/use-optimistic-value.ts';
import { withTarget, type ExerciseOption } from '../model/exercise-options.ts';
import { CustomExerciseForm } from './custom-exercise-form.tsx';
import { alikeOf, usedCount, withChange, without } from './exercise-list.ts';
import { NumberStepper } from './number-stepper.tsx';
import { Options } from './options.tsx';
import css from './setup.module.css';

/** Which exercises are offered tonight, with their targets, and custom ones. */
export function ExercisesStep() {
  const { t } = useTranslation('setup');
  const { exercises } = useDesk();
  const tier = useGame(({ game }) => game?.settings.exercise_tier) ?? 'usual';
  return (
    <>
      <Tier />
      <ul className={css.exercises}>
        {exercises.map((exercise) => (
          // Its fields begin anew with the amounts of another tier.
          <ExerciseRow key={`${exercise.type} ${tier}`} exercise={exercise} tier={tier} />
        ))}
      </ul>
      <Alike />
      <output>{usedCount(exercises) === 0 && <span className={css.warn}>{t('exercises.none')}</span>}</output>
      <CustomExerciseForm />
      <ToLibrary />
    </>
  );
}

/** Says so while two are offered that most people take for one. */
function Alike() {
  const { t } = useTranslation('setup');
  const { exercises } = useDesk();
  const exerciseText = useExerciseText();
  const alike = alikeOf(exercises);
  const [one, other] = (alike ?? []).map((each) => isolate(exerciseText(each)));
  return (
    <output>
      {one !== undefined && other !== undefined && (
        <span className={css.hint}>
          <BidiText>{t('exercises.alike', { one, other })}</BidiText>
        </span>
      )}
    </output>
  );
}

const LIBRARY = routeHash({ gameCode: null, seat: OWNER_SEAT_ID, page: 'library' });

/** The owner keeps more of them for every game. */
function ToLibrary() {
  const { t } = useTranslation('library');
  const { seat } = useDesk();
  if (seat !== OWNER_SEAT_ID) return null;
  return (
    <p className={css.hint}>
      {t('setup.hint')} <a href={LIBRARY}>{t('setup.open')}</a>
    </p>
  );
}

const MINUTE_SECONDS = 60;
/** Nobody needs a plank timed to the second. */
const SECONDS_STEP = 5;

/** How much the built-in exercises ask for; whatever has been given stays as it is. */
function Tier() {
  const { t } = useTranslation('setup');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const told = useGame(({ game }) => game?.settings.exercise_tier);
  const { value, update } = useOptimisticValue(told);
  if (value === undefined) return null;
  return (
    <Options
      name="tier"
      legend={t('exercises.tier')}
      value={value}
      options={EXERCISE_TIERS.map((tier) => ({
        value: tier,
        label: t(`exercises.tiers.${tier}`),
        hint: t(`exercises.tier_hints.${tier}`),
      }))}
      onChange={(tier) =>
        update(
          tier,
          run(() => api.changeGame(gameCode, { settings: { exercise_tier: tier } })),
        )
      }
    />
  );
}

interface ExerciseRowProps {
  readonly exercise: ExerciseOption;
  readonly tier: ExerciseTier;
}

function ExerciseRow({ exercise, tier }: ExerciseRowProps) {
  const { t } = useTranslation('setup');
  const { exerciseList, setExercises } = useDesk();
  const exerciseText = useExerciseText();
  const { type, target, unit, durationSeconds, used } = exercise;
  const name = isolate(exerciseText(exercise));
  const change = (changed: Parameters<typeof withChange>[2]) =>
    setExercises(withChange(exerciseList, type, changed));
  const changeTarget = (amount: number) =>
    setExercises(exerciseList.map((each) => (each.type === type ? withTarget(each, tier, amount) : each)));
  return (
    <li data-exercise={type} data-used={used}>
      <label className={css.use}>
        <input type="checkbox" checked={used} onChange={(event) => change({ used: event.target.checked })} />
        <bdi>{exerciseText(exercise)}</bdi>
      </label>
      <NumberStepper
        of={null}
        label={t(unit === 'seconds' ? 'exercises.seconds_of' : 'exercises.amount_of', { name })}
        labelHidden
        unit={unit === 'seconds' ? t('exercises.seconds') : t('exercises.times', { count: target })}
        value={target}
        min={unit === 'seconds' ? SECONDS_STEP : MIN_TARGET}
        max={MAX_TARGET}
        step={unit === 'seconds' ? SECONDS_STEP : 1}
        onChange={(value) => value !== null && changeTarget(value)}
      />
      <NumberStepper
        of={null}
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
      {!isExerciseType(type) && (
        <Button
          variant="quiet"
          size="small"
          label={t('exercises.remove_of', { name })}
          onPress={() => setExercises(without(exerciseList, type))}
        >
          <Trash2 aria-hidden size={18} />
        </Button>
      )}
    </li>
  );
}
