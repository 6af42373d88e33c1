import type { Challenge } from '../../../protocol/entity-schemas.ts';

const FOR_GOOD: ReadonlySet<Challenge['ended_reason']> = new Set([
  'undone',
  'game_ended',
  'removed',
  'merged',
]);

/** True when a challenge can't be reopened: it was undone, or ended with the game, its player or a merge. */
export function endedForGood({ ended_reason }: Pick<Challenge, 'ended_reason'>): boolean {
  return FOR_GOOD.has(ended_reason);
}
