import { useCallback, useRef, useState } from 'react';
import { HostError } from '../../../client/host-error.ts';
import type { Problem } from '../../../protocol/problems.ts';
import { useSaveTrouble } from '../desk/save-trouble-context.ts';

/** `away`: no answer. Otherwise what the host refused it with, or a text of the page that says what to do. */
export type AttemptRefusal =
  | { readonly kind: 'away' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'text'; readonly text: string };

interface Attempt {
  readonly busy: boolean;
  readonly refusal: AttemptRefusal | null;
  /**
   * Returns the answer, or null if the host refused or couldn't be reached: `refusal` then says why. Returns null at
   * once while another call is pending.
   */
  readonly attempt: <Answer>(call: () => Promise<Answer>) => Promise<Answer | null>;
  /** Refuses without asking the host. */
  readonly refuse: (text: string) => void;
}

/** A call whose refusal is shown right where it was made. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<AttemptRefusal | null>(null);
  const trouble = useSaveTrouble();
  const isUnderWay = useRef(false);
  const attempt = useCallback(
    async <Answer>(call: () => Promise<Answer>): Promise<Answer | null> => {
      // The button isn't disabled meanwhile: it would lose the focus, and the dialog its keyboard.
      if (isUnderWay.current) return null;
      isUnderWay.current = true;
      setBusy(true);
      setRefusal(null);
      try {
        const answer = await call();
        trouble.saved();
        return answer;
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        const { problem } = error;
        if (problem !== null) trouble.refused(problem);
        setRefusal(problem === null ? { kind: 'away' } : { kind: 'problem', problem });
        return null;
      } finally {
        isUnderWay.current = false;
        setBusy(false);
      }
    },
    [trouble],
  );
  const refuse = useCallback((text: string) => setRefusal({ kind: 'text', text }), []);
  return { busy, refusal, attempt, refuse };
}
