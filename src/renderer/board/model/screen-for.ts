/** Which screen the board shows: one at a time, from the view alone. */
import type { GameView } from '../../../client/game-view.ts';
import { CLOSE_CODES } from '../../../protocol/connection.ts';

export type BoardScreen =
  | 'loading'
  | 'joining'
  | 'playing'
  | 'paused'
  /** The laptop is unreachable: the last known state stays, marked as such. */
  | 'away'
  | 'ended'
  | 'wiped'
  | 'no_right';

/** Paused and unreachable look different, so unreachable is checked first. */
export function screenFor(view: Pick<GameView, 'connection' | 'closeCode' | 'loaded' | 'game'>): BoardScreen {
  if (view.connection === 'closed') return view.closeCode === CLOSE_CODES.gameWiped ? 'wiped' : 'no_right';
  if (!view.loaded || view.game === null) return 'loading';
  if (view.connection === 'connecting') return 'away';
  switch (view.game.status) {
    case 'waiting':
      return 'joining';
    case 'in_progress':
      return 'playing';
    case 'paused':
      return 'paused';
    case 'completed':
      return 'ended';
    default:
      return view.game.status satisfies never;
  }
}
