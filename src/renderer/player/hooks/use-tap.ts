import { useRef } from 'react';
import { newIdempotencyKey } from '../../../client/idempotency-key.ts';

export interface Tap {
  readonly onPointerDown: () => void;
  readonly onClick: () => void;
}

/** One tap is one command: its idempotency key is made on pointer down, or on click when a keyboard caused it. */
export function useTap(act: (key: string) => void): Tap {
  const idempotencyKey = useRef<string | null>(null);
  return {
    onPointerDown: () => {
      idempotencyKey.current = newIdempotencyKey();
    },
    onClick: () => {
      const key = idempotencyKey.current ?? newIdempotencyKey();
      idempotencyKey.current = null;
      act(key);
    },
  };
}
