/** Runs `step` once every earlier step with the same key has settled, whether it succeeded or failed. */
export type RunExclusive<Key> = <T>(key: Key, step: () => Promise<T>) => Promise<T>;

export function createKeyedMutex<Key>(): RunExclusive<Key> {
  const lastOf = new Map<Key, Promise<unknown>>();
  return (key, step) => {
    const before = lastOf.get(key);
    let end: () => void = () => undefined;
    // Known before the step begins: what the step itself asks for comes after it.
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    lastOf.set(key, ended);
    const finish = () => {
      if (lastOf.get(key) === ended) lastOf.delete(key);
      end();
    };
    const result = before === undefined ? step() : before.then(step);
    // A failure is for the caller of that step, not for the next one.
    void result.then(finish, finish);
    return result;
  };
}
