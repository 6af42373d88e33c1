import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Checkbox } from '../components/fields.tsx';
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
  // Whoever hid the standings all evening reveals them at the end.
  const isHidden = useGame(({ game }) => game?.settings.show_standings === false);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const keepResults = wanted ?? isHidden;
  const end = async () => {
    const ended = await run(() => api.end(gameCode, { keep_results: keepResults }));
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
    >
      <Checkbox
        label={t('end.keep_results')}
        hint={t('end.keep_results_hint')}
        checked={keepResults}
        onChange={setWanted}
      />
    </ConfirmDialog>
  );
}
