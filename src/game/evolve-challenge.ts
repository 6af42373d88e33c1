/** How events change a challenge. Every step increments the version and keeps what its undo needs. */
import { Set } from 'immutable';
import type { GameEvent, LoggedEvent } from './events.ts';
import { withTallyChange } from './evolve-team.ts';
import { progressOf, redoneStep, undoLastStep } from './evolve-undo.ts';
import { isOpen } from './open-challenges.ts';
import { timeLeftMs } from './play-time.ts';
import type { ChallengeState, ChallengeProgress, GameState, ChallengeStepKind } from './state.ts';

type ChallengeEvent = Extract<GameEvent, { type: `challenge_${string}` }>;
type ChallengeRequested = Extract<ChallengeEvent, { type: 'challenge_requested' }>;
type LaterEvent = Exclude<ChallengeEvent, ChallengeRequested>;
type ChallengeAssigned = Extract<ChallengeEvent, { type: 'challenge_assigned' }>;
type ChallengeChanged = Extract<ChallengeEvent, { type: 'challenge_changed' }>;

export function evolveChallenge(state: GameState, event: ChallengeEvent, logged: LoggedEvent): GameState {
  if (event.type === 'challenge_requested') return applyRequest(state, event, logged);
  const before = state.challenges.get(event.id);
  if (before === undefined)
    throw new Error(`The log refers to challenge ${event.id}, which was never requested.`);
  const after = applyLaterEvent(before, event, logged);
  return withTally(withChallenge(state, before, after), before, after);
}

/** Puts the challenge in place of what it was before; null: it is new. */
function withChallenge(
  state: GameState,
  before: ChallengeState | null,
  challenge: ChallengeState,
): GameState {
  const { id, status } = challenge;
  const challenges = state.challenges.set(id, challenge);
  const [left, entered] = [openPlaces(before), openPlaces(challenge)];
  if (left?.teamNumber === entered?.teamNumber) return { ...state, challenges };
  return {
    ...state,
    challenges,
    open: isOpen(status) ? state.open.add(id) : state.open.delete(id),
    openByPlayer: moved(state.openByPlayer, id, left?.playerId, entered?.playerId),
    openByTeam: moved(state.openByTeam, id, left?.teamNumber, entered?.teamNumber),
  };
}

type OpenPlaces = Pick<ChallengeState, 'playerId' | 'teamNumber'>;

/** Where a challenge counts as open; null: nowhere. */
function openPlaces(challenge: ChallengeState | null): OpenPlaces | null {
  return challenge !== null && isOpen(challenge.status) ? challenge : null;
}

type Index = GameState['openByTeam'];

function moved(index: Index, id: number, from: number | undefined, to: number | undefined): Index {
  if (from === to) return index;
  const others = from === undefined ? undefined : index.get(from)?.delete(id);
  const without =
    from === undefined || others === undefined
      ? index
      : others.isEmpty()
        ? index.delete(from)
        : index.set(from, others);
  return to === undefined ? without : without.update(to, Set<number>(), (ids) => ids.add(id));
}

/** A completion adds to the tally, its undo subtracts. */
function withTally(state: GameState, before: ChallengeState, after: ChallengeState): GameState {
  const wasDone = before.status === 'completed';
  const isDone = after.status === 'completed';
  return wasDone === isDone
    ? state
    : withTallyChange(state, after.teamNumber, after.building, isDone ? 1 : -1);
}

function applyRequest(state: GameState, event: ChallengeRequested, logged: LoggedEvent): GameState {
  const { id, playerId, teamNumber, building, hasSchool } = event;
  if (state.challenges.has(id)) throw new Error(`Challenge ${id} already exists.`);
  const { at, by, seq } = logged;
  const challenge: ChallengeState = {
    id,
    playerId,
    teamNumber,
    building,
    hasSchool,
    requestedAt: at,
    requestedSeq: seq,
    changedAt: at,
    version: 1,
    status: 'requested',
    exercise: null,
    assignedAt: null,
    claimedAt: null,
    completedAt: null,
    completedPlayMs: null,
    endedAt: null,
    endedReason: null,
    durationSeconds: null,
    deadlinePlayMs: null,
    frozenMs: null,
    lastStep: { kind: 'request', by, at, before: null, timeLeftMs: null, builtSchool: false },
    undone: null,
  };
  return withChallenge({ ...state, challengeOrder: state.challengeOrder.push(id) }, null, challenge);
}

