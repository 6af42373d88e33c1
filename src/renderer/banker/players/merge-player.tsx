import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { SelectField } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify, useRun } from '../desk/notices.tsx';
import { seatsToTake } from './roster.ts';
import css from './player-panel.module.css';

/** Gives a newcomer the seat they already had. */
export function MergePlayer({ newcomer }: { readonly newcomer: Player }) {
  const { t } = useTranslation('players');
  const players = useGame((view) => view.players);
  const { compareNames } = useFormat();
  const [chosen, setChosen] = useState('');
  const [sure, setSure] = useState(false);
  const seats = seatsToTake(players, newcomer, compareNames);
  const old = seats.find(({ player_id }) => String(player_id) === chosen);
  if (seats.length === 0) return null;
  const name = isolate(newcomer.player_name);
  const choices = seats.map(({ player_id, player_name }) => ({
    value: String(player_id),
    label: player_name,
  }));
  return (
    <details className={css.more}>
      <summary>{t('player.merge')}</summary>
      <div className={css.inside}>
        <SelectField
          label={t('player.merge_who', { name })}
          value={chosen}
          choices={[{ value: '', label: t('player.merge_choose') }, ...choices]}
          onChange={setChosen}
        />
        <Button size="small" disabled={old === undefined} onPress={() => setSure(true)}>
          <span>
            <BidiText>{t('player.merge_yes', { name })}</BidiText>
          </span>
        </Button>
      </div>
      {old !== undefined && <ConfirmMerge newcomer={newcomer} old={old} open={sure} onOpenChange={setSure} />}
    </details>
  );
}

interface ConfirmMergeProps {
  readonly newcomer: Player;
  readonly old: Player;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks for confirmation: merged seats stay merged. */
export function ConfirmMerge({ newcomer, old, open, onOpenChange }: ConfirmMergeProps) {
  const { t } = useTranslation('players');
  const { api, gameCode, selectedPlayerId, selectPlayer } = useDesk();
  const run = useRun();
  const { t: tBanker } = useTranslation('banker');
  const notify = useNotify();
  // What was asked about, and is not changed under the eyes of whoever reads it.
  const [meant, setMeant] = useState({ newcomer, old });
  if (!open && (meant.newcomer !== newcomer || meant.old !== old)) setMeant({ newcomer, old });
  const isOvertaken = open && !(isSame(meant.newcomer, newcomer) && isSame(meant.old, old));
  const renamed = tBanker('refused.name_changed');
  useEffect(() => {
    if (!isOvertaken) return;
    onOpenChange(false);
    notify(renamed);
  }, [isOvertaken, onOpenChange, notify, renamed]);
  const names = { newcomer: isolate(meant.newcomer.player_name), old: isolate(meant.old.player_name) };
  const merge = async () => {
    const merged = await run(() =>
      api.mergePlayer(gameCode, meant.newcomer.player_id, {
        into: meant.old.player_id,
        expected_name: meant.newcomer.player_name,
        expected_into_name: meant.old.player_name,
      }),
    );
    if (merged !== null && selectedPlayerId === meant.newcomer.player_id) selectPlayer(meant.old.player_id);
  };
  return (
    <ConfirmDialog
      title={t('player.merge_title', names)}
      text={<BidiText>{t('player.merge_text', names)}</BidiText>}
      confirmLabel={t('player.merge_sure')}
      open={open && !isOvertaken}
      onOpenChange={onOpenChange}
      onConfirm={() => void merge()}
    />
  );
}

/** Whether it is still the same player with the same name. */
function isSame(asked: Player, now: Player): boolean {
  return asked.player_id === now.player_id && asked.player_name === now.player_name;
}
