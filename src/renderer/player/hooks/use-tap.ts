import { useRef } from 'react';
import { newIdempotencyKey } from '../../../client/idempotency-key.ts';

export interface Tap {
  readonly onPointerDown: () => void;
  readonly onClick: () => void;
}

/** One tap is one command: its key is minted when the finger goes down, or at the click where a keyboard made it. */
export function useTap(act: (key: string) => void): Tap {
  const minted = useRef<string | null>(null);
  return {
    onPointerDown: () => {
      minted.current = newIdempotencyKey();
    },
    onClick: () => {
      const key = minted.current ?? newIdempotencyKey();
      minted.current = null;
      act(key);
    },
  };
}