const CLOCK_STOPPED = { deadlinePlayMs: null, frozenMs: null } as const;

function applyLaterEvent(challenge: ChallengeState, event: LaterEvent, logged: LoggedEvent): ChallengeState {
  const { at, playMs } = logged;
  switch (event.type) {
    case 'challenge_assigned':
      return withStep(challenge, logged, 'assign', assignedProgress(event, logged));
    case 'challenge_changed':
      return withStep(challenge, logged, 'change', changedProgress(challenge, event));
    case 'challenge_moved': {
      // No step of anybody: what was last can still be undone.
      const { version } = challenge;
      return {
        ...challenge,
        teamNumber: event.teamNumber,
        version: version + 1,
        changedAt: at,
        undone: null,
      };
    }
    case 'challenge_claimed':
      return withStep(challenge, logged, 'claim', {
        claimedAt: at,
        deadlinePlayMs: null,
        frozenMs: timeLeftMs(challenge, playMs),
      });
    case 'challenge_rejected':
      return withStep(challenge, logged, 'reject', {
        claimedAt: null,
        deadlinePlayMs: challenge.frozenMs === null ? null : playMs + challenge.frozenMs,
        frozenMs: null,
      });
    case 'challenge_completed': {
      const done = withStep(challenge, logged, 'complete', {
        ...CLOCK_STOPPED,
        status: 'completed',
        completedAt: at,
        completedPlayMs: playMs,
        endedAt: at,
        endedReason: null,
      });
      return event.builtSchool ? withBuiltSchool(done) : done;
    }
    case 'challenge_cancelled':
      return withStep(challenge, logged, 'cancel', {
        ...CLOCK_STOPPED,
        status: 'cancelled',
        endedAt: at,
        endedReason: event.reason,
      });
    case 'challenge_expired':
      return withStep(challenge, logged, 'expire', {
        ...CLOCK_STOPPED,
        status: 'expired',
        endedAt: at,
        endedReason: 'time',
      });
    case 'challenge_undone':
      return undoLastStep(challenge, logged);
    case 'challenge_redone': {
      const { kind, progress } = redoneStep(challenge, logged);
      const redone = withStep(challenge, logged, kind, progress);
      return event.builtSchool ? withBuiltSchool(redone) : redone;
    }
    default:
      return event satisfies never;
  }
}

function assignedProgress(
  { exercise, durationSeconds }: ChallengeAssigned,
  { at, playMs }: LoggedEvent,
): Partial<ChallengeProgress> {
  return {
    status: 'assigned',
    exercise,
    assignedAt: at,
    durationSeconds,
    deadlinePlayMs: durationSeconds === null ? null : playMs + durationSeconds * 1000,
  };
}

/** More time moves the deadline, or the time frozen by a claim. */
function changedProgress(
  challenge: ChallengeState,
  { exercise, extendSeconds }: ChallengeChanged,
): Partial<ChallengeProgress> {
  const { durationSeconds, deadlinePlayMs, frozenMs } = challenge;
  return {
    exercise,
    durationSeconds: durationSeconds === null ? null : durationSeconds + extendSeconds,
    deadlinePlayMs: deadlinePlayMs === null ? null : deadlinePlayMs + extendSeconds * 1000,
    frozenMs: frozenMs === null ? null : frozenMs + extendSeconds * 1000,
  };
}

function withStep(
  challenge: ChallengeState,
  { at, by, playMs }: LoggedEvent,
  kind: ChallengeStepKind,
  progress: Partial<ChallengeProgress>,
): ChallengeState {
  const before = progressOf(challenge);
  const remainingMs = timeLeftMs(challenge, playMs);
  return {
    ...challenge,
    ...progress,
    version: challenge.version + 1,
    changedAt: at,
    lastStep: { kind, by, at, before, timeLeftMs: remainingMs, builtSchool: false },
    undone: null,
  };
}

function withBuiltSchool(challenge: ChallengeState): ChallengeState {
  const { lastStep } = challenge;
  return lastStep === null ? challenge : { ...challenge, lastStep: { ...lastStep, builtSchool: true } };
}
