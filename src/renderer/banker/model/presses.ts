/** Presses whose answer has not come: each counts once, and shows after a moment that it is under way. */
import { Emitter } from '../../../client/emitter.ts';
import { throwUncaught, type Cancel } from '../../../client/environment.ts';

/** How long an answer may take before the button shows that it is waited for, ms: most come sooner, and nothing should flicker. */
export const SLOW_MS = 300;

/** `pressed`: no answer yet. `slow`: none for so long that it shows. */
type PressPhase = 'pressed' | 'slow';

export interface Presses {
  /** False if the press with this name is under way already; otherwise it is from now on. */
  readonly begin: (name: string) => boolean;
  /** Its answer has come, or will not. */
  readonly end: (name: string) => void;
  readonly isSlow: (name: string) => boolean;
  readonly subscribe: (listener: () => void) => Cancel;
}

/** All presses of one page. */
export function createPresses(): Presses {
  const underWay = new Map<string, { phase: PressPhase; readonly timer: ReturnType<typeof setTimeout> }>();
  const changes = new Emitter<void>(throwUncaught);
  return {
    begin(name) {
      if (underWay.has(name)) return false;
      const timer = setTimeout(() => {
        underWay.set(name, { phase: 'slow', timer });
        changes.emit();
      }, SLOW_MS);
      underWay.set(name, { phase: 'pressed', timer });
      return true;
    },
    end(name) {
      const press = underWay.get(name);
      if (press === undefined) return;
      clearTimeout(press.timer);
      underWay.delete(name);
      if (press.phase === 'slow') changes.emit();
    },
    isSlow: (name) => underWay.get(name)?.phase === 'slow',
    subscribe: (listener) => changes.subscribe(listener),
  };
}
