/**
 * Whether the laptop can save: by what it says about itself again and again, and at once by what it has refused. What is only read says
 * nothing of it: a full disk can be read.
 */
import type { Cancel } from '../../../client/environment.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { ERROR_KINDS, type ErrorKind } from '../../../protocol/host-warnings.ts';
import type { Problem } from '../../../protocol/problems.ts';

/** `error`: why; null: nobody has said. */
interface Trouble {
  readonly error: ErrorKind | null;
}

export interface SaveTrouble {
  /** Null: it can save, as far as this page knows. The same object for as long as nothing changes. */
  readonly current: () => Trouble | null;
  readonly watch: (listener: () => void) => Cancel;
  /** A call was refused with this problem. False: the problem is not that nothing can be saved. */
  readonly refused: (problem: Problem) => boolean;
  /** The host has done something that this page asked it to. */
  readonly saved: () => void;
  /** To be called when the host is asked about itself; what it returns takes the answer. */
  readonly asking: () => (info: Pick<HostInfo, 'warnings'>) => void;
}

/** The host looks at its disk every ten seconds, and another host of the same games may have refused the call. */
export const REFUSAL_STANDS_MS = 12_000;

/** @param now ms, of any clock that only goes on */
export function createSaveTrouble(now: () => number): SaveTrouble {
  const listeners = new Set<() => void>();
  let current: Trouble | null = null;
  /** The latest refusal that the host has not yet taken back. */
  let refusal: { readonly at: number; hasSaved: boolean } | null = null;

  const change = (trouble: Trouble | null) => {
    if (current?.error === trouble?.error) return;
    current = trouble;
    for (const listener of listeners) listener();
  };

  return {
    current: () => current,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refused(problem) {
      if (!isSaveTrouble(problem)) return false;
      refusal = { at: now(), hasSaved: false };
      change({ error: errorOf(problem.params?.['error']) });
      return true;
    },
    saved() {
      if (refusal !== null) refusal.hasSaved = true;
    },
    asking() {
      const before = refusal;
      return ({ warnings }) => {
        const warning = warnings.find(({ code }) => code === 'storage');
        if (warning !== undefined) return change({ error: errorOf(warning.params['error']) });
        // Asked before the call was refused, it knows nothing of it.
        if (refusal !== before) return undefined;
        if (refusal !== null && !refusal.hasSaved && now() - refusal.at < REFUSAL_STANDS_MS) return undefined;
        refusal = null;
        return change(null);
      };
    },
  };
}

/** Too little room for one large copy, a game that is being closed, or one that cannot be opened: the next press may be saved. */
const isSaveTrouble = ({ code, reason }: Problem): boolean =>
  code === 'storage' && (reason === undefined || reason === 'not_saved');

const errorOf = (error: unknown): ErrorKind | null => ERROR_KINDS.find((kind) => kind === error) ?? null;
