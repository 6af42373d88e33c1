import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryExercise } from '../../../protocol/library.ts';
import { IN_MINUTES_FROM, shortTime } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useRun } from '../desk/notices.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { Section } from '../safekeeping/section.tsx';
import { ExerciseDialog } from './exercise-dialog.tsx';
import { useSearch } from './use-search.tsx';
import safekeeping from '../safekeeping/safekeeping.module.css';
import css from './library.module.css';

interface ExercisesSectionProps {
  readonly exercises: readonly LibraryExercise[];
  readonly onChanged: () => void;
}

/** The owner's own exercises. */
export function ExercisesSection({ exercises, onChanged }: ExercisesSectionProps) {
  const { t } = useTranslation('library');
  /** Null: none is open. */
  const [open, setOpen] = useState<LibraryExercise | 'new' | null>(null);
  const { found, field } = useSearch(exercises);
  return (
    <Section
      title={t('exercises.title')}
      hint={t('exercises.hint')}
      part="library-exercises"
      level={2}
      action={
        <Button variant="main" onPress={() => setOpen('new')}>
          <Plus aria-hidden size={18} /> {t('exercises.add')}
        </Button>
      }
    >
      {exercises.length === 0 && <p className={safekeeping.quiet}>{t('exercises.none')}</p>}
      {field}
      <ul className={css.items}>
        {found.map((exercise) => (
          <ExerciseLine
            key={exercise.id}
            exercise={exercise}
            onEdit={() => setOpen(exercise)}
            onChanged={onChanged}
          />
        ))}
      </ul>
      {open !== null && (
        <ExerciseDialog
          exercise={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onChanged={onChanged}
        />
      )}
    </Section>
  );
}

interface ExerciseLineProps extends Pick<ExercisesSectionProps, 'onChanged'> {
  readonly exercise: LibraryExercise;
  readonly onEdit: () => void;
}

function ExerciseLine({ exercise, onEdit, onChanged }: ExerciseLineProps) {
  const { t } = useTranslation('library');
  const { t: tNeeds } = useTranslation('needs');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const run = useRun();
  const [asking, setAsking] = useState(false);
  const { id, unit, target, easier, harder, muscles, ways, suggested } = exercise;
  const name = isolate(exercise.name);
  const amounts = easier === target && harder === target ? [target] : [easier, target, harder];
  const remove = async () => {
    const done = await run(() => ownerLaptop.removeExercise(id));
    if (done !== null) onChanged();
  };
  return (
    <li data-exercise={id}>
      <span className={css.name}>
        <bdi>{exercise.name}</bdi>
        <small>
          {[
            unit === 'seconds' && amounts.some((each) => each >= IN_MINUTES_FROM)
              ? amounts.map((each) => shortTime(tShared, format, each)).join(' / ')
              : t(`exercises.amount_${unit}`, {
                  amounts: amounts.map((each) => format.number(each)).join(' / '),
                }),
            ...(muscles === null ? [] : [t(`muscles.${muscles}`)]),
            ...(ways.length === 0
              ? []
              : [t('ways.also', { ways: format.list(ways.map((way) => tNeeds(`way.${way.variant}`))) })]),
            ...(suggested ? [] : [t('exercises.only_picked')]),
          ].join(' · ')}
        </small>
      </span>
      <Button variant="quiet" size="icon" label={t('edit_of', { name })} onPress={onEdit}>
        <Pencil aria-hidden size={18} />
      </Button>
      <Button variant="quiet" size="icon" label={t('remove_of', { name })} onPress={() => setAsking(true)}>
        <Trash2 aria-hidden size={18} />
      </Button>
      <ConfirmDialog
        title={t('exercises.remove_title', { name })}
        text={t('exercises.remove_text')}
        confirmLabel={t('remove')}
        open={asking}
        onOpenChange={setAsking}
        onConfirm={() => void remove()}
      />
    </li>
  );
}
