/** Changes to the banker's list of exercises; each gives a new list. */
import { isPreset, type Exercise } from '../model/exercise-options.ts';

const OWN = /^own_(?<number>\d+)$/;

/** A type for one more exercise of her own: unlike all that are in the list. */
function nextOwnType(list: readonly Exercise[]): string {
  const numbers = list.map(({ type }) => Number(OWN.exec(type)?.groups?.['number'] ?? 0));
  return `own_${Math.max(0, ...numbers) + 1}`;
}

export function withOwn(
  list: readonly Exercise[],
  own: Pick<Exercise, 'name' | 'target' | 'unit' | 'durationSeconds'>,
): readonly Exercise[] {
  return [...list, { ...own, type: nextOwnType(list), used: true }];
}

export function withChange(
  list: readonly Exercise[],
  type: string,
  change: Partial<Pick<Exercise, 'name' | 'target' | 'durationSeconds' | 'used'>>,
): readonly Exercise[] {
  return list.map((each) => (each.type === type ? { ...each, ...change } : each));
}

/** Presets stay in the list; they are switched off instead. */
export function without(list: readonly Exercise[], type: string): readonly Exercise[] {
  return list.filter((each) => each.type !== type || isPreset(each.type));
}

export function usedCount(list: readonly Exercise[]): number {
  return list.filter(({ used }) => used).length;
}
