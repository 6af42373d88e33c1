import { useTranslation } from 'react-i18next';
import { useCommandSender, useGameContext } from '../game/game-context.ts';
import { Note } from './note.tsx';

/** Shows what became of a tap when nothing else does: it is waiting for the connection, or the host refused it. */
export function SendStatus() {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const { sending, refusal } = useCommandSender();
  const { view } = useGameContext();
  if (sending !== null && sending.answer === null && view.connection === 'connecting') {
    return <Note kind="info">{t('send.later_text')}</Note>;
  }
  return refusal === null ? null : <Note kind="trouble">{tShared(`problems.${refusal.code}`)}</Note>;
}
