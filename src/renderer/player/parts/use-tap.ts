import { useRef } from 'react';
import { mintKey } from '../../../client/idempotency-key.ts';

export interface Tap {
  readonly onPointerDown: () => void;
  readonly onClick: () => void;
}

/** One tap is one command: its key is minted when the finger goes down, or at the click where a keyboard made it. */
export function useTap(act: (key: string) => void): Tap {
  const minted = useRef<string | null>(null);
  return {
    onPointerDown: () => {
      minted.current = mintKey();
    },
    onClick: () => {
      const key = minted.current ?? mintKey();
      minted.current = null;
      act(key);
    },
  };
}
