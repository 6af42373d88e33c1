import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useDesk, useGame } from './desk-context.ts';
import { useRun } from './notices.tsx';

interface EndGameProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks before it ends the game, and says what is still open. */
export function EndGame({ open, onOpenChange }: EndGameProps) {
  const { t } = useTranslation('banker');
  const { api, gameCode, goTo } = useDesk();
  const run = useRun();
  const count = useGame(({ challenges }) => challenges.length);
  const end = async () => {
    const ended = await run(() => api.end(gameCode));
    if (ended !== null) goTo('summary');
  };
  return (
    <ConfirmDialog
      title={t('end.title')}
      text={count === 0 ? t('end.text') : t('end.text_open', { count })}
      confirmLabel={t('end.yes')}
      cancelLabel={t('end.no')}
      open={open}
      onOpenChange={onOpenChange}
      onConfirm={() => void end()}
    />
  );
}
