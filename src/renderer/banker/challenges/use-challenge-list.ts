import { useMemo } from 'react';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import type { ComesBefore } from '../model/frozen-order.ts';
import { useFrozenOrder, type FrozenOrder } from './use-frozen-order.ts';
import { useSayGone } from './use-say-gone.ts';

interface ChallengeList extends FrozenOrder {
  /** All with the status, in no order; `list` has them as they are shown. */
  readonly present: readonly Challenge[];
}

/** The open challenges with a status, in an order that stays still while the banker is busy there. `onMenu` stays the same. */
export function useChallengeList(status: 'requested' | 'assigned', before: ComesBefore): ChallengeList {
  const { store } = useDesk();
  const challenges = useGame((view) => view.challenges);
  const present = useMemo(() => challenges.filter((each) => each.status === status), [challenges, status]);
  const onFocusMoved = useSayGone();
  const order = useFrozenOrder({
    present,
    before,
    latest: (id) => findChallenge(store.drawn.getView(), id),
    onFocusMoved,
  });
  const onMenu = useStableCallback(order.onMenu);
  return { ...order, present, onMenu };
}
