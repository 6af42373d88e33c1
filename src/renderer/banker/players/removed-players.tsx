import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { usePlayerActions } from './use-player-actions.ts';
import css from './players-page.module.css';

/** The removed players, each with a button to restore them. */
export function RemovedPlayers({ players }: { readonly players: readonly Player[] }) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const { restore } = usePlayerActions();
  const count = players.length;
  if (count === 0) return null;
  return (
    <details className={css.removed}>
      <summary>{t('removed.title', { count, number: format.number(count) })}</summary>
      <ul className={css.names}>
        {players.map(({ player_id, player_name }) => (
          <li key={player_id}>
            <bdi>{player_name}</bdi>
            <Button
              size="small"
              label={t('removed.back_of', { name: isolate(player_name) })}
              onPress={() => restore(player_id)}
            >
              <Undo2 aria-hidden size={16} /> {t('removed.back')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
