/** The banker's list of exercises: which are enabled tonight, with their targets and times. */
import { CUSTOM_EXERCISE, EXERCISE_PRESETS, type ExerciseType } from '../../../game/catalogue.ts';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_DURATION_SECONDS, MIN_TARGET } from '../../../game/limits.ts';
import type { AssignChallengeBody } from '../../../protocol/rest-schemas.ts';

export interface ExerciseOption {
  /** A preset's type, or that of a custom exercise. */
  readonly type: string;
  /** Null for a preset: each language's catalogue names it. */
  readonly name: string | null;
  readonly target: number;
  readonly unit: 'repetitions' | 'seconds';
  /** Null: the game's default time. */
  readonly durationSeconds: number | null;
  readonly used: boolean;
}

/** True for an exercise of the catalogue; every language has a name for it. */
export function isPreset(type: string): type is ExerciseType {
  return EXERCISE_PRESETS.some((preset) => preset.type === type);
}

/** Most leaders take star jumps and jumping jacks for one exercise, so only one of them is offered until the banker ticks the other. */
export const DEFAULT_EXERCISES: readonly ExerciseOption[] = EXERCISE_PRESETS.map(
  ({ type, target, unit }) => ({
    type,
    name: null,
    target,
    unit,
    durationSeconds: null,
    used: type !== 'jumping_jacks',
  }),
);

/** The request body that assigns it. */
export function assignmentBody(exercise: ExerciseOption): AssignChallengeBody {
  return {
    challenge_type: exercise.name === null ? exercise.type : CUSTOM_EXERCISE,
    challenge_description: exercise.name ?? wireDescription(exercise),
    target_number: exercise.target,
    ...(exercise.durationSeconds === null ? {} : { duration_seconds: exercise.durationSeconds }),
  };
}

/** A preset as the catalogue describes it, in English: pages recognise it and show their own language. */
function wireDescription({ type, target }: ExerciseOption): string {
  const preset = EXERCISE_PRESETS.find((each) => each.type === type);
  return preset === undefined ? type : preset.description.replace(String(preset.target), String(target));
}

/** The stored list, or the default one if it can't be read. Missing presets come back, disabled. */
export function parseExercises(kept: unknown): readonly ExerciseOption[] {
  if (!Array.isArray(kept)) return DEFAULT_EXERCISES;
  const read = kept.filter(isExercise);
  const known = new Set(read.map(({ type }) => type));
  return [
    ...read,
    ...DEFAULT_EXERCISES.filter(({ type }) => !known.has(type)).map((each) => ({ ...each, used: false })),
  ];
}

function isExercise(value: unknown): value is ExerciseOption {
  if (typeof value !== 'object' || value === null) return false;
  const { type, name, target, unit, durationSeconds, used } = value as Partial<
    Record<keyof ExerciseOption, unknown>
  >;
  return (
    typeof type === 'string' &&
    (name === null || typeof name === 'string') &&
    isWithin(target, MIN_TARGET, MAX_TARGET) &&
    (unit === 'repetitions' || unit === 'seconds') &&
    (durationSeconds === null || isWithin(durationSeconds, MIN_DURATION_SECONDS, MAX_DURATION_SECONDS)) &&
    typeof used === 'boolean'
  );
}

function isWithin(value: unknown, low: number, high: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
}
