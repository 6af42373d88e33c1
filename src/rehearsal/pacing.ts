/** Waiting as people do: for a while, or until something happens; all of it ends when the rehearsal does. */
import type { Environment } from '../client/environment.ts';

export interface Pauses {
  /** Resolves after so many seconds of a person's time. Rejects when everybody goes home. */
  seconds(count: number): Promise<void>;
  /** As `seconds`, but ends early once `subscribe` calls back and `isEnough` says so. Says whether it did. */
  secondsUntil(count: number, subscribe: Subscribe, isEnough: () => boolean): Promise<boolean>;
}

type Subscribe = (listener: () => void) => () => void;

/** @param pace 1: as people are; 0.1: ten times as quick */
export function createPauses(
  environment: Pick<Environment, 'after'>,
  signal: AbortSignal,
  pace: number,
): Pauses {
  const secondsUntil = (count: number, subscribe: Subscribe, isEnough: () => boolean) =>
    new Promise<boolean>((resolve, reject) => {
      const end = () => {
        cancel();
        unsubscribe();
        signal.removeEventListener('abort', stop);
      };
      const look = () => {
        if (!isEnough()) return;
        end();
        resolve(true);
      };
      const stop = () => {
        end();
        reject(new GoneHome());
      };
      const cancel = environment.after(count * 1000 * pace, () => {
        end();
        resolve(isEnough());
      });
      const unsubscribe = subscribe(look);
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      else look();
    });
  return {
    secondsUntil,
    seconds: async (count) => {
      await secondsUntil(
        count,
        () => () => undefined,
        () => false,
      );
    },
  };
}

/** The rehearsal is over, for this person or for all. */
export class GoneHome extends Error {
  override readonly name = 'GoneHome';
}
