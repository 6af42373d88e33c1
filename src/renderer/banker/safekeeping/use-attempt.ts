import { useCallback, useRef, useState } from 'react';
import { HostError } from '../../../client/host-error.ts';

/** `away`: no answer came. Otherwise a sentence that tells what to do, mostly the host's. */
export type Refusal = { readonly kind: 'away' } | { readonly kind: 'said'; readonly sentence: string };

interface Attempt {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /**
   * The answer, or null when the host refused or could not be reached: then `refusal` says why. Null at once while another
   * one is under way.
   */
  readonly attempt: <Answer>(call: () => Promise<Answer>) => Promise<Answer | null>;
  /** Refuses without asking the host. */
  readonly refuse: (sentence: string) => void;
}

/** A call whose refusal is told at the place where it was made, in the host's own words. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isUnderWay = useRef(false);
  const attempt = useCallback(async <Answer>(call: () => Promise<Answer>): Promise<Answer | null> => {
    // A button that is disabled meanwhile would lose the focus, and with it the keys of its window.
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
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
      isUnderWay.current = false;
      setBusy(false);
    }
  }, []);
  const refuse = useCallback((sentence: string) => setRefusal({ kind: 'said', sentence }), []);
  return { busy, refusal, attempt, refuse };
}
