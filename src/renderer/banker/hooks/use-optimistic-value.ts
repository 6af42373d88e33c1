import { useState } from 'react';

interface OptimisticValue<Value> {
  readonly value: Value;
  /**
   * Shows this value at once.
   * @param answer resolves to null when the host refused: then the value goes back.
   */
  readonly update: (wanted: Value, answer: Promise<unknown>) => void;
}

/** Shows a choice at once, until the host's state arrives: a switch that waits for an answer looks broken. */
export function useOptimisticValue<Value>(confirmed: Value): OptimisticValue<Value> {
  const [pending, setPending] = useState<{ readonly confirmed: Value; readonly wanted: Value } | null>(null);
  if (pending !== null && pending.confirmed !== confirmed) setPending(null);
  return {
    value: pending !== null && pending.confirmed === confirmed ? pending.wanted : confirmed,
    update(wanted, answer) {
      setPending({ confirmed, wanted });
      void answer.then((reply) => reply === null && setPending(null));
    },
  };
}
