import { Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Action } from '../components/button.tsx';
import { useSettling } from '../hooks/use-ignore-double-click.ts';
import { useDesk, useGame } from './desk-context.ts';
import { useRun } from './notices.tsx';
import css from './top-bar.module.css';

/** How the game stands, in a word, and the button that changes it. */
export function GameStatus() {
  const { t } = useTranslation('banker');
  const status = useGame(({ game }) => game?.status ?? 'waiting');
  const hostWasAway = useGame(({ game }) => game?.paused_reason === 'host_away');
  const turn = useTurn();
  const { isSettling, settle } = useSettling();
  const sign = status === 'in_progress' ? <Pause aria-hidden size={20} /> : <Play aria-hidden size={20} />;
  return (
    <div className={css.status} data-status={status}>
      <span className={css.word}>{t(hostWasAway ? 'status.host_away' : `status.${status}`)}</span>
      <Action
        kind={status === 'in_progress' || status === 'completed' ? 'plain' : 'main'}
        size="big"
        className={css.turn ?? ''}
        pending={isSettling}
        onPress={() => settle(turn())}
      >
        {sign} {t(`turn.${status}`)}
      </Action>
    </div>
  );
}

/** Starts, pauses, resumes or reopens the game, whichever its status allows. */
export function useTurn(): () => Promise<unknown> {
  const { calls, store, gameCode } = useDesk();
  const run = useRun();
  return () => {
    const status = store.getView().game?.status;
    const turnIt = () => {
      if (status === 'waiting') return calls.start(gameCode);
      return status === 'in_progress' ? calls.pause(gameCode) : calls.resume(gameCode);
    };
    return status === undefined ? Promise.resolve() : run(turnIt, 'turn');
  };
}
