import { Lock, LockOpen, Printer, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun, useNotify } from '../desk/notices.tsx';
import { useTurn } from '../hooks/use-turn.ts';
import { attendance } from '../model/presence.ts';
import { AddTeam } from '../teams/add-team.tsx';
import { AddPlayerDialog } from './add-player-dialog.tsx';
import { Balance } from './balance.tsx';
import { OwnChanges } from './own-changes.tsx';
import css from './players-page.module.css';

interface PlayersBarProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** How many are here, how to find one, and what can be done with all of them. */
export function PlayersBar({ typed, onType }: PlayersBarProps) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const players = useGame((view) => view.players);
  const presence = useGame((view) => view.presence);
  const [adding, setAdding] = useState(false);
  const there = attendance(players, presence);
  return (
    <div className={css.bar}>
      <p className={css.counts}>
        <strong>{t('count', { count: there.players, number: format.number(there.players) })}</strong>{' '}
        {t('there', { connected: format.number(there.connected) })}
      </p>
      <input
        type="search"
        className={css.filter}
        aria-label={t('filter')}
        placeholder={t('filter')}
        autoCorrect="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
      <div className={css.all}>
        <Button size="small" onPress={() => setAdding(true)}>
          <UserPlus aria-hidden size={18} /> {t('add.button')}
        </Button>
        <SeatCardsLink />
        <AddTeam size="small" />
        <Balance />
        <LockSwitch />
      </div>
      <OwnChanges />
      <AddPlayerDialog open={adding} onOpenChange={setAdding} />
    </div>
  );
}

/** To the page that prints them. */
function SeatCardsLink() {
  const { t } = useTranslation('players');
  const { goTo } = useDesk();
  return (
    <Button size="small" onPress={() => goTo('seat_cards')}>
      <Printer aria-hidden size={18} /> {t('cards.button')}
    </Button>
  );
}

function LockSwitch() {
  const { t } = useTranslation('players');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const notify = useNotify();
  const locked = useGame(({ game }) => game?.settings.locked === true);
  const { phase, turn } = useTurn('setting locked');
  const toggle = async () => {
    const game = await turn(() => run(() => api.changeGame(gameCode, { settings: { locked: !locked } })));
    if (game !== null) notify(t(game.settings.locked ? 'lock.said_on' : 'lock.said_off'));
  };
  return (
    <button
      type="button"
      className={css.lock}
      aria-pressed={locked}
      aria-disabled={phase !== 'free'}
      {...(phase === 'turned' ? { 'data-turned': true } : {})}
      title={t('lock.hint')}
      onClick={() => void toggle()}
    >
      {locked ? <Lock aria-hidden size={18} /> : <LockOpen aria-hidden size={18} />}
      {t(locked ? 'lock.on' : 'lock.off')}
    </button>
  );
}
