/** Waits as people do: for a while, or until something happens. All waits end when the rehearsal does. */
import type { Environment } from '../client/environment.ts';

export interface Pacing {
  /** Resolves after this many seconds of a person's time. Rejects with `LeftGame` when the rehearsal ends. */
  wait(seconds: number): Promise<void>;
  /** As `wait`, but ends early once `subscribe` calls back and `isDone` returns true. Resolves with whether it did. */
  waitUntil(seconds: number, subscribe: Subscribe, isDone: () => boolean): Promise<boolean>;
}

type Subscribe = (listener: () => void) => () => void;

/** @param timeScale 1: at human speed; 0.1: ten times as fast */
export function createPacing(
  environment: Pick<Environment, 'after'>,
  signal: AbortSignal,
  timeScale: number,
): Pacing {
  const waitUntil = (seconds: number, subscribe: Subscribe, isDone: () => boolean) =>
    new Promise<boolean>((resolve, reject) => {
      const cleanUp = () => {
        cancel();
        unsubscribe();
        signal.removeEventListener('abort', abort);
      };
      const check = () => {
        if (!isDone()) return;
        cleanUp();
        resolve(true);
      };
      const abort = () => {
        cleanUp();
        reject(new LeftGame());
      };
      const cancel = environment.after(seconds * 1000 * timeScale, () => {
        cleanUp();
        resolve(isDone());
      });
      const unsubscribe = subscribe(check);
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      else check();
    });
  return {
    waitUntil,
    wait: async (seconds) => {
      await waitUntil(
        seconds,
        () => () => undefined,
        () => false,
      );
    },
  };
}

/** This simulated person left, or the rehearsal is over. */
export class LeftGame extends Error {
  override readonly name = 'LeftGame';
}
