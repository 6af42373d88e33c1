/** Waiting as people do: for a while, or until something happens; all of it ends when the rehearsal does. */
import type { Environment } from '../client/environment.ts';

export interface Pacing {
  /** Resolves after so many seconds of a person's time. Rejects when everybody goes home. */
  wait(seconds: number): Promise<void>;
  /** As `wait`, but ends early once `subscribe` calls back and `isDone` says so. Says whether it did. */
  waitUntil(seconds: number, subscribe: Subscribe, isDone: () => boolean): Promise<boolean>;
}

type Subscribe = (listener: () => void) => () => void;

/** @param timeScale 1: as people are; 0.1: ten times as quick */
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

/** The rehearsal is over, for this person or for all. */
export class LeftGame extends Error {
  override readonly name = 'LeftGame';
}
