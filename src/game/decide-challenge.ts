/** Requesting, assigning, completing and ending challenges. A rejection about a challenge carries its id. */
import { CUSTOM_EXERCISE, type ExerciseType } from './catalogue.ts';
import type {
  Actor,
  ChallengeCommand,
  ExpectedExercise,
  GivenExercise,
  Moment,
  Rejection,
} from './commands.ts';
import { completionEvents } from './completion.ts';
import { decideRedo, decideUndo } from './decide-undo.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { ExerciseTier } from './enums.ts';
import { EXERCISE_PRESETS, targetAt } from './exercises.ts';
import { lockRejection } from './locks.ts';
import { isOpen, newestRequest } from './open-challenges.ts';
import { isDue } from './play-time.ts';
import { isSameSecond } from './same-second.ts';
import type { ChallengeState, Exercise, GameState } from './state.ts';
import { hasVariant, variantFor } from './variants.ts';
import { exerciseChanged, exerciseGiven, withVariant } from './worded-exercise.ts';

type CommandOf<Type extends ChallengeCommand['type']> = Extract<ChallengeCommand, { type: Type }>;

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
  // A tap that waited while another exercise was given is not for that one.
  if ('expected' in command && !isAsExpected(challenge, command.expected)) return rejectStatus(challenge);
  if ('expectedClaim' in command && !isClaimAsExpected(challenge, command.expectedClaim))
    return rejectStatus(challenge);
  switch (command.type) {
    case 'assign':
      return assign(state, challenge, command);
    case 'change_challenge':
      return changeAssigned(state, challenge, command);
    case 'swap_exercise':
      return swapExercise(state, challenge, { command, actor });
    case 'complete':
      return complete(state, challenge, actor);
    case 'reject':
      return challenge.claimedAt === null || challenge.status !== 'assigned'
        ? rejectStatus(challenge)
        : accepted({ type: 'challenge_rejected', id: challengeId });
    case 'cancel':
      return cancel(challenge, actor);
    case 'undo':
      return decideUndo(state, challenge, { version: command.version, actor, moment });
    case 'redo':
      return decideRedo(state, challenge, command.version);
    default:
      return command satisfies never;
  }
}

function rejectStatus({ id }: ChallengeState): Decision {
  return rejected('challenge_status', { challengeId: id });
}

function isAsExpected({ exercise }: ChallengeState, expected: ExpectedExercise = {}): boolean {
  const { description, target } = expected;
  const isOther = (wanted: string | number | null | undefined, value: string | number | undefined) =>
    wanted !== undefined && wanted !== (value ?? null);
  return !isOther(description, exercise?.description) && !isOther(target, exercise?.target);
}

/** The wire tells a claim's time in whole seconds; nobody claims, is told to go on and claims again within one. */
function isClaimAsExpected({ status, claimedAt }: ChallengeState, expected?: number): boolean {
  if (expected === undefined) return true;
  return status === 'assigned' && claimedAt !== null && isSameSecond(claimedAt, expected);
}

function request(state: GameState, command: CommandOf<'request'>): Decision {
  const { id, playerId, building, expectedTeam, seenSeq } = command;
  const player = state.participants.get(playerId);
  if (player === undefined || player.role !== 'player') return rejected('not_found', { missing: 'player' });
  if (state.status === 'waiting') return rejected('game_not_started');
  if (state.status === 'completed') return rejected('game_over');
  if (player.removed) return rejected('removed');
  // A tap that waited while the player was put into another team is not for that one.
  if (expectedTeam !== undefined && expectedTeam !== player.teamNumber) return rejected('team_changed');
  const lock: Rejection | null = lockRejection(state, playerId);
  if (lock !== null) return { rejection: lock };
  // A tap that waited while somebody else asked for this player is for what has been done by now.
  const newer = seenSeq === undefined ? null : newestRequest(state, playerId, seenSeq);
  if (newer !== null) return rejectStatus(newer);
  const team = state.teams.get(player.teamNumber ?? 0);
  if (team === undefined) return rejected('no_team');
  const { number: teamNumber, hasSchool } = team;
  return accepted({ type: 'challenge_requested', id, playerId, teamNumber, building, hasSchool });
}

function assign(state: GameState, challenge: ChallengeState, command: CommandOf<'assign'>): Decision {
  if (challenge.status !== 'requested') return rejectStatus(challenge);
  // What another desk has given and taken back is not given again by a late tap.
  if (![undefined, challenge.version].includes(command.version)) return rejectStatus(challenge);
  const { settings } = state;
  const factor = state.participants.get(challenge.playerId)?.extraTimeFactor ?? 1;
  const baseSeconds = command.durationSeconds ?? settings.durationSeconds;
  const durationSeconds = settings.timers ? Math.round(baseSeconds * factor) : null;
  return accepted({
    type: 'challenge_assigned',
    id: challenge.id,
    exercise: exerciseGiven(command.exercise, circumstancesOf(state, challenge)),
    durationSeconds,
  });
}

