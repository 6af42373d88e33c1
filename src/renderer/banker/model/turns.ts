/**
 * Buttons whose place is taken by the opposite once they have been pressed: whoever pressed Start twice would have paused the game. The
 * opposite takes no press until the banker can have seen that it is there.
 */
import { Emitter } from '../../../client/emitter.ts';
import { throwUncaught, type Cancel } from '../../../client/environment.ts';

/** For how long after the answer a press still counts as part of a double click, which is one press and needs no word, ms. */
export const DOUBLE_CLICK_MS = 400;
/** For how long after the answer the opposite takes no press, ms. */
export const TURNED_MS = 1_500;

/** `answering`: from the press until shortly after its answer. `turned`: the opposite is there, and takes no press yet. */
export type TurnPhase = 'free' | 'answering' | 'turned';

export interface Turns {
  /** Of the pair of opposites with this name. */
  readonly phaseOf: (name: string) => TurnPhase;
  /** One of them has been pressed; the answer is null if nothing came of it. */
  readonly begin: (name: string, answer: Promise<unknown>) => void;
  readonly subscribe: (listener: () => void) => Cancel;
}

/** All pairs of opposites of one page. */
export function createTurns(): Turns {
  const phases = new Map<string, { readonly phase: TurnPhase; readonly answer: Promise<unknown> }>();
  const changes = new Emitter<void>(throwUncaught);
  return {
    phaseOf: (name) => phases.get(name)?.phase ?? 'free',
    begin(name, answer) {
      const enter = (phase: TurnPhase) => {
        // Pressed again meanwhile: that one counts.
        if (phase !== 'answering' && phases.get(name)?.answer !== answer) return;
        phases.set(name, { phase, answer });
        changes.emit();
      };
      const settle = (hasTurned: boolean) => {
        setTimeout(() => enter(hasTurned ? 'turned' : 'free'), DOUBLE_CLICK_MS);
        if (hasTurned) setTimeout(() => enter('free'), TURNED_MS);
      };
      enter('answering');
      answer.then(
        (given) => settle(given !== null),
        () => settle(false),
      );
    },
    subscribe: (listener) => changes.subscribe(listener),
  };
}
