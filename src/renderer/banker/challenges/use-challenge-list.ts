import { useMemo } from 'react';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import type { ComesBefore } from '../model/frozen-order.ts';
import { useFrozenOrder, type FrozenOrder } from './use-frozen-order.ts';
import { useSayGone } from './use-say-gone.ts';

/** All open challenges with a status, in no order; the same array as long as nothing in it has changed. */
export function useOpenChallenges(status: 'requested' | 'assigned'): readonly Challenge[] {
  const challenges = useGame((view) => view.challenges);
  return useMemo(() => challenges.filter((each) => each.status === status), [challenges, status]);
}

/**
 * They in an order that stays still while the banker is busy there. `onMenu` stays the same.
 * @param isHeld whether something else holds the order.
 */
export function useChallengeList(
  present: readonly Challenge[],
  before: ComesBefore,
  isHeld = false,
): FrozenOrder {
  const { store } = useDesk();
  const onFocusMoved = useSayGone();
  const order = useFrozenOrder({
    present,
    before,
    isHeld,
    latest: (id) => findChallenge(store.drawn.getView(), id),
    onFocusMoved,
  });
  const onMenu = useStableCallback(order.onMenu);
  return { ...order, onMenu };
}
