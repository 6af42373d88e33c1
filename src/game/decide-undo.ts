/** Whether the last step of a challenge may be undone, or done again, and the events that follow. */
import type { Actor, Moment, Rejection } from './commands.ts';
import { buildsSchool, teamChangedEvent } from './completion.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { reopeningLockRejection } from './locks.ts';
import { isOpen } from './open-challenges.ts';
import type { ChallengeProgress, ChallengeState, GameState, ChallengeStep } from './state.ts';

/** How long players may usually undo their own step, ms of host time. */
export const UNDO_WINDOW_MS = 10_000;

/** What the banker has set for time. */
interface TimeGiven {
  /** Whether the game has time limits. */
  readonly timers: boolean;
  /** The player's. */
  readonly extraTimeFactor: number;
}

/**
 * How long a player may undo their own step, ms of host time: whoever is given more time has more for this, too, and a game without
 * time limits has none here. Bankers may at any time.
 */
export function undoWindowMs({ timers, extraTimeFactor }: TimeGiven): number {
  return timers ? UNDO_WINDOW_MS * extraTimeFactor : Number.POSITIVE_INFINITY;
}

interface UndoRequest {
  /** The version of the challenge whose step is meant; undefined: whatever was last. */
  readonly version: number | undefined;
  readonly actor: Actor;
  readonly moment: Moment;
}

export function decideUndo(
  state: GameState,
  challenge: ChallengeState,
  { version, actor, moment: { at } }: UndoRequest,
): Decision {
  const { id: challengeId, lastStep } = challenge;
  if (lastStep === null || hasMovedOn(challenge, version)) return rejected('undo_not_last', { challengeId });
  if (actor.role === 'player') {
    if (lastStep.by !== actor.id) return rejected('undo_not_last', { challengeId });
    const { timers } = state.settings;
    const extraTimeFactor = state.participants.get(actor.id)?.extraTimeFactor ?? 1;
    if (at - lastStep.at > undoWindowMs({ timers, extraTimeFactor }))
      return rejected('undo_too_late', { challengeId });
  }
  const rejection = reopens(challenge, lastStep.before) ? reopeningRejection(state, challenge) : null;
  if (rejection !== null) return { rejection };
  return accepted({ type: 'challenge_undone', id: challengeId }, ...teamEvents(challenge, lastStep));
}

/**
 * The step that was undone last, done again. Only while nothing has happened to the challenge since.
 * @param version that of the challenge since the undo which is meant; undefined: whatever was last.
 */
export function decideRedo(
  state: GameState,
  challenge: ChallengeState,
  version: number | undefined,
): Decision {
  const { id: challengeId, undone, teamNumber } = challenge;
  // Only the host lets a challenge expire, once its time is up.
  if (undone === null || undone.kind === 'expire' || hasMovedOn(challenge, version))
    return rejected('redo_not_last', { challengeId });
  const rejection = reopens(challenge, undone.after) ? reopeningRejection(state, challenge) : null;
  if (rejection !== null) return { rejection };
  const { kind: step } = undone;
  const isDone = step === 'complete';
  const builtSchool = isDone && buildsSchool(state, challenge);
  return accepted(
    { type: 'challenge_redone', id: challengeId, step, builtSchool },
    ...(isDone ? [teamChangedEvent(teamNumber, builtSchool ? { hasSchool: true } : {})] : []),
  );
}

function hasMovedOn(challenge: ChallengeState, version: number | undefined): boolean {
  return version !== undefined && version !== challenge.version;
}

function reopens({ status }: ChallengeState, then: ChallengeProgress | null): boolean {
  return then !== null && isOpen(then.status) && !isOpen(status);
}

function reopeningRejection(state: GameState, challenge: ChallengeState): Rejection | null {
  const { id: challengeId, playerId } = challenge;
  if (state.participants.get(playerId)?.removed !== false) return { code: 'removed', challengeId };
  if ((state.teams.get(challenge.teamNumber)?.foldedAt ?? null) !== null)
    return { code: 'team_folded', challengeId };
  const lock = reopeningLockRejection(state, challenge);
  return lock === null ? null : { ...lock, challengeId };
}

/** Undoing a completion changes the team's tally, and its school if that completion built it. */
function teamEvents(
  { teamNumber }: ChallengeState,
  { kind, builtSchool }: ChallengeStep,
): readonly GameEvent[] {
  if (kind !== 'complete') return [];
  return [teamChangedEvent(teamNumber, builtSchool ? { hasSchool: false } : {})];
}
