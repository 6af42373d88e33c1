import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_DESCRIPTION_GRAPHEMES } from '../../../game/names.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { customExerciseName } from './custom-exercise-name.ts';
import { withCustomExercise } from './exercise-list.ts';
import css from './setup.module.css';

/** One more exercise in the banker's own words. */
export function CustomExerciseForm() {
  const { t } = useTranslation('setup');
  const { exercises, setExercises } = useDesk();
  const [typed, setTyped] = useState('');
  const words = customExerciseName(typed);
  const add = () => {
    if (words === null) return;
    setExercises(
      withCustomExercise(exercises, { name: words, target: 1, unit: 'repetitions', durationSeconds: null }),
    );
    setTyped('');
  };
  return (
    <form
      className={css.own}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={t('exercises.custom')}
        hint={t(typed !== '' && words === null ? 'exercises.custom_too_long' : 'exercises.custom_hint')}
        placeholder={t('exercises.custom_example')}
        value={typed}
        maxLength={MAX_DESCRIPTION_GRAPHEMES}
        onChange={setTyped}
      />
      <Button submit disabled={words === null}>
        <Plus aria-hidden size={18} /> {t('exercises.add')}
      </Button>
    </form>
  );
}
