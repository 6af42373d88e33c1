/** What is typed and not saved yet: whatever holds the field asks before it closes over it. */
import { createContext, useContext, useId, useLayoutEffect, useRef, useState } from 'react';
import { useStableCallback } from './use-stable-callback.ts';

type ReportUnsaved = (field: string, isUnsaved: boolean) => void;

/** Hears of the unsaved text inside; null: nothing closes over it. */
export const UnsavedTextContext = createContext<ReportUnsaved | null>(null);

/** Tells the dialog or panel around it whether there is something that would be lost. */
export function useUnsavedText(isUnsaved: boolean): void {
  const report = useContext(UnsavedTextContext);
  const field = useId();
  useLayoutEffect(() => {
    report?.(field, isUnsaved);
    return () => report?.(field, false);
  }, [report, field, isUnsaved]);
}

export interface GuardedClose {
  /** For `UnsavedTextContext`. */
  readonly report: ReportUnsaved;
  /** Closes, or asks first. */
  readonly close: () => void;
  /** Whether what was typed is to be thrown away; null: nobody asks. */
  readonly question: { readonly keep: () => void; readonly discard: () => void } | null;
}

/**
 * Closes at once if nothing is typed, and otherwise only after `discard`.
 * @param isUnsaved whether there is something besides what the fields inside report
 */
export function useGuardedClose(onClose: () => void, isUnsaved = false): GuardedClose {
  const unsaved = useRef(new Set<string>());
  const [isAsking, setAsking] = useState(false);
  const report = useStableCallback((field: string, isTyped: boolean) => {
    if (isTyped) unsaved.current.add(field);
    else unsaved.current.delete(field);
    // Saved meanwhile, or gone with its field: there is nothing left to ask about.
    if (unsaved.current.size === 0) setAsking(false);
  });
  return {
    report,
    close: () => {
      if (unsaved.current.size === 0 && !isUnsaved) onClose();
      else setAsking(true);
    },
    question: isAsking
      ? {
          keep: () => setAsking(false),
          discard: () => {
            setAsking(false);
            onClose();
          },
        }
      : null,
  };
}
