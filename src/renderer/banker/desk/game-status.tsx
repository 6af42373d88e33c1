import { Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { useTurn, type Turn } from '../hooks/use-turn.ts';
import { useDesk, useGame } from './desk-context.ts';
import { useRun } from './notices.tsx';
import css from './top-bar.module.css';

/** The game's status in a word, and the button that changes it. */
export function GameStatus() {
  const { t } = useTranslation('banker');
  const status = useGame(({ game }) => game?.status ?? 'waiting');
  /** Then it cannot be reopened: its people are in the next game. */
  const isPlayedAgain = useGame(({ game }) => (game?.next_game_code ?? null) !== null);
  const hostWasAway = useGame(({ game }) => game?.paused_reason === 'host_away');
  const { phase, toggle } = useToggleGame();
  const sign = status === 'in_progress' ? <Pause aria-hidden size={20} /> : <Play aria-hidden size={20} />;
  return (
    <div className={css.status} data-status={status}>
      <span className={css.word}>{t(hostWasAway ? 'status.host_away' : `status.${status}`)}</span>
      {!isPlayedAgain && (
        <Button
          variant={status === 'in_progress' || status === 'completed' ? 'plain' : 'main'}
          size="big"
          className={css.turn}
          pending={phase === 'answering'}
          turned={phase === 'turned'}
          onPress={() => void toggle()}
        >
          {sign} {t(`toggle.${status}`)}
        </Button>
      )}
    </div>
  );
}

/** Starts, pauses, resumes or reopens the game, depending on its status; by button or key, not right after the last time. */
export function useToggleGame(): Pick<Turn, 'phase'> & { readonly toggle: () => Promise<unknown> } {
  const { api, store, gameCode } = useDesk();
  const run = useRun();
  const { phase, turn } = useTurn('game');
  const toggle = () => {
    const status = store.getView().game?.status;
    const call = () => {
      if (status === 'waiting') return api.start(gameCode);
      return status === 'in_progress' ? api.pause(gameCode) : api.resume(gameCode);
    };
    return status === undefined ? Promise.resolve() : turn(() => run<unknown>(call, 'toggle'));
  };
  return { phase, toggle };
}
