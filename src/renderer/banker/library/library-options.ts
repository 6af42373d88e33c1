/** The owner's own exercises, as the desk offers them. */
import type { LibraryExercise, Template, TemplateExercise } from '../../../protocol/library.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';

/** With the amounts of every tier. */
export function libraryOptions(exercises: readonly LibraryExercise[]): readonly ExerciseOption[] {
  return exercises.map(
    ({ id, name, target, easier, harder, unit, duration_seconds, muscles, meets, ways, suggested }) => ({
      type: `library_${id}`,
      name,
      target,
      tiers: { easier, harder },
      unit,
      durationSeconds: duration_seconds,
      used: suggested,
      traits: { muscles, ...((meets.length > 0 || ways.length > 0) && { meets, ways }) },
    }),
  );
}

/** The desk's list of exercises, as a template keeps it. */
export function templateExercises(list: readonly ExerciseOption[]): TemplateExercise[] {
  return list.map(({ type, name, target, tiers, unit, durationSeconds, used }) => ({
    type,
    name,
    target,
    easier: tiers?.easier ?? target,
    harder: tiers?.harder ?? target,
    unit,
    duration_seconds: durationSeconds,
    used,
  }));
}

/** The list that a game made from the template begins with. */
export function exercisesOf({ exercises }: Pick<Template, 'exercises'>): readonly ExerciseOption[] {
  return exercises.map(({ type, name, target, easier, harder, unit, duration_seconds, used }) => ({
    type,
    name,
    target,
    tiers: { easier, harder },
    unit,
    durationSeconds: duration_seconds,
    used,
  }));
}
