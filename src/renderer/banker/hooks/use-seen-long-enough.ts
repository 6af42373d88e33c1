import { useEffect, useState } from 'react';
import { REACHING_MS } from '../../shared/settled-places.ts';

interface Seen {
  readonly ids: readonly number[];
  /** Since when each has been shown, ms. */
  readonly since: ReadonlyMap<number, number>;
}

const monotonic = () => performance.now();

function seen(ids: readonly number[], before: ReadonlyMap<number, number>, at: number): Seen {
  return { ids, since: new Map(ids.map((id) => [id, before.get(id) ?? at])) };
}

/**
 * Which of those that are shown have been there for as long as a hand takes that aims at all of them: whoever presses has not seen the
 * others yet.
 * @param now monotonic, ms.
 */
export function useSeenLongEnough(ids: readonly number[], now: () => number = monotonic): readonly number[] {
  const [shown, setShown] = useState<Seen>(() => seen(ids, new Map(), now()));
  const [at, setAt] = useState(now);
  const isSame = shown.ids.length === ids.length && ids.every((id, index) => shown.ids[index] === id);
  const current = isSame ? shown : seen(ids, shown.since, now());
  if (!isSame) setShown(current);
  const { since } = current;
  const next = Math.min(...[...since.values()].map((from) => from + REACHING_MS).filter((end) => end > at));
  useEffect(() => {
    if (next === Infinity) return undefined;
    const timer = setTimeout(() => setAt(Math.max(next, now())), Math.max(0, next - now()));
    return () => clearTimeout(timer);
  }, [next, now]);
  return ids.filter((id) => at - (since.get(id) ?? at) >= REACHING_MS);
}
