import type { GameStore } from '../../../client/game-view.ts';
import { remainingMs } from '../../../client/remote-play-clock.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useTicker } from './ticker.ts';

/**
 * Play time left for a challenge, in ms rounded up to the whole second, so that it renders once a second. Null where no
 * clock runs: not assigned, or without a timer.
 */
export function useRemaining(store: Pick<GameStore, 'playNow'>, challenge: Challenge): number | null {
  return useTicker(() => {
    const left = remainingMs(challenge, store.playNow());
    return left === null ? null : Math.ceil(left / 1_000) * 1_000;
  });
}
