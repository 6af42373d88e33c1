/** What has to be known of a game that no host has open. */
import type { Moment } from '../../game/commands.ts';
import { nextDueCommand } from '../../game/play-time.ts';
import type { GameState } from '../../game/state.ts';
import type { GameOutlook } from '../storage/event-store.ts';

/** Play time may stand still until something is due, which is then later. */
export function outlookOf(state: GameState, moment: Moment): GameOutlook {
  const next = nextDueCommand(state, moment);
  return {
    dueAt: next === null ? null : moment.at + next.inMs,
    status: state.status,
    continues: state.continues?.gameId ?? null,
  };
}
