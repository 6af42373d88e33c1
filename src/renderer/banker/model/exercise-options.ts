/** The banker's list of exercises: which are enabled tonight, with their targets and times. */
import { CUSTOM_EXERCISE } from '../../../game/catalogue.ts';
import type { ExerciseTier, ExerciseUnit, Need } from '../../../game/enums.ts';
import { EXERCISE_PRESETS } from '../../../game/exercises.ts';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_DURATION_SECONDS, MIN_TARGET } from '../../../game/limits.ts';
import type { ExerciseTraits } from '../../../game/suggest-exercise.ts';
import type { LibraryWay } from '../../../protocol/library.ts';
import type { AssignChallengeBody } from '../../../protocol/rest-schemas.ts';

type OtherTier = Exclude<ExerciseTier, 'usual'>;

/** With the words of its ways, as they are given with it. */
interface OwnTraits extends ExerciseTraits {
  readonly meets?: Need[];
  readonly ways?: LibraryWay[];
}

export interface ExerciseOption {
  /** A preset's type, or that of a custom exercise. */
  readonly type: string;
  /** Null for a preset: each language's catalogue names it. */
  readonly name: string | null;
  /** In the banker's list the usual amount; once offered, that of the game's tier. */
  readonly target: number;
  /** The amounts of the other tiers; without them the usual one holds at every tier, as for a custom exercise. */
  readonly tiers?: Readonly<Record<OtherTier, number>>;
  readonly unit: ExerciseUnit;
  /** Null: the game's default time. */
  readonly durationSeconds: number | null;
  readonly used: boolean;
  /** What is known of one of the library. */
  readonly traits?: OwnTraits;
}

/** Of two that most leaders take for one, only one is offered until the banker ticks the other. */
export const DEFAULT_EXERCISES: readonly ExerciseOption[] = EXERCISE_PRESETS.map(
  ({ type, target, easier, harder, unit, takenFor }) => ({
    type,
    name: null,
    target,
    tiers: { easier, harder },
    unit,
    durationSeconds: null,
    used: takenFor === undefined,
  }),
);

/** The exercise as it is offered at this tier. */
export function atTier(exercise: ExerciseOption, tier: ExerciseTier): ExerciseOption {
  const { target, tiers } = exercise;
  return { ...exercise, target: tier === 'usual' ? target : (tiers?.[tier] ?? target) };
}

/** The exercise with another amount at this tier; what the other tiers ask for stays. */
export function withTarget(exercise: ExerciseOption, tier: ExerciseTier, target: number): ExerciseOption {
  const { tiers } = exercise;
  if (tier === 'usual' || tiers === undefined) return { ...exercise, target };
  return { ...exercise, tiers: { ...tiers, [tier]: target } };
}

/** The request body that assigns it. What the catalogue has words for, the host describes. */
export function assignmentBody(exercise: ExerciseOption): AssignChallengeBody {
  return {
    challenge_type: exercise.name === null ? exercise.type : CUSTOM_EXERCISE,
    ...(exercise.name !== null && { challenge_description: exercise.name }),
    target_number: exercise.target,
    ...(exercise.name !== null && exercise.unit === 'seconds' && { unit: exercise.unit }),
    ...ownWaysOf(exercise),
    ...(exercise.durationSeconds === null ? {} : { duration_seconds: exercise.durationSeconds }),
  };
}

/** Whom the banker's own exercise suits, and how else it is done, where the library says so. */
function ownWaysOf({ traits }: ExerciseOption): Pick<AssignChallengeBody, 'meets' | 'ways'> {
  return {
    ...(traits?.meets !== undefined && { meets: traits.meets }),
    ...(traits?.ways !== undefined && { ways: traits.ways }),
  };
}

/** The stored list, or the default one if it can't be read. Missing presets come back, disabled. */
export function parseExercises(kept: unknown): readonly ExerciseOption[] {
  if (!Array.isArray(kept)) return DEFAULT_EXERCISES;
  const read = kept.filter(isExercise).map(withKnownTiers);
  const known = new Set(read.map(({ type }) => type));
  return [
    ...read,
    ...DEFAULT_EXERCISES.filter(({ type }) => !known.has(type)).map((each) => ({ ...each, used: false })),
  ];
}

/** Lists of earlier versions have no tiers: their amount was the usual one. */
function withKnownTiers(exercise: ExerciseOption): ExerciseOption {
  const known = DEFAULT_EXERCISES.find(({ type }) => type === exercise.type)?.tiers;
  return exercise.tiers !== undefined || known === undefined ? exercise : { ...exercise, tiers: known };
}

function isExercise(value: unknown): value is ExerciseOption {
  if (typeof value !== 'object' || value === null) return false;
  const { type, name, target, tiers, unit, durationSeconds, used } = value as Partial<
    Record<keyof ExerciseOption, unknown>
  >;
  return (
    typeof type === 'string' &&
    (name === null || typeof name === 'string') &&
    isWithin(target, MIN_TARGET, MAX_TARGET) &&
    (tiers === undefined || areTiers(tiers)) &&
    (unit === 'repetitions' || unit === 'seconds') &&
    (durationSeconds === null || isWithin(durationSeconds, MIN_DURATION_SECONDS, MAX_DURATION_SECONDS)) &&
    typeof used === 'boolean'
  );
}

function areTiers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { easier, harder } = value as Partial<Record<OtherTier, unknown>>;
  return [easier, harder].every((target) => isWithin(target, MIN_TARGET, MAX_TARGET));
}

function isWithin(value: unknown, low: number, high: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
}
