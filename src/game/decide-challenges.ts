/** Asking, assigning, doing and ending a challenge. Every rejection about one carries its id. */
import type { Actor, ChallengeCommand, Moment, Rejection } from './commands.ts';
import { decideUndo } from './decide-undo.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent, TeamChange } from './events.ts';
import { lockFor } from './locks.ts';
import { isOpen } from './open-challenges.ts';
import { isDue } from './play-time.ts';
import type { Challenge, Exercise, GameState } from './state.ts';

type Of<Type extends ChallengeCommand['type']> = Extract<ChallengeCommand, { type: Type }>;

export function decideChallenge(
  state: GameState,
  command: ChallengeCommand,
  actor: Actor,
  moment: Moment,
): Decision {
  if (command.type === 'request') return request(state, command);
  const challengeId = command.id;
  const challenge = state.challenges.get(challengeId);
  if (challenge === undefined) return rejected('not_found', { challengeId });
  if (command.type === 'expire') return expire(state, challenge, moment);
  if (state.status === 'completed') return rejected('game_over', { challengeId });
  switch (command.type) {
    case 'assign':
      return assign(state, challenge, command);
    case 'change_challenge':
      return changeRunning(challenge, command);
    case 'complete':
      return complete(state, challenge, actor);
    case 'reject':
      return challenge.claimedAt === null || challenge.status !== 'assigned'
        ? wrongStatus(challenge)
        : accepted({ type: 'challenge_rejected', id: challengeId });
    case 'cancel':
      return cancel(challenge, actor);
    case 'undo':
      return decideUndo(state, challenge, actor, moment);
    default:
      return command satisfies never;
  }
}

function wrongStatus({ id }: Challenge): Decision {
  return rejected('challenge_status', { challengeId: id });
}

function request(state: GameState, { id, playerId, building }: Of<'request'>): Decision {
  const player = state.participants.get(playerId);
  if (player === undefined || player.role !== 'player') return rejected('not_found');
  if (state.status === 'waiting') return rejected('game_not_started');
  if (state.status === 'completed') return rejected('game_over');
  if (player.removed) return rejected('removed');
  const lock: Rejection | null = lockFor(state, playerId);
  if (lock !== null) return { rejection: lock };
  const team = state.teams.get(player.teamNumber ?? 0);
  if (team === undefined) return rejected('no_team');
  const { number: teamNumber, hasSchool } = team;
  return accepted({ type: 'challenge_requested', id, playerId, teamNumber, building, hasSchool });
}

function assign(state: GameState, challenge: Challenge, command: Of<'assign'>): Decision {
  if (challenge.status !== 'requested') return wrongStatus(challenge);
  const { settings, participants } = state;
  const factor = participants.get(challenge.playerId)?.extraTimeFactor ?? 1;
  const usual = command.durationSeconds ?? settings.durationSeconds;
  const durationSeconds = settings.timers ? Math.round(usual * factor) : null;
  return accepted({
    type: 'challenge_assigned',
    id: challenge.id,
    exercise: command.exercise,
    durationSeconds,
  });
}

function changeRunning(challenge: Challenge, command: Of<'change_challenge'>): Decision {
  const { id, status, durationSeconds } = challenge;
  if (status !== 'assigned' || challenge.exercise === null) return wrongStatus(challenge);
  const exercise = { ...challenge.exercise, ...command.exercise };
  const extendSeconds = durationSeconds === null ? 0 : command.extendSeconds;
  if (extendSeconds === 0 && sameExercise(exercise, challenge.exercise)) return accepted();
  return accepted({ type: 'challenge_changed', id, exercise, extendSeconds });
}

/** Field by field, whichever the changed one has. */
function sameExercise(changed: Exercise, before: Exercise): boolean {
  const kept = new Map<string, unknown>(Object.entries(before));
  return Object.entries(changed).every(([name, value]) => kept.get(name) === value);
}

/** A player's "done" is only a claim where the banker has the say. */
function complete(state: GameState, challenge: Challenge, actor: Actor): Decision {
  const { id, status, claimedAt } = challenge;
  if (status !== 'assigned') return wrongStatus(challenge);
  if (actor.role === 'player' && state.settings.completion === 'banker') {
    return claimedAt === null ? accepted({ type: 'challenge_claimed', id }) : wrongStatus(challenge);
  }
  const { building, teamNumber: number } = challenge;
  const builtSchool = building === 'school' && state.teams.get(number)?.hasSchool === false;
  return accepted(
    { type: 'challenge_completed', id, builtSchool },
    tallyChanged(number, builtSchool ? { hasSchool: true } : {}),
  );
}

/** The tally follows from the challenge itself; this event tells every screen about the team. */
function tallyChanged(number: number, change: TeamChange): GameEvent {
  return { type: 'team_changed', number, change };
}

function cancel(challenge: Challenge, actor: Actor): Decision {
  const { id, status } = challenge;
  if (!isOpen(status)) return wrongStatus(challenge);
  return accepted({ type: 'challenge_cancelled', id, reason: actor.role === 'player' ? 'player' : 'banker' });
}

/** Once and never early: a challenge that ended, or that has time left, does not expire. */
function expire(state: GameState, challenge: Challenge, { playMs }: Moment): Decision {
  if (!isDue(state, challenge, playMs)) return wrongStatus(challenge);
  return accepted({ type: 'challenge_expired', id: challenge.id });
}
