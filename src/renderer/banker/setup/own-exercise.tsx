import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_DESCRIPTION_GRAPHEMES } from '../../../game/names.ts';
import { useDesk } from '../desk/deskwork.tsx';
import { Action } from '../parts/action.tsx';
import { TextField } from '../parts/fields.tsx';
import { withOwn } from './exercise-list.ts';
import { ownWords } from './own-words.ts';
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
