import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MUSCLE_GROUPS, NEEDS, type MuscleGroup } from '../../../game/enums.ts';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_TARGET } from '../../../game/limits.ts';
import { DESCRIPTION_LIMIT } from '../../../game/text-limits.ts';
import type { LibraryExercise } from '../../../protocol/library.ts';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Checkbox, NumberField, SelectField, TextField } from '../components/fields.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { RefusalMessage } from '../safekeeping/refusal-message.tsx';
import { useAttempt } from '../safekeeping/use-attempt.ts';
import css from './library.module.css';

const MINUTE_SECONDS = 60;

interface ExerciseDialogProps {
  /** Null: a new one. */
  readonly exercise: LibraryExercise | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const NEW: Omit<LibraryExercise, 'id'> = {
  name: '',
  target: 10,
  easier: 10,
  harder: 10,
  unit: 'repetitions',
  duration_seconds: null,
  muscles: null,
  meets: [],
  ways: [],
  suggested: true,
};

/** Everything about an exercise of the library. */
export function ExerciseDialog({ exercise, onClose, onChanged }: ExerciseDialogProps) {
  const { t } = useTranslation('library');
  const [draft, setDraft] = useState<Omit<LibraryExercise, 'id'>>(exercise ?? NEW);
  const [amounts, setAmounts] = useState<Amounts>(
    exercise ?? { easier: null, target: NEW.target, harder: null },
  );
  const { refusal, attempt } = useAttempt();
  const { text: name, fault } = checkTyped(draft.name, DESCRIPTION_LIMIT);
  const { target } = amounts;
  const save = async () => {
    if (fault !== null || target === null) return;
    const { easier, harder } = amounts;
    const body = { ...draft, name, target, easier: easier ?? target, harder: harder ?? target };
    const saved = await attempt(() =>
      exercise === null ? ownerLaptop.addExercise(body) : ownerLaptop.changeExercise(exercise.id, body),
    );
    if (saved === null) return;
    onChanged();
    onClose();
  };
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  return (
    <Dialog
      title={t(exercise === null ? 'exercises.add' : 'exercises.edit')}
      open
      wide
      onOpenChange={(open) => !open && onClose()}
    >
      {(close) => (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <RefusalMessage title={t('exercises.failed')} refusal={refusal} />
          <TextField
            label={t('exercises.name')}
            hint={t('exercises.name_hint')}
            value={draft.name}
            limit={DESCRIPTION_LIMIT}
            onChange={(typed) => change({ name: typed })}
          />
          <SelectField
            label={t('exercises.unit')}
            value={draft.unit}
            choices={(['repetitions', 'seconds'] as const).map((value) => ({
              value,
              label: t(`exercises.unit_${value}`),
            }))}
            onChange={(unit) => change({ unit })}
          />
          <AmountFields amounts={amounts} onChange={setAmounts} />
          <NumberField
            label={t('exercises.minutes')}
            hint={t('exercises.minutes_hint')}
            value={draft.duration_seconds === null ? null : draft.duration_seconds / MINUTE_SECONDS}
            min={0.5}
            max={MAX_DURATION_SECONDS / MINUTE_SECONDS}
            step={0.5}
            onChange={(minutes) =>
              change({ duration_seconds: minutes === null ? null : Math.round(minutes * MINUTE_SECONDS) })
            }
          />
          <SelectField
            label={t('exercises.muscles')}
            value={draft.muscles ?? ''}
            choices={[
              { value: '', label: t('muscles.unknown') },
              ...MUSCLE_GROUPS.map((value) => ({ value, label: t(`muscles.${value}`) })),
            ]}
            onChange={(muscles: MuscleGroup | '') => change({ muscles: muscles === '' ? null : muscles })}
          />
          <Meets draft={draft} onChange={change} />
          <Checkbox
            label={t('exercises.suggested')}
            hint={t('exercises.suggested_hint')}
            checked={draft.suggested}
            onChange={(suggested) => change({ suggested })}
          />
          <div className={css.answers}>
            <Button onPress={close}>{t('cancel')}</Button>
            <Button variant="main" submit disabled={fault !== null || target === null}>
              {t('save')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

interface MeetsProps {
  readonly draft: Pick<LibraryExercise, 'meets'>;
  readonly onChange: (changed: Pick<LibraryExercise, 'meets'>) => void;
}

/** Whom it suits as it is: suggestions go by that. */
function Meets({ draft: { meets }, onChange }: MeetsProps) {
  const { t } = useTranslation('library');
  const { t: tNeeds } = useTranslation('needs');
  return (
    <fieldset className={css.meets}>
      <legend>{t('exercises.meets')}</legend>
      {NEEDS.map((need) => (
        <Checkbox
          key={need}
          label={tNeeds(`desk.choice.${need}`)}
          checked={meets.includes(need)}
          onChange={(checked) =>
            onChange({ meets: checked ? [...meets, need] : meets.filter((each) => each !== need) })
          }
        />
      ))}
    </fieldset>
  );
}

type Amounts = Readonly<Record<'easier' | 'target' | 'harder', number | null>>;

function AmountFields({
  amounts,
  onChange,
}: {
  readonly amounts: Amounts;
  readonly onChange: (amounts: Amounts) => void;
}) {
  const { t } = useTranslation('library');
  return (
    <div className={css.amounts}>
      {(['easier', 'target', 'harder'] as const).map((tier) => (
        <NumberField
          key={tier}
          label={t(`exercises.${tier}`)}
          value={amounts[tier]}
          min={MIN_TARGET}
          max={MAX_TARGET}
          onChange={(amount) => onChange({ ...amounts, [tier]: amount })}
        />
      ))}
    </div>
  );
}
