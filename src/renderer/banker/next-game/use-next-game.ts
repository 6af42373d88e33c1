import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { meantEnd } from '../desk/meant-game.ts';
import { useNotify, useRun } from '../desk/notices.tsx';
import { deskRights } from '../entry/desk-rights.ts';

/** Playing again from this desk, and back. */
export function useNextGame() {
  const { t } = useTranslation('banker');
  const { api, gameCode, seat, storage, exerciseList, openGame, store } = useDesk();
  // Of the game as it was drawn, so that what this desk hears between is no reason for what was pressed before.
  const endedAt = useGame(({ game }) => game?.ended_at ?? null);
  const run = useRun();
  const notify = useNotify();

  /** Opens the next game from this desk's seat in it, with the exercises that this desk offers. */
  const open = async () => {
    const found = await run(() => api.nextSeat(gameCode), 'next_game');
    if (found === null) return;
    if (found.token !== undefined)
      deskRights.keep({ seat: found.participant_id, gameCode: found.game_code, token: found.token });
    storage.saveExercises(found.game_code, exerciseList);
    openGame(found.game_code, found.participant_id);
  };
  const playAgain = async () => {
    const made = await run(() => api.playAgain(gameCode, meantEnd({ ended_at: endedAt })), 'next_game');
    if (made !== null) await open();
  };
  const undo = async (from = gameCode) => {
    const tooLate = () => notify(t('next_game.too_late'));
    const next = from === gameCode ? (store.getView().game?.next_game_code ?? null) : gameCode;
    const back = await run(
      () => api.undoPlayAgain(from, next === null ? {} : { expected_next: next }),
      'next_game',
      tooLate,
    );
    if (back !== null && from !== gameCode) openGame(from, seat);
  };
  return { open, playAgain, undo };
}

/** Whoever looks at a next game that somebody takes back goes back as well. */
export function useBackWhenGone(): void {
  const { seat, openGame } = useDesk();
  const previous = useGame(({ game }) => game?.previous_game_code ?? null);
  const isGone = useGame(
    ({ connection, closeCode }) => connection === 'closed' && closeCode === CLOSE_CODES.gameWiped,
  );
  useEffect(() => {
    // An assistant's earlier seat is found by its cookie.
    if (isGone && previous !== null) openGame(previous, seat);
  }, [isGone, previous, seat, openGame]);
}
