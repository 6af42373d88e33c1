import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DESCRIPTION_LIMIT } from '../../../game/text-limits.ts';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { LongTextField } from '../components/long-text-field.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { withCustomExercise } from './exercise-list.ts';
import css from './setup.module.css';

/** One more exercise in the banker's own words. */
export function CustomExerciseForm() {
  const { t } = useTranslation('setup');
  const { exerciseList, setExercises } = useDesk();
  const [typed, setTyped] = useState('');
  // Whether the field was left with something in it that isn't in the list yet.
  const [isLeft, setLeft] = useState(false);
  const { text: words, fault } = checkTyped(typed, DESCRIPTION_LIMIT);
  const type = (text: string) => {
    setTyped(text);
    setLeft(false);
  };
  const add = () => {
    if (fault !== null) return;
    setExercises(
      withCustomExercise(exerciseList, {
        name: words,
        target: 1,
        unit: 'repetitions',
        durationSeconds: null,
      }),
    );
    type('');
  };
  return (
    <form
      className={css.own}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <LongTextField
        rows={2}
        label={t('exercises.custom')}
        hint={t('exercises.custom_hint')}
        placeholder={t('exercises.custom_example')}
        value={typed}
        limit={DESCRIPTION_LIMIT}
        fault={isLeft && fault === null ? t('exercises.not_added') : null}
        onChange={type}
        onDone={() => setLeft(typed.trim() !== '')}
      />
      <Button submit disabled={fault !== null}>
        <Plus aria-hidden size={18} /> {t('exercises.add')}
      </Button>
    </form>
  );
}
