/** The banker's own list of exercises: which ones are used tonight, their usual targets and times. */
import { CUSTOM_EXERCISE, EXERCISE_PRESETS, type ExerciseType } from '../../../game/catalogue.ts';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_DURATION_SECONDS, MIN_TARGET } from '../../../game/limits.ts';
import type { AssignChallengeBody } from '../../../protocol/rest-schemas.ts';

export interface ExerciseOption {
  /** A preset's type, or one of the banker's own. */
  readonly type: string;
  /** Null for a preset, whose words the catalogue of each language knows. */
  readonly name: string | null;
  readonly target: number;
  readonly unit: 'repetitions' | 'seconds';
  /** Null: the game's usual time. */
  readonly durationSeconds: number | null;
  readonly used: boolean;
}

/** Whether it is one of the catalogue's; each has words in every language. */
export function isPreset(type: string): type is ExerciseType {
  return EXERCISE_PRESETS.some((preset) => preset.type === type);
}

export const DEFAULT_EXERCISES: readonly ExerciseOption[] = EXERCISE_PRESETS.map(
  ({ type, target, unit }) => ({
    type,
    name: null,
    target,
    unit,
    durationSeconds: null,
    used: true,
  }),
);

/** What is assigned: the wire's body. */
export function assignmentBody(exercise: ExerciseOption): AssignChallengeBody {
  return {
    challenge_type: exercise.name === null ? exercise.type : CUSTOM_EXERCISE,
    challenge_description: exercise.name ?? wireDescription(exercise),
    target_number: exercise.target,
    ...(exercise.durationSeconds === null ? {} : { duration_seconds: exercise.durationSeconds }),
  };
}

/** A preset as the catalogue describes it, in English: every page knows these words and shows its own language's. */
function wireDescription({ type, target }: ExerciseOption): string {
  const preset = EXERCISE_PRESETS.find((each) => each.type === type);
  return preset === undefined ? type : preset.description.replace(String(preset.target), String(target));
}

/** The list as it was kept, or the usual one when what was kept cannot be read. Presets that are missing come back. */
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
