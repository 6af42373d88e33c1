/** Changes to the banker's list of exercises; each gives a new list. */
import { isExerciseType } from '../../../game/catalogue.ts';
import { presetOf } from '../../../game/exercises.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';

const OWN = /^own_(?<number>\d+)$/;

/** An unused type for another custom exercise. */
function nextCustomType(list: readonly ExerciseOption[]): string {
  const numbers = list.map(({ type }) => Number(OWN.exec(type)?.groups?.['number'] ?? 0));
  return `own_${Math.max(0, ...numbers) + 1}`;
}

export function withCustomExercise(
  list: readonly ExerciseOption[],
  own: Pick<ExerciseOption, 'name' | 'target' | 'unit' | 'durationSeconds'>,
): readonly ExerciseOption[] {
  return [...list, { ...own, type: nextCustomType(list), used: true }];
}

export function withChange(
  list: readonly ExerciseOption[],
  type: string,
  change: Partial<Pick<ExerciseOption, 'name' | 'target' | 'durationSeconds' | 'used'>>,
): readonly ExerciseOption[] {
  return list.map((each) => (each.type === type ? { ...each, ...change } : each));
}

/** Presets stay in the list; they are disabled instead. */
export function without(list: readonly ExerciseOption[], type: string): readonly ExerciseOption[] {
  return list.filter((each) => each.type !== type || isExerciseType(each.type));
}

export function usedCount(list: readonly ExerciseOption[]): number {
  return list.filter(({ used }) => used).length;
}

/** Two that are both offered, although most people take them for one exercise; null: there are none. */
export function alikeOf(list: readonly ExerciseOption[]): readonly [ExerciseOption, ExerciseOption] | null {
  const offered = list.filter(({ used }) => used);
  for (const other of offered) {
    const one = offered.find(({ type }) => type === presetOf(other.type)?.takenFor);
    if (one !== undefined) return [one, other];
  }
  return null;
}
