/** Undo and redo, in every game that can be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortOrAllRuns } from '../../scripts/long-form.fixtures.ts';
import {
  eventsAbout,
  arbitraryGamePlan,
  playGame,
  changedChallenges,
  type AcceptedCommand,
} from './arbitrary-games.fixtures.ts';
import { UNDO_WINDOW_MS } from './decide-undo.ts';
import { decide } from './decide.ts';
import { progressOf } from './evolve-undo.ts';
import { evolve } from './evolve.ts';
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
            // No step of anybody: it stays with its player.
            if (event?.type === 'challenge_moved') continue;
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
      { numRuns: shortOrAllRuns(500) },
    );
  });
});

describe('redo', () => {
  it('G7 gives back what the undo took, with the time that was left then', () => {
    let redone = 0;
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const lastUndoes = new Map<number, Step>();
        playGame(plan, (turn) => {
          for (const [earlier, challenge] of changedChallenges(turn)) {
            const [event] = eventsAbout(turn, challenge);
            const undo = lastUndoes.get(challenge.id);
            lastUndoes.delete(challenge.id);
            if (event?.type === 'challenge_undone') lastUndoes.set(challenge.id, { turn, earlier });
            if (event?.type !== 'challenge_redone') continue;
            if (undo === undefined) throw new Error(`Challenge ${challenge.id} had nothing to redo.`);
            const taken = undo.earlier;
            if (taken === undefined) throw new Error('An undo makes no challenge.');
            redone += 1;
            const since = event.step === 'change' ? turn : undo.turn;
            expect({ ...progressOf(challenge), deadlinePlayMs: timeLeftMs(challenge, turn.playMs) }).toEqual({
              ...progressOf(taken),
              deadlinePlayMs: timeLeftMs(taken, since.playMs),
            });
            expect(turn.actor.role).toBe('banker');
            expect(challenge.lastStep).toMatchObject({ kind: taken.lastStep?.kind, by: turn.actor.id });
            expect(challenge.undone).toBeNull();
          }
        });
      }),
      { numRuns: 500 },
    );
    expect(redone).toBeGreaterThan(5);
  });

  it('G7 and undo change the tally and the school there and back', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        playGame(plan, (turn) => {
          const redone = turn.events.flatMap((event) => (event.type === 'challenge_redone' ? event.id : []));
          if (redone.length === 0) return;
          // Of several, the last first: a lock that one freed may be held by the next.
          const steps = redone.toReversed().map((id) => ({ type: 'undo', id }) as const);
          const decision = decide(turn.after, { type: 'several', steps }, turn.actor, turn);
          const events = 'events' in decision ? decision.events : [];
          const undone = events.filter(({ type }) => type === 'challenge_undone');
          if (undone.length < redone.length) {
            const isLocked = redone.some((id) => {
              const refused = decide(turn.after, { type: 'undo', id }, turn.actor, turn);
              return 'rejection' in refused && /^(?:team_locked|player_limit)$/.test(refused.rejection.code);
            });
            // A fold had brought the team another open challenge: what is ended again stays so until that is done.
            if (isLocked && turn.before.participants.some(({ foldedFrom }) => foldedFrom.length > 0)) return;
            throw new Error('What was redone could not be undone.');
          }
          let { after: state } = turn;
          for (const each of events)
            state = evolve(state, { ...turn, seq: state.seq + 1, by: turn.actor.id, event: each });
          expect(JSON.stringify(state.teams)).toBe(JSON.stringify(turn.before.teams));
        });
      }),
      { numRuns: shortOrAllRuns(300) },
    );
  });

  it('G7 and undo do nothing once the challenge has another version than the one that was meant', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, fc.integer({ min: 1, max: 5 }), (plan, behind) => {
        playGame(plan, ({ after, actor, at, playMs }) => {
          for (const { id, version } of after.challenges.values()) {
            for (const type of ['undo', 'redo'] as const) {
              const command = { type, id, version: version - behind };
              const decision = decide(after, command, actor, { at, playMs });
              const code = after.status === 'completed' ? 'game_over' : `${type}_not_last`;
              expect(decision).toEqual({ rejection: { code, challengeId: id } });
            }
          }
        });
      }),
      { numRuns: 50 },
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
  const isChange =
    step?.type === 'challenge_changed' || (step?.type === 'challenge_redone' && step.step === 'change');
  const since = isChange ? undo : turn;
  return { ...fields, left: timeLeftMs(earlier, since.playMs) };
}

function mayUndo(undo: AcceptedCommand, { turn }: Step): boolean {
  if (undo.actor.role === 'banker') return true;
  const { participants, settings } = undo.before;
  const longest = UNDO_WINDOW_MS * (participants.get(undo.actor.id)?.extraTimeFactor ?? 1);
  const isInTime = !settings.timers || undo.at - turn.at <= longest;
  return turn.actor.id === undo.actor.id && isInTime;
}
