import { Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { removedInSteps, type RemovedTogether } from './roster.ts';
import { removalOf, restoringOf, usePlayerActions } from './use-player-actions.ts';
import css from './players-page.module.css';

/** The removed players, each with a button to restore them; those who were removed in one step also with one for all. */
export function RemovedPlayers({ players }: { readonly players: readonly Player[] }) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const count = players.length;
  if (count === 0) return null;
  const { together, single } = removedInSteps(players);
  return (
    <Folded title={t('removed.title', { count, number: format.number(count) })}>
      {together.map((step) => (
        <Step key={step.removedAt} {...step} />
      ))}
      <Names players={single} />
    </Folded>
  );
}

function Step({ removedAt, players }: RemovedTogether) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const { restoreAll } = usePlayerActions();
  const step = {
    number: format.number(players.length),
    time: format.timeOfDay(new Date(removedAt).toISOString()),
  };
  return (
    <div className={css.removedStep}>
      <Folded title={t('removed.together', step)}>
        <Names players={players} />
      </Folded>
      <Button
        size="small"
        presses={[restoringOf(removedAt)]}
        label={t('removed.back_all_of', step)}
        onPress={() => restoreAll(removedAt)}
      >
        <Undo2 aria-hidden size={16} /> {t('removed.back_all')}
      </Button>
    </div>
  );
}

function Names({ players }: { readonly players: readonly Player[] }) {
  const { t } = useTranslation('players');
  const { restore } = usePlayerActions();
  return (
    <ul className={css.names}>
      {players.map(({ player_id, player_name }) => (
        <li key={player_id} data-line>
          <bdi translate="no">{player_name}</bdi>
          <Button
            size="small"
            presses={[removalOf(player_id)]}
            label={t('removed.back_of', { name: isolate(player_name) })}
            onPress={() => restore(player_id)}
          >
            <Undo2 aria-hidden size={16} /> {t('removed.back')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What is inside is made when it is opened: there may be thousands. */
function Folded({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={css.removed} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  );
}
