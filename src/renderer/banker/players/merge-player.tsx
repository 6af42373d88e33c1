import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { isolate, Sentence } from '../../shared/locales/bidi-text.tsx';
import { Action } from '../components/button.tsx';
import { Sure } from '../components/dialog.tsx';
import { SelectField } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { seatsToTake } from './roster.ts';
import css from './player-panel.module.css';

/** Gives a newcomer the seat that was theirs all along. */
export function Merge({ newcomer }: { readonly newcomer: Player }) {
  const { t } = useTranslation('people');
  const players = useGame((view) => view.players);
  const [chosen, setChosen] = useState('');
  const [sure, setSure] = useState(false);
  const seats = seatsToTake(players, newcomer);
  const old = seats.find(({ player_id }) => String(player_id) === chosen);
  if (seats.length === 0) return null;
  const choices = seats.map(({ player_id, player_name }) => ({
    value: String(player_id),
    label: isolate(player_name),
  }));
  return (
    <details className={css.more}>
      <summary>{t('player.merge')}</summary>
      <div className={css.inside}>
        <SelectField
          label={t('player.merge_who')}
          value={chosen}
          choices={[{ value: '', label: t('player.merge_choose') }, ...choices]}
          onChange={setChosen}
        />
        <Action size="small" disabled={old === undefined} onPress={() => setSure(true)}>
          {t('player.merge_yes')}
        </Action>
      </div>
      {old !== undefined && <MergeSure newcomer={newcomer} old={old} open={sure} onOpenChange={setSure} />}
    </details>
  );
}

interface MergeSureProps {
  readonly newcomer: Player;
  readonly old: Player;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks once more: two seats that became one stay one. */
export function MergeSure({ newcomer, old, open, onOpenChange }: MergeSureProps) {
  const { t } = useTranslation('people');
  const { calls, gameCode, chosen, choose } = useDesk();
  const run = useRun();
  const names = { newcomer: isolate(newcomer.player_name), old: isolate(old.player_name) };
  const merge = async () => {
    const merged = await run(() => calls.mergePlayer(gameCode, newcomer.player_id, old.player_id));
    if (merged !== null && chosen === newcomer.player_id) choose(old.player_id);
  };
  return (
    <Sure
      title={t('player.merge_title', names)}
      text={<Sentence>{t('player.merge_text', names)}</Sentence>}
      yes={t('player.merge_sure')}
      open={open}
      onOpenChange={onOpenChange}
      onYes={() => void merge()}
    />
  );
}
