import { useState } from 'react';
import { useTicker } from '../../shared/hooks/ticker.ts';

/** How long a page stays: time to find a name on it. */
const PAGE_MS = 7_000;

/** Which page of a list that turns by itself is shown, and how somebody at the board holds it (WCAG 2.2.2). */
export interface PageTurns {
  /** Counts up; for `pageOf`. */
  readonly turn: number;
  readonly isHeld: boolean;
  /** Stays at this page until `next` or `goOn`. */
  readonly hold: () => void;
  /** Turns once, and stays there. */
  readonly next: () => void;
  readonly goOn: () => void;
}

/** Turns from when it is first shown, so that it begins at its first page, which stays as long as every other one. */
export function usePageTurns(): PageTurns {
  const [since] = useState(() => performance.now());
  const passing = useTicker(() => Math.floor((performance.now() - since) / PAGE_MS));
  const [held, setHeld] = useState<number | null>(null);
  return {
    turn: held ?? passing,
    isHeld: held !== null,
    hold: () => setHeld(passing),
    next: () => setHeld((at) => (at ?? passing) + 1),
    goOn: () => setHeld(null),
  };
}
