import { RotateCcw, Undo2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useBackWhenGone, useNextGame } from './use-next-game.ts';
import css from './next-game-line.module.css';

/** Once a game is over: playing again with the same people, and the way between the two games. */
export function NextGameLine() {
  const { t } = useTranslation('banker');
  const { seat } = useDesk();
  const status = useGame(({ game }) => game?.status);
  const next = useGame(({ game }) => game?.next_game_code ?? null);
  const previous = useGame(({ game }) => game?.previous_game_code ?? null);
  const { playAgain, open } = useNextGame();
  useBackWhenGone();

  if (status === 'completed' && next === null)
    return (
      <Line words={t('next_game.over')}>
        <Button variant="main" of="next game" onPress={() => void playAgain()}>
          <RotateCcw aria-hidden size={20} /> {t('next_game.again')}
        </Button>
      </Line>
    );
  if (status === 'completed')
    return (
      <Line words={t('next_game.there')}>
        <Button variant="main" of="next game" onPress={() => void open()}>
          {t('next_game.open')}
        </Button>
        <EverybodyBack />
      </Line>
    );
  // An assistant's seat is in this game alone.
  if (status === 'waiting' && previous !== null && seat === OWNER_SEAT_ID)
    return (
      <Line words={t('next_game.look_over')}>
        <EverybodyBack from={previous} />
      </Line>
    );
  return null;
}

function Line({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.line} aria-labelledby={id} data-part="next-game">
      <p id={id} className={css.words}>
        {words}
      </p>
      {children}
    </section>
  );
}

/** @param from the game that they go back to; without it, the one of this desk */
function EverybodyBack({ from }: { readonly from?: string }) {
  const { t } = useTranslation('banker');
  const { undo } = useNextGame();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button of="next game" onPress={() => setAsking(true)}>
        <Undo2 aria-hidden size={20} /> {t('next_game.back')}
      </Button>
      <ConfirmDialog
        title={t('next_game.back_title')}
        text={t('next_game.back_text')}
        confirmLabel={t('next_game.back')}
        cancelLabel={t('next_game.keep')}
        of="next game"
        open={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => void undo(from)}
      />
    </>
  );
}
