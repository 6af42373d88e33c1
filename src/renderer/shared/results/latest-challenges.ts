/** Challenges from answers and events together. An answer may be older than an event that came before it, so versions decide. */
import type { Challenge } from '../../../protocol/entity-schemas.ts';

/** The latest versions heard of, after some more: events come in order, so the last of a challenge counts. */
export function withChanged(
  changed: ReadonlyMap<number, Challenge>,
  news: readonly Challenge[],
): ReadonlyMap<number, Challenge> {
  return new Map([...changed, ...news.map((each) => [each.id, each] as const)]);
}

/** All of both, each in its latest version; new ones come last. */
export function latestOf(
  fetched: readonly Challenge[],
  changed: ReadonlyMap<number, Challenge>,
): readonly Challenge[] {
  const latest = new Map(fetched.map((each) => [each.id, each]));
  for (const challenge of changed.values()) {
    const known = latest.get(challenge.id);
    if (known === undefined || known.version < challenge.version) latest.set(challenge.id, challenge);
  }
  return [...latest.values()];
}
