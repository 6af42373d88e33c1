import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Checkbox } from '../components/fields.tsx';
import { useDesk, useGame } from './desk-context.ts';
import { useRun } from './notices.tsx';

const isClaim = ({ claimed_at }: Challenge): boolean => claimed_at !== null;

interface EndGameProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks before it ends the game, and says what is still open and who says done. */
export function EndGame({ open: isOpen, onOpenChange }: EndGameProps) {
  const { t } = useTranslation('banker');
  const { api, gameCode, goTo, store } = useDesk();
  const run = useRun();
  const open = useGame(({ challenges }) => challenges.length);
  const claims = useGame(({ challenges }) => challenges.filter(isClaim).length);
  const [countsClaims, setCountsClaims] = useState(true);
  const cancelled = countsClaims ? open - claims : open;
  // Whoever hid the standings all evening reveals them at the end.
  const isHidden = useGame(({ game }) => game?.settings.show_standings === false);
  const status = useGame(({ game }) => game?.status);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const keepResults = wanted ?? isHidden;
  const end = async () => {
    const ended = await run(() =>
      api.end(gameCode, {
        keep_results: keepResults,
        count_claims: countsClaims,
        ...(status !== undefined && { expected_status: status }),
        seen_seq: store.getView().seq,
      }),
    );
    if (ended !== null) goTo('summary');
  };
  return (
    <ConfirmDialog
      title={t('end.title')}
      text={cancelled === 0 ? t('end.text') : t('end.text_open', { count: cancelled })}
      confirmLabel={t('end.yes')}
      cancelLabel={t('end.no')}
      open={isOpen && status !== 'completed'}
      of="status"
      onOpenChange={onOpenChange}
      onConfirm={() => void end()}
    >
      {claims > 0 && (
        <Checkbox
          label={t('end.count_claims', { count: claims })}
          hint={t('end.count_claims_hint', { count: claims })}
          checked={countsClaims}
          of={null}
          onChange={setCountsClaims}
        />
      )}
      <Checkbox
        label={t('end.keep_results')}
        hint={t('end.keep_results_hint')}
        checked={keepResults}
        of="setting show_standings"
        onChange={setWanted}
      />
    </ConfirmDialog>
  );
}
