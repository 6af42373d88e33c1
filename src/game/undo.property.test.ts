/** Undo, in every game that can be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eventsAbout,
  arbitraryGamePlan,
  playGame,
  changedChallenges,
  type AcceptedCommand,
} from './arbitrary-games.fixtures.ts';
import { UNDO_WINDOW_MS } from './decide-undo.ts';
import { timeLeftMs } from './play-time.ts';
import type { ChallengeState } from './state.ts';

interface Step {
  readonly turn: AcceptedCommand;
  readonly earlier: ChallengeState | undefined;
}

describe('undo', () => {
  it('G7 gives back what was before the last step, with the time that was left then', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const lastSteps = new Map<number, Step>();
        playGame(plan, (turn) => {
          for (const [earlier, challenge] of changedChallenges(turn)) {
            const [event] = eventsAbout(turn, challenge);
            const step = lastSteps.get(challenge.id);
            if (event?.type !== 'challenge_undone') {
              lastSteps.set(challenge.id, { turn, earlier });
              continue;
            }
            // Without a step here it was undone twice, or before anything was done.
            if (step === undefined) throw new Error(`Challenge ${challenge.id} had nothing to undo.`);
            lastSteps.delete(challenge.id);
            expect(mayUndo(turn, step)).toBe(true);
            const left = timeLeftMs(challenge, turn.playMs);
            expect({ ...challenge, left }).toMatchObject({
              ...undoneFrom(turn, step, challenge),
              lastStep: null,
            });
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});

/** What a step's undo must lead to, from what was seen before and at the step. */
function undoneFrom(
  undo: AcceptedCommand,
  { turn, earlier }: Step,
  now: ChallengeState,
): Partial<ChallengeState> & { left: number | null } {
  if (earlier === undefined)
    return { status: 'cancelled', endedReason: 'undone', endedAt: undo.at, left: null };
  const { status, exercise, assignedAt, claimedAt, completedAt, endedAt, endedReason } = earlier;
  const fields = { status, exercise, assignedAt, claimedAt, completedAt, endedAt, endedReason };
  const [step] = eventsAbout(turn, now);
  if (step?.type === 'challenge_expired') return { ...fields, left: 60_000 };
  const since = step?.type === 'challenge_changed' ? undo : turn;
  return { ...fields, left: timeLeftMs(earlier, since.playMs) };
}

function mayUndo(undo: AcceptedCommand, { turn }: Step): boolean {
  if (undo.actor.role === 'banker') return true;
  return turn.actor.id === undo.actor.id && undo.at - turn.at <= UNDO_WINDOW_MS;
}
