import { useEffect, useState } from 'react';
import { REACHING_MS } from '../../shared/left-places.ts';

interface Seen {
  readonly keys: readonly string[];
  /** Since when each has been shown, ms. */
  readonly since: ReadonlyMap<string, number>;
}

const monotonic = () => performance.now();

function seen(keys: readonly string[], before: ReadonlyMap<string, number>, at: number): Seen {
  return { keys, since: new Map(keys.map((key) => [key, before.get(key) ?? at])) };
}

/**
 * Which of those that are shown have been there for as long as a hand takes that aims at all of them: whoever presses has not seen the
 * others yet.
 * @param keys what each is seen by, with all that a press on it stands for
 * @param now monotonic, ms.
 */
export function useSeenLongEnough(keys: readonly string[], now: () => number = monotonic): readonly string[] {
  const [shown, setShown] = useState<Seen>(() => seen(keys, new Map(), now()));
  const [at, setAt] = useState(now);
  const isSame = shown.keys.length === keys.length && keys.every((key, index) => shown.keys[index] === key);
  const current = isSame ? shown : seen(keys, shown.since, now());
  if (!isSame) setShown(current);
  const { since } = current;
  const next = Math.min(...[...since.values()].map((from) => from + REACHING_MS).filter((end) => end > at));
  useEffect(() => {
    if (next === Infinity) return undefined;
    const timer = setTimeout(() => setAt(Math.max(next, now())), Math.max(0, next - now()));
    return () => clearTimeout(timer);
  }, [next, now]);
  return keys.filter((key) => at - (since.get(key) ?? at) >= REACHING_MS);
}
