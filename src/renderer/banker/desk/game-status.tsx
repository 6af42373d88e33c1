import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { useGame } from './desk-context.ts';
import { ReopenGame } from './reopen-game.tsx';
import { TOGGLE, useToggleGame } from './use-toggle-game.ts';
import css from './top-bar.module.css';

/** The game's status in a word, and the button that changes it. */
export function GameStatus() {
  const { t } = useTranslation('banker');
  const status = useGame(({ game }) => game?.status ?? 'waiting');
  /** Then it cannot be reopened: its people are in the next game. */
  const isPlayedAgain = useGame(({ game }) => (game?.next_game_code ?? null) !== null);
  const hostWasAway = useGame(({ game }) => game?.paused_reason === 'host_away');
  const { phase, toggle } = useToggleGame();
  const [isReopening, setReopening] = useState(false);
  const sign = status === 'in_progress' ? <Pause aria-hidden size={20} /> : <Play aria-hidden size={20} />;
  return (
    <div className={css.status} data-status={status} data-part="game-status">
      <span className={css.word}>{t(hostWasAway ? 'status.host_away' : `status.${status}`)}</span>
      {!isPlayedAgain && (
        <Button
          variant={status === 'in_progress' || status === 'completed' ? 'plain' : 'main'}
          size="big"
          className={css.turn}
          presses={[TOGGLE]}
          pending={phase === 'answering'}
          turned={phase === 'turned'}
          onPress={() => (status === 'completed' ? setReopening(true) : void toggle())}
        >
          {sign} {t(`toggle.${status}`)}
        </Button>
      )}
      <ReopenGame open={isReopening} onOpenChange={setReopening} />
    </div>
  );
}
