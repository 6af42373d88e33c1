import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { useTicker } from '../../shared/hooks/ticker.ts';
import { useGameContext } from '../game/game-context.ts';
import { Note } from './note.tsx';
import css from './pin-guess-note.module.css';

/** Says that somebody is guessing this seat's PIN, until the host says no more or the player has read it. */
export function PinGuessNote() {
  const { t } = useTranslation('player');
  const { session, view } = useGameContext();
  const [hasRead, setRead] = useState(false);
  const until = view.pinGuessesUntil;
  const isDue = useTicker(() => until !== null && session.store.hostNow() < until);
  if (!isDue || hasRead) return null;
  return (
    <div className={css.place} data-part="pin-guesses">
      <Note kind="trouble">
        <p>
          <strong>{t('pin_guesses.title')}</strong> {t('pin_guesses.text')}
        </p>
        <Button variant="quiet" onClick={() => setRead(true)}>
          {t('pin_guesses.read')}
        </Button>
      </Note>
    </div>
  );
}
