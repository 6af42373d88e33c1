import { Scale } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useDesk, useTeam } from '../desk/desk-context.ts';
import { useNotify } from '../desk/notices.tsx';
import { planBalance, type PlannedMove } from '../model/balance-plan.ts';
import { useMovePlayers } from './use-move-players.ts';
import css from './balance.module.css';

/** Says who would move where, and moves exactly those: one act, which one Undo takes back. */
export function Balance() {
  const { t } = useTranslation('players');
  const { store } = useDesk();
  const notify = useNotify();
  const [plan, setPlan] = useState<readonly PlannedMove[]>([]);
  const [isAsking, setAsking] = useState(false);
  const ask = () => {
    const { teams, players } = store.getView();
    const moves = planBalance(teams, players);
    if (moves.length === 0) return notify(t('balance.even'));
    setPlan(moves);
    return setAsking(true);
  };
  return (
    <>
      <Button size="small" label={`${t('balance.button')}. ${t('balance.hint')}`} onPress={ask}>
        <Scale aria-hidden size={18} /> {t('balance.button')}
      </Button>
      <Dialog title={t('balance.button')} open={isAsking} onOpenChange={setAsking}>
        {(close) => <Plan plan={plan} close={close} />}
      </Dialog>
    </>
  );
}

function Plan({ plan, close }: { readonly plan: readonly PlannedMove[]; readonly close: () => void }) {
  const { t } = useTranslation('players');
  const { t: tBanker } = useTranslation('banker');
  const format = useFormat();
  const move = useMove();
  const count = plan.length;
  const number = format.number(count);
  const { getting, changing } = countKinds(plan);
  const parts = [
    ...(getting > 0 ? [t('balance.would_get', { count: getting, number: format.number(getting) })] : []),
    ...(changing > 0
      ? [t('balance.would_change', { count: changing, number: format.number(changing) })]
      : []),
  ];
  return (
    <div className={css.plan}>
      <p>{t('balance.ask', { what: format.list(parts) })}</p>
      <ul className={css.moves}>
        {plan.map((each) => (
          <Move key={each.player.player_id} move={each} />
        ))}
      </ul>
      <div className={css.answers} data-answers>
        <Button onPress={close}>{tBanker('cancel')}</Button>
        <Button variant="main" onPress={() => void move(plan).then((isMoved) => isMoved && close())}>
          {t('balance.move', { count, number })}
        </Button>
      </div>
    </div>
  );
}

function Move({ move: { player, from, to } }: { readonly move: PlannedMove }) {
  const { t } = useTranslation('players');
  const before = useTeam(from);
  const after = useTeam(to);
  if (after === undefined) return null;
  const names = { from: isolate(before?.name ?? ''), to: isolate(after.name) };
  return (
    <li>
      <TeamBadge team={after} size="2rem" named />
      <span>
        <bdi translate="no">{player.player_name}</bdi>{' '}
        <small>
          <BidiText>{t(before === undefined ? 'balance.place' : 'balance.from_to', names)}</BidiText>
        </small>
      </span>
    </li>
  );
}

/** Whoever had no team changes none. */
function countKinds(plan: readonly PlannedMove[]): { readonly getting: number; readonly changing: number } {
  const getting = plan.filter(({ from }) => from === null).length;
  return { getting, changing: plan.length - getting };
}

/** Resolves with whether the laptop answered; refusals show up as notices. */
function useMove(): (plan: readonly PlannedMove[]) => Promise<boolean> {
  const { t } = useTranslation('players');
  const format = useFormat();
  const notify = useNotify();
  const movePlayers = useMovePlayers();
  return async (plan) => {
    const moves = plan.map(({ player, from, to }) => ({ id: player.player_id, from, to }));
    const answer = await movePlayers(moves, { press: 'balance' });
    if (answer === null) return false;
    const { done, skipped } = answer;
    if (skipped.length > 0) return true;
    const ids = new Set(done.map(({ player_id }) => player_id));
    const { getting, changing } = countKinds(plan.filter(({ player }) => ids.has(player.player_id)));
    const parts = [
      ...(getting > 0 ? [t('balance.got', { count: getting, number: format.number(getting) })] : []),
      ...(changing > 0 ? [t('balance.changed', { count: changing, number: format.number(changing) })] : []),
    ];
    notify(t('balance.done', { what: format.list(parts) }));
    return true;
  };
}
