/** Steps that must not overlap. */

/** Gives `step` its turn once all that came before under the same key have ended, however they ended. */
export type RunExclusive<Key> = <T>(key: Key, step: () => Promise<T>) => Promise<T>;

export function createKeyedMutex<Key>(): RunExclusive<Key> {
  const lastOf = new Map<Key, Promise<unknown>>();
  return (key, step) => {
    const before = lastOf.get(key);
    const forget = () => {
      if (lastOf.get(key) === ended) lastOf.delete(key);
    };
    const result = before === undefined ? step() : before.then(step);
    // Whoever is next need not hear of a failure: the one who asked does.
    const ended: Promise<void> = result.then(forget, forget);
    lastOf.set(key, ended);
    return result;
  };
}
