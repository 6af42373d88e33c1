import { useEffect, useState } from 'react';
import { refuseKey } from '../../shared/refused-press.ts';
import { type FinaleStep, finaleSteps, neighboursOf } from '../../shared/results/finale.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { meantEnd } from '../desk/meant-game.ts';
import { useRun } from '../desk/notices.tsx';
import { useIsChangedByOthers } from '../hooks/use-changed-by-others.ts';
import { TURNED_MS } from '../model/turns.ts';

export interface FinaleControl {
  /** What boards and phones show; null: it has not begun, or was closed. */
  readonly shown: FinaleStep | null;
  readonly back: FinaleStep | null;
  readonly next: FinaleStep | null;
  /** Whether a step was only just made, by any desk: whoever pressed twice would leave one out, so none takes a press yet. */
  readonly isTurned: boolean;
  /** Whether there is anything to reveal. */
  readonly hasResults: boolean;
  readonly goTo: (step: FinaleStep) => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

/** The finale as the host has it; every press goes to the host, so that boards, phones and other desks follow. */
export function useFinale(): FinaleControl {
  const { api, gameCode } = useDesk();
  const run = useRun();
  const shown = useGame(({ game }) => game?.finale ?? null);
  const endedAt = useGame(({ game }) => game?.ended_at ?? null);
  const end = meantEnd({ ended_at: endedAt });
  const teams = useGame((view) => view.teams);
  const [isAsking, setAsking] = useState(false);
  const isTurned = !useHasStood(shown) || isAsking;
  const { back, next } = shown === null ? { back: null, next: null } : neighboursOf(shown, teams);
  return {
    shown,
    back,
    next,
    isTurned,
    hasResults: finaleSteps(teams).length > 1,
    async goTo(step) {
      if (isTurned) return null;
      setAsking(true);
      try {
        return await run(() => api.showFinale(gameCode, { step, from: shown, ...end }), 'finale');
      } finally {
        setAsking(false);
      }
    },
    close: () =>
      run(() => api.closeFinale(gameCode, { ...(shown !== null && { from: shown }), ...end }), 'finale'),
  };
}

/** Whether the step that is shown has been there for as long as it takes to see it. */
function useHasStood(shown: FinaleStep | null): boolean {
  const [stood, setStood] = useState(shown);
  useEffect(() => {
    const timer = setTimeout(() => setStood(shown), TURNED_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return stood === shown;
}

/** Where texts run from right to left, so do the steps, as the arrows on the buttons show. */
function stepKeys(direction: string): { readonly forwards: string[]; readonly backwards: string[] } {
  return direction === 'rtl'
    ? { forwards: ['ArrowLeft', 'PageDown'], backwards: ['ArrowRight', 'PageUp'] }
    : { forwards: ['ArrowRight', 'PageDown'], backwards: ['ArrowLeft', 'PageUp'] };
}

/** Arrow keys, and what the clickers of presenters send. Not while somebody types, chooses or answers a question. */
export function useFinaleKeys({ shown, back, next, isTurned, goTo }: FinaleControl): void {
  const isByOthers = useIsChangedByOthers('finale');
  useEffect(() => {
    if (shown === null) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
      const { forwards, backwards } = stepKeys(document.documentElement.dir);
      const isForwards = forwards.includes(event.key);
      if (!isForwards && !backwards.includes(event.key)) return;
      if (isBusy(event.target)) return;
      event.preventDefault();
      const step = isForwards ? next : back;
      if (isByOthers && isTurned)
        refuseKey(document.querySelector('[data-part="finale"] [data-turned]') ?? document.body, 'changed');
      if (step !== null) void goTo(step);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, select, textarea, [role="dialog"], [role="alertdialog"], [role="menu"]') !== null
  );
}
