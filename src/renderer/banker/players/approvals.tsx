import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/shapes.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/words/names.tsx';
import { useDesk, useGame } from '../desk/deskwork.tsx';
import { Action } from '../parts/action.tsx';
import { useSeatCalls } from './use-seat-calls.ts';
import styles from './people.module.css';

/** Names that nobody has looked at yet: the big screen waits for them. */
export function Approvals({ players }: { readonly players: readonly Player[] }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const asked = useGame(({ game }) => game?.settings.approve_names === true);
  const { change } = useSeatCalls();
  const count = players.length;
  if (!asked || count === 0) return null;
  const approveAll = () => {
    for (const { player_id } of players) change(player_id, { approved: true });
  };
  return (
    <section className={styles['notice']} aria-labelledby="approve-title">
      <div className={styles['noticeHead']}>
        <div>
          <h3 id="approve-title">{t('approve.title', { count, number: format.number(count) })}</h3>
          <p>{t('approve.text')}</p>
        </div>
        <Action size="small" onPress={approveAll}>
          {t('approve.all')}
        </Action>
      </div>
      <ul className={styles['names']}>
        {players.map((player) => (
          <Name key={player.player_id} player={player} />
        ))}
      </ul>
    </section>
  );
}

function Name({ player: { player_id, player_name } }: { readonly player: Player }) {
  const { t } = useTranslation('people');
  const { choose } = useDesk();
  const { change } = useSeatCalls();
  const name = isolate(player_name);
  return (
    <li>
      <bdi>{player_name}</bdi>
      <Action
        size="small"
        label={t('approve.one_of', { name })}
        onPress={() => change(player_id, { approved: true })}
      >
        <Check aria-hidden size={16} /> {t('approve.one')}
      </Action>
      <Action
        kind="quiet"
        size="small"
        label={t('approve.rename_of', { name })}
        onPress={() => choose(player_id)}
      >
        {t('approve.rename')}
      </Action>
    </li>
  );
}
