import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MUSCLE_GROUPS, type MuscleGroup } from '../../../game/enums.ts';
import { DESCRIPTION_LIMIT } from '../../../game/text-limits.ts';
import type { LibraryExercise } from '../../../protocol/library.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Checkbox, SelectField } from '../components/fields.tsx';
import { LongTextField } from '../components/long-text-field.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { RefusalMessage } from '../safekeeping/refusal-message.tsx';
import { useAttempt } from '../safekeeping/use-attempt.ts';
import { AmountFields, MinutesField } from './amount-fields.tsx';
import { changesOf, checkDraft, draftOf, isChanged, type ExerciseDraft } from './exercise-draft.ts';
import { MeetsField } from './meets-field.tsx';
import { WaysField } from './ways-field.tsx';
import css from './library.module.css';

interface ExerciseDialogProps {
  /** Null: a new one. What becomes of it elsewhere meanwhile changes nothing that is typed here. */
  readonly exercise: LibraryExercise | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Everything about an exercise of the library. */
export function ExerciseDialog({ exercise, onClose, onChanged }: ExerciseDialogProps) {
  const { t } = useTranslation('library');
  const [before] = useState<ExerciseDraft>(() => draftOf(exercise));
  const [draft, setDraft] = useState(before);
  /** How often it was to be saved although something had to be put right first. */
  const [triedInVain, setTriedInVain] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (triedInVain > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [triedInVain]);
  const { refusal, attempt } = useAttempt();
  const { body, faults } = checkDraft(draft);
  const shown = triedInVain > 0 ? faults : null;
  const save = async () => {
    if (body === null) return setTriedInVain(triedInVain + 1);
    if (exercise !== null && !isChanged(draft, before)) return onClose();
    const saved = await attempt(() =>
      exercise === null
        ? ownerLaptop.addExercise(body)
        : ownerLaptop.changeExercise(exercise.id, changesOf(exercise, body)),
    );
    // It may have been changed, or removed, at another desk.
    if (saved === null) onChanged();
    if (saved === null) return;
    onChanged();
    onClose();
  };
  const change = (changed: Partial<ExerciseDraft>) => setDraft((typed) => ({ ...typed, ...changed }));
  return (
    <Dialog
      title={t(exercise === null ? 'exercises.add' : 'exercises.edit')}
      open
      wide
      unsaved={isChanged(draft, before)}
      onOpenChange={(open) => !open && onClose()}
    >
      {(_close, leave) => (
        <form
          ref={form}
          className={css.form}
          // Each field says what is wrong with it, in the page's words.
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <RefusalMessage title={t('exercises.failed')} refusal={refusal} />
          <LongTextField
            rows={2}
            label={t('exercises.name')}
            hint={t('exercises.name_hint')}
            value={draft.name}
            limit={DESCRIPTION_LIMIT}
            fault={shown?.nameMissing === true ? t('exercises.name_missing') : null}
            onChange={(name) => change({ name })}
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
          <AmountFields draft={draft} faults={shown} onChange={change} />
          <MinutesField draft={draft} faults={shown} onChange={change} />
          <SelectField
            label={t('exercises.muscles')}
            value={draft.muscles ?? ''}
            choices={[
              { value: '', label: t('muscles.unknown') },
              ...MUSCLE_GROUPS.map((value) => ({ value, label: t(`muscles.${value}`) })),
            ]}
            onChange={(muscles: MuscleGroup | '') => change({ muscles: muscles === '' ? null : muscles })}
          />
          <MeetsField
            label={t('exercises.meets')}
            meets={draft.meets}
            onChange={(meets) => change({ meets })}
          />
          <WaysField draft={draft} faults={shown} onChange={change} />
          <Checkbox
            of={null}
            label={t('exercises.suggested')}
            hint={t('exercises.suggested_hint')}
            checked={draft.suggested}
            onChange={(suggested) => change({ suggested })}
          />
          <div className={css.answers} data-answers>
            <Button onPress={leave}>{t('cancel')}</Button>
            <Button variant="main" submit>
              {t('save')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
