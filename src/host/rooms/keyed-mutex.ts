/** Runs `step` once every earlier step with the same key has settled, whether it succeeded or failed. */
export type RunExclusive<Key> = <T>(key: Key, step: () => Promise<T>) => Promise<T>;

export function createKeyedMutex<Key>(): RunExclusive<Key> {
  const lastOf = new Map<Key, Promise<unknown>>();
  return (key, step) => {
    const before = lastOf.get(key);
    const forget = () => {
      if (lastOf.get(key) === ended) lastOf.delete(key);
    };
    const result = before === undefined ? step() : before.then(step);
    // A failure is for the caller of that step, not for the next one.
    const ended: Promise<void> = result.then(forget, forget);
    lastOf.set(key, ended);
    return result;
  };
}
