/** Which waiting rows are ticked, to be given something together. */
import type { Challenge } from '../../../protocol/entity-schemas.ts';

/** Ids of challenges. */
export type Ticks = ReadonlySet<number>;

export const NO_TICKS: Ticks = new Set();

/** How many "Oldest ten" ticks. */
export const OLDEST = 10;

export function withTick(ticks: Ticks, id: number): Ticks {
  const now = new Set(ticks);
  if (!now.delete(id)) now.add(id);
  return now;
}

/**
 * Ticks every row from the one that was ticked last to this one, both included; this one alone if that is not shown any more.
 * @param shown the ids as they stand in the list, top first, without those that are gone.
 */
export function withRange(ticks: Ticks, shown: readonly number[], from: number | null, to: number): Ticks {
  const ends = [shown.indexOf(from ?? to), shown.indexOf(to)].toSorted((one, other) => one - other);
  const [first = -1, last = -1] = ends;
  if (first === -1) return new Set([...ticks, to]);
  return new Set([...ticks, ...shown.slice(first, last + 1)]);
}

export const withAll = (ticks: Ticks, ids: readonly number[]): Ticks => new Set([...ticks, ...ids]);

export const without = (ticks: Ticks, ids: readonly number[]): Ticks => {
  const gone = new Set(ids);
  return new Set([...ticks].filter((id) => !gone.has(id)));
};

/** The teams of which several wait, by number, with their requests. */
export function teamsOfSeveral(
  waiting: readonly Challenge[],
): readonly (readonly [teamNumber: number, ids: readonly number[]])[] {
  const teams = new Map<number, number[]>();
  for (const { id, team_number: team } of waiting) teams.set(team, [...(teams.get(team) ?? []), id]);
  return [...teams].filter(([, ids]) => ids.length > 1).toSorted(([one], [other]) => one - other);
}
