import { useState } from 'react';
import { HostError } from '../../../client/host-error.ts';

/** `away`: no answer came. Otherwise what the host said, a sentence that tells what to do. */
export type Refusal = { readonly kind: 'away' } | { readonly kind: 'said'; readonly sentence: string };

interface Attempt {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** The answer, or null when the host refused or could not be reached: then `refusal` says why. */
  readonly attempt: <Answer>(call: () => Promise<Answer>) => Promise<Answer | null>;
  readonly forget: () => void;
}

/** A call whose refusal is told at the place where it was made, in the host's own words. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    busy,
    refusal,
    forget: () => setRefusal(null),
    async attempt(call) {
      setBusy(true);
      setRefusal(null);
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        const { problem } = error;
        setRefusal(problem === null ? { kind: 'away' } : { kind: 'said', sentence: problem.detail });
        return null;
      } finally {
        setBusy(false);
      }
    },
  };
}
