import { useTranslation } from 'react-i18next';
import { useCommandSender, useGameContext } from '../game/game-context.ts';
import { Note } from './note.tsx';

/** Says what a tap came to when that is not to be seen anyway: it waits for the connection, or the host said no. */
export function SendStatus() {
  const { t } = useTranslation('player');
  const { t: inAll } = useTranslation();
  const { sending, refusal } = useCommandSender();
  const { view } = useGameContext();
  if (sending !== null && sending.answer === null && view.connection === 'connecting') {
    return <Note kind="info">{t('send.later_text')}</Note>;
  }
  return refusal === null ? null : <Note kind="trouble">{inAll(`problems.${refusal.code}`)}</Note>;
}
