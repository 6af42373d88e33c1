import { useState } from 'react';

interface OptimisticValue<Value> {
  readonly value: Value;
  /** Shows this at once. @param answer null when the host said no: then what it told before stands again. */
  readonly update: (hoped: Value, answer: Promise<unknown>) => void;
}

/** A choice as it was just made, until the host tells how it is: a switch that waits for an answer looks broken. */
export function useOptimisticValue<Value>(told: Value): OptimisticValue<Value> {
  const [hoping, setHoping] = useState<{ readonly told: Value; readonly hoped: Value } | null>(null);
  if (hoping !== null && hoping.told !== told) setHoping(null);
  return {
    value: hoping !== null && hoping.told === told ? hoping.hoped : told,
    update(hoped, answer) {
      setHoping({ told, hoped });
      void answer.then((said) => said === null && setHoping(null));
    },
  };
}