/** In whose language the exercise is described, and whom it has to suit. */
function circumstancesOf({ settings, participants }: GameState, { playerId }: ChallengeState) {
  return { language: settings.language, needs: participants.get(playerId)?.needs ?? [] };
}

/** What a player says is done stays what it is until the banker has decided; only time may be added. */
function changeAssigned(
  state: GameState,
  challenge: ChallengeState,
  command: CommandOf<'change_challenge'>,
): Decision {
  const { id, status, durationSeconds } = challenge;
  if (status !== 'assigned' || challenge.exercise === null) return rejectStatus(challenge);
  const exercise = exerciseChanged(challenge.exercise, command.exercise, circumstancesOf(state, challenge));
  const { extendSeconds } = command;
  const isUnchanged = sameExercise(exercise, challenge.exercise);
  const isAsked = Object.keys(command.exercise).length > 0;
  if (isAsked && !isUnchanged && challenge.claimedAt !== null) return rejectStatus(challenge);
  if (durationSeconds === null && extendSeconds > 0) return rejected('no_clock', { challengeId: id });
  if (extendSeconds === 0 && isUnchanged) return accepted();
  return accepted({ type: 'challenge_changed', id, exercise, extendSeconds });
}

/** Compares every field of both. */
function sameExercise(changed: Exercise, before: Exercise): boolean {
  const now = Object.entries(changed);
  const previous = new Map<string, unknown>(Object.entries(before));
  return now.length === previous.size && now.every(([name, value]) => isSame(value, previous.get(name)));
}

/** Needs and ways are lists, whose fields are always in one order. */
function isSame(value: unknown, other: unknown): boolean {
  return value === other || (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(other));
}

/**
 * Something of equal value instead: the same in another way, with its amount, or another exercise in the amount of the game's tier.
 * Players do so themselves unless the banker has locked it.
 */
function swapExercise(
  state: GameState,
  challenge: ChallengeState,
  { command, actor }: { readonly command: CommandOf<'swap_exercise'>; readonly actor: Actor },
): Decision {
  const { id, status, claimedAt, exercise: before } = challenge;
  if (command.exercise === null) return rejected('not_found', { missing: 'exercise' });
  if (actor.role === 'player' && !state.settings.ownNeeds)
    return rejected('game_status', { challengeId: id });
  if (status !== 'assigned' || claimedAt !== null || before === null) return rejectStatus(challenge);
  if (command.exercise === CUSTOM_EXERCISE && before.fromCatalogue) return rejectStatus(challenge);
  const circumstances = circumstancesOf(state, challenge);
  const given = swapped(before, command.exercise, (other) =>
    exerciseGiven(
      typeof other === 'string' ? presetGiven(other, state.settings.exerciseTier) : other,
      circumstances,
    ),
  );
  const { variant = variantFor(given, circumstances.needs) } = command;
  if (!hasVariant(given, variant)) return rejectStatus(challenge);
  const exercise = withVariant(given, variant);
  if (sameExercise(exercise, before)) return accepted();
  return accepted({ type: 'challenge_changed', id, exercise, extendSeconds: 0 });
}

/** What is there already keeps its amount and its words. */
function swapped(
  before: Exercise,
  exercise: ExerciseType | typeof CUSTOM_EXERCISE | GivenExercise,
  give: (exercise: ExerciseType | GivenExercise) => Exercise,
): Exercise {
  if (exercise === CUSTOM_EXERCISE) return before;
  const isThere =
    typeof exercise === 'string'
      ? exercise === before.type && before.fromCatalogue
      : exercise.description === before.description && before.type === exercise.type;
  return isThere ? before : give(exercise);
}

function presetGiven(type: ExerciseType, tier: ExerciseTier): GivenExercise {
  const preset = EXERCISE_PRESETS.find((each) => each.type === type);
  if (preset === undefined) throw new Error(`the catalogue has no amounts for ${type}`);
  return { type, target: targetAt(preset, tier) };
}

/** Where the banker confirms completions, a player's "done" is only a claim. */
function complete(state: GameState, challenge: ChallengeState, actor: Actor): Decision {
  const { id, status, claimedAt } = challenge;
  if (status !== 'assigned') return rejectStatus(challenge);
  if (actor.role === 'player' && state.settings.completion === 'banker') {
    return claimedAt === null ? accepted({ type: 'challenge_claimed', id }) : rejectStatus(challenge);
  }
  return accepted(...completionEvents(state, [challenge]));
}

function cancel(challenge: ChallengeState, actor: Actor): Decision {
  const { id, status } = challenge;
  if (!isOpen(status)) return rejectStatus(challenge);
  return accepted({ type: 'challenge_cancelled', id, reason: actor.role === 'player' ? 'player' : 'banker' });
}

/** Once and never early: a challenge that has ended, or has time left, does not expire. */
function expire(state: GameState, challenge: ChallengeState, { playMs }: Moment): Decision {
  if (!isDue(state, challenge, playMs)) return rejectStatus(challenge);
  return accepted({ type: 'challenge_expired', id: challenge.id });
}
