import { useTranslation } from 'react-i18next';
import { useCommandSender, useGameContext } from '../game/game-context.ts';
import { useRefusalWords } from '../hooks/use-refusal-words.ts';
import { Note } from './note.tsx';

/** Shows what became of a tap when nothing else does: it is waiting for the connection, or the host refused it. */
export function SendStatus() {
  const { t } = useTranslation('player');
  const refusalWords = useRefusalWords();
  const { sending, refusal } = useCommandSender();
  const { view } = useGameContext();
  if (sending !== null && sending.answer === null && view.connection === 'connecting') {
    return (
      <Note kind="info" slim>
        {t('send.later_text')}
      </Note>
    );
  }
  // While the team is busy, a card says so with every building; afterwards it no longer matters.
  if (refusal === null || refusal.code === 'team_locked') return null;
  return (
    <Note kind="trouble" slim>
      {refusalWords(refusal.code)}
    </Note>
  );
}
