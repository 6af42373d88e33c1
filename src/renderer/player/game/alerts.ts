/** Which changes to own challenges alert the player, with a tone, vibration and an announcement. */
import type { ChallengeUpdate } from '../../../client/game-store.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { LocalActions } from './local-actions.ts';
import type { Reversal } from './reversals.ts';

export type Alert = 'assigned' | 'ended';

/**
 * The alert for a change, if any. An assignment alerts once, even if the phone slept through it, and again when somebody takes its end back; an ending alerts when
 * somebody else caused it.
 */
export function alertFor(
  { challenge, frame }: ChallengeUpdate,
  me: number,
  localActions: Pick<LocalActions, 'markAlerted' | 'isOwnAction'>,
  reversal: Reversal | null,
): Alert | null {
  if (challenge.player_id !== me) return null;
  if (challenge.status === 'assigned')
    return localActions.markAlerted(assignmentOf(challenge)) || reversal !== null ? 'assigned' : null;
  if (frame === null) return null;
  const endedByOthers =
    challenge.status === 'expired' || (challenge.status === 'cancelled' && !isOwnWish(challenge));
  return endedByOthers ? 'ended' : null;
}

function assignmentOf({ id, start_time: startTime }: Challenge): string {
  return `${id}.${startTime ?? 0}`;
}

function isOwnWish({ ended_reason: reason }: Challenge): boolean {
  return reason === 'player' || reason === 'undone';
}
