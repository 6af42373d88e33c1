import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-error.ts';
import { reuseIfEqual } from '../../../client/share-unchanged.ts';

/**
 * What the host answers, asked again and again; null until it has answered, and its last answer while it can't be reached.
 * @param ask the same function for as long as the same is asked
 * @param everyMs ms between two questions
 */
export function usePolled<Answer>(
  ask: (options: { readonly signal: AbortSignal }) => Promise<Answer>,
  everyMs: number,
): Answer | null {
  const [latest, setLatest] = useState<Answer | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    const { signal } = asking;
    const askOnce = async () => {
      try {
        const answer = await ask({ signal });
        if (!signal.aborted) setLatest((before) => reuseIfEqual(before, answer));
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
      }
    };
    void askOnce();
    const timer = setInterval(() => void askOnce(), everyMs);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [ask, everyMs]);
  return latest;
}
