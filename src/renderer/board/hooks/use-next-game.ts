import { useEffect } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import { createHostClient, HostError, type SpareRight } from '../../../client/host-client.ts';
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import type { OpenBoard } from '../board-access.ts';
import type { BoardSeat } from '../board-route.ts';

interface NextGameOptions {
  readonly seat: BoardSeat;
  readonly spareRight: SpareRight | undefined;
  /** Shows another game. */
  readonly onMove: (to: OpenBoard) => void;
}

/** Until the host answers, ms. */
const PATIENCE_MS = 24 * 60 * 60_000;

/** Follows its people to the next game, and goes back when that is gone: docs/protocol.md, "Playing again". */
export function useNextGame(view: GameView, { seat, spareRight, onMove }: NextGameOptions): void {
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
        onMove({
          kind: 'seat',
          seat: { gameCode, participantId, before: { gameCode: code, participantId: id } },
          ...(token !== undefined && { spareRight: { gameCode, token } }),
        });
      } catch (error) {
        // A board that does not come along goes on showing how this game ended.
        if (!(error instanceof HostError)) throw error;
      }
    };
    void follow();
    return () => asking.abort();
  }, [next, seat, spareRight, onMove]);

  const { connection, closeCode } = view;
  const isGone =
    connection === 'closed' &&
    (closeCode === CLOSE_CODES.gameWiped || closeCode === CLOSE_CODES.unauthorised);
  useEffect(() => {
    if (isGone && seat.before !== undefined) onMove({ kind: 'seat', seat: seat.before });
  }, [isGone, seat, onMove]);
}
