/** Whether an event about a challenge can follow. */
import { buildsSchool } from './completion.ts';
import type { GameEvent, LoggedEvent } from './events.ts';
import { lockRejection, reopeningLockRejection } from './locks.ts';
import { isOpen } from './open-challenges.ts';
import type { ChallengeProgress, ChallengeState, GameState } from './state.ts';
import { isPlaying } from './team-sizes.ts';

type ChallengeEvent = Extract<GameEvent, { type: `challenge_${string}` }>;
type ChallengeRequested = Extract<ChallengeEvent, { type: 'challenge_requested' }>;

/** Why the event cannot follow on this state, as the end of a sentence; null if it can. */
export function challengeContradiction(state: GameState, { event, by }: LoggedEvent): string | null {
  if (!isAboutChallenge(event)) return null;
  if (event.type === 'challenge_requested') return requestContradiction(state, event);
  const challenge = state.challenges.get(event.id);
  if (challenge === undefined) return `challenge ${event.id} was never requested`;
  // The end of a game cancels what is open.
  if (state.status === 'completed' && event.type !== 'challenge_cancelled') return 'the game was over';
  const isByPlayer = state.participants.get(by)?.role === 'player';
  return stepContradiction(state, challenge, event, isByPlayer);
}

function isAboutChallenge(event: GameEvent): event is ChallengeEvent {
  return event.type.startsWith('challenge_');
}

function requestContradiction(
  state: GameState,
  { playerId, teamNumber, hasSchool }: ChallengeRequested,
): string | null {
  const player = state.participants.get(playerId);
  if (player?.role !== 'player') return `there is no player ${playerId}`;
  if (state.status === 'waiting' || state.status === 'completed') return `the game was ${state.status}`;
  if (player.removed) return 'the player was removed';
  if (player.teamNumber !== teamNumber) return 'the player was in another team';
  if (state.teams.get(teamNumber)?.hasSchool !== hasSchool) return `team ${teamNumber} was not like that`;
  return lockRejection(state, playerId) === null ? null : 'another challenge had to end first';
}

function stepContradiction(
  state: GameState,
  challenge: ChallengeState,
  event: Exclude<ChallengeEvent, ChallengeRequested>,
  isByPlayer: boolean,
): string | null {
  const { status, claimedAt } = challenge;
  const unless = (isPossible: boolean) => (isPossible ? null : `the challenge was ${status}`);
  switch (event.type) {
    case 'challenge_assigned':
      return unless(status === 'requested');
    case 'challenge_changed':
      return unless(status === 'assigned');
    case 'challenge_moved':
      if (!isOpen(status)) return `the challenge was ${status}`;
      return isPlaying(state, event.teamNumber) ? null : `nobody played for team ${event.teamNumber}`;
    case 'challenge_claimed':
      if (state.settings.completion !== 'banker') return 'players completed challenges themselves';
      return unless(status === 'assigned' && claimedAt === null);
    case 'challenge_rejected':
      return unless(status === 'assigned' && claimedAt !== null);
    case 'challenge_completed':
      if (isByPlayer && state.settings.completion === 'banker') return 'only a banker could confirm it';
      if (event.builtSchool !== buildsSchool(state, challenge)) return 'it did not build a school';
      return unless(status === 'assigned');
    case 'challenge_cancelled':
      return unless(isOpen(status));
    case 'challenge_expired':
      if (state.status !== 'in_progress') return `the game was ${state.status}`;
      return unless(status === 'assigned' && challenge.deadlinePlayMs !== null);
    case 'challenge_undone':
      return undoContradiction(state, challenge);
    case 'challenge_redone':
      return redoContradiction(state, challenge, event);
    default:
      return event satisfies never;
  }
}

function undoContradiction(state: GameState, challenge: ChallengeState): string | null {
  const { lastStep } = challenge;
  if (lastStep === null) return 'there was nothing to undo';
  return reopeningContradiction(state, challenge, lastStep.before);
}

function redoContradiction(
  state: GameState,
  challenge: ChallengeState,
  { step, builtSchool }: Extract<ChallengeEvent, { type: 'challenge_redone' }>,
): string | null {
  const { undone } = challenge;
  if (undone?.kind !== step) return 'there was no such step to redo';
  if (builtSchool !== (step === 'complete' && buildsSchool(state, challenge)))
    return 'it did not build a school';
  return reopeningContradiction(state, challenge, undone.after);
}

/** `then`: what the challenge becomes; null for a request that never was. */
function reopeningContradiction(
  state: GameState,
  challenge: ChallengeState,
  then: ChallengeProgress | null,
): string | null {
  const isReopened = then !== null && isOpen(then.status) && !isOpen(challenge.status);
  if (!isReopened) return null;
  if (state.participants.get(challenge.playerId)?.removed !== false) return 'the player was removed';
  if (!isPlaying(state, challenge.teamNumber)) return `nobody played for team ${challenge.teamNumber}`;
  return reopeningLockRejection(state, challenge) === null ? null : 'another challenge had to end first';
}
