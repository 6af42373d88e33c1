/** What a player did over the evening, from the completed challenges. */
import { BUILDINGS, EXERCISE_PRESETS, type Building } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';

export interface Count<Of> {
  readonly of: Of;
  readonly count: number;
}

/** How often each building was built, in the game's order. */
export function buildingsIn(tally: Readonly<Record<string, number>>): readonly Count<Building>[] {
  return BUILDINGS.map((of) => ({ of, count: tally[of] ?? 0 })).filter(({ count }) => count > 0);
}

/** The total of each preset exercise, in the catalogue's order: "60 push-ups". */
export function exercisesIn(completed: readonly Challenge[]): readonly Count<string>[] {
  const totals = new Map<string, number>();
  for (const { status, challenge_type: type, target_number: target } of completed) {
    if (status !== 'completed' || type === null || target === null) continue;
    totals.set(type, (totals.get(type) ?? 0) + target);
  }
  return EXERCISE_PRESETS.map(({ type: of }) => ({ of, count: totals.get(of) ?? 0 })).filter(
    ({ count }) => count > 0,
  );
}
