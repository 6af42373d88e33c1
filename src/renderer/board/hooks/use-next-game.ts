import { useEffect } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import { createHostClient, HostError, type SpareRight } from '../../../client/host-client.ts';
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import { type OpenBoard, withRight } from '../board-access.ts';
import type { BoardRights } from '../board-rights.ts';
import type { BoardSeat } from '../board-route.ts';

interface NextGameOptions {
  readonly seat: BoardSeat;
  readonly spareRight: SpareRight | undefined;
  readonly rights: BoardRights;
  /** Shows another game. */
  readonly onMove: (to: OpenBoard) => void;
}

/** Until the host answers, ms. */
const PATIENCE_MS = 24 * 60 * 60_000;

/** Follows its people to the next game, and goes back when that is gone: docs/protocol.md, "Playing again". */
export function useNextGame(view: GameView, { seat, spareRight, rights, onMove }: NextGameOptions): void {
  const next = view.game?.next_game_code ?? null;
  useEffect(() => {
    if (next === null) return undefined;
    const asking = new AbortController();
    const follow = async () => {
      try {
        const api = createHostClient({ seat: seat.participantId, spareRight });
        const found = await api.nextSeat(seat.gameCode, { retryForMs: PATIENCE_MS, signal: asking.signal });
        const { participant_id: participantId, role, game_code: gameCode, token } = found;
        if (asking.signal.aborted || role !== 'board') return;
        const { gameCode: code, participantId: id } = seat;
        const to = { gameCode, participantId, before: { gameCode: code, participantId: id } };
        if (token !== undefined) rights.keep(to, token);
        onMove(withRight(to, rights));
      } catch (error) {
        // A board that does not come along goes on showing how this game ended.
        if (!(error instanceof HostError)) throw error;
      }
    };
    void follow();
    return () => asking.abort();
  }, [next, seat, spareRight, rights, onMove]);

  const { connection, closeCode } = view;
  const isGone =
    connection === 'closed' &&
    (closeCode === CLOSE_CODES.gameWiped || closeCode === CLOSE_CODES.unauthorised);
  useEffect(() => {
    if (isGone && seat.before !== undefined) onMove(withRight(seat.before, rights));
  }, [isGone, seat, rights, onMove]);
}
