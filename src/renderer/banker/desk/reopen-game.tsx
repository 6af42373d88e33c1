import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useGame } from './desk-context.ts';
import { useToggleGame } from './use-toggle-game.ts';

interface ReopenGameProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks before it reopens a game that is over: all evening, the button in its place was the one for a pause. */
export function ReopenGame({ open, onOpenChange }: ReopenGameProps) {
  const { t } = useTranslation('banker');
  // Another desk may have been faster.
  const isOver = useGame(({ game }) => game?.status === 'completed');
  const { toggle } = useToggleGame();
  // Or it would be asked again once the game is over again.
  useEffect(() => {
    if (open && !isOver) onOpenChange(false);
  }, [open, isOver, onOpenChange]);
  return (
    <ConfirmDialog
      title={t('reopen.title')}
      text={t('reopen.text')}
      confirmLabel={t('reopen.yes')}
      cancelLabel={t('reopen.no')}
      open={open && isOver}
      of="status"
      onOpenChange={onOpenChange}
      onConfirm={() => void toggle()}
    />
  );
}
