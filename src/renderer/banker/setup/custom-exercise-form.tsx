import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_DESCRIPTION_GRAPHEMES } from '../../../game/names.ts';
import { Action } from '../components/button.tsx';
import { TextField } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { ownWords } from './custom-exercise-name.ts';
import { withOwn } from './exercise-list.ts';
import css from './setup.module.css';

/** One more exercise in the banker's own words. */
export function OwnExercise() {
  const { t } = useTranslation('setup');
  const { exercises, setExercises } = useDesk();
  const [typed, setTyped] = useState('');
  const words = ownWords(typed);
  const add = () => {
    if (words === null) return;
    setExercises(withOwn(exercises, { name: words, target: 1, unit: 'repetitions', durationSeconds: null }));
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
        label={t('exercises.own')}
        hint={t(typed !== '' && words === null ? 'exercises.own_too_long' : 'exercises.own_hint')}
        placeholder={t('exercises.own_example')}
        value={typed}
        maxLength={MAX_DESCRIPTION_GRAPHEMES}
        onChange={setTyped}
      />
      <Action submit disabled={words === null}>
        <Plus aria-hidden size={18} /> {t('exercises.add')}
      </Action>
    </form>
  );
}
