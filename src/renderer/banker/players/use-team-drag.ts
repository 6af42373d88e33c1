import { useMemo, useRef, useState } from 'react';

/** How far a card may be from where it was without having moved, px. */
const NEGLIGIBLE_PX = 4;

export interface TeamDrag {
  readonly start: () => void;
  readonly end: () => void;
  /** The card is elsewhere than when the drag began: whoever drops there may have meant the one that was there. */
  readonly hasMoved: (card: Element) => boolean;
}

/**
 * A player being dragged from team to team.
 * @param epoch of the game's log: once another one has come, nothing of this one is dragged any more.
 */
export function useTeamDrag(epoch: string | null): { readonly isDragging: boolean; readonly drag: TeamDrag } {
  const [dragged, setDragged] = useState<{ readonly epoch: string | null } | null>(null);
  const began = useRef<ReadonlyMap<Element, Place>>(new Map());
  const drag = useMemo<TeamDrag>(
    () => ({
      start() {
        began.current = new Map(
          [...document.querySelectorAll('[data-card]')].map((card) => [card, placeOf(card)]),
        );
        setDragged({ epoch });
      },
      end: () => setDragged(null),
      hasMoved(card) {
        const before = began.current.get(card);
        const now = placeOf(card);
        return (
          before === undefined || Math.hypot(now.left - before.left, now.top - before.top) > NEGLIGIBLE_PX
        );
      },
    }),
    [epoch],
  );
  return { isDragging: dragged !== null && dragged.epoch === epoch, drag };
}

type Place = Pick<DOMRect, 'left' | 'top'>;

/** On the whole page, wherever that is scrolled to: who drags to its edge scrolls it. */
function placeOf(card: Element): Place {
  let { left, top } = card.getBoundingClientRect();
  for (let around = card.parentElement; around !== null; around = around.parentElement) {
    left += around.scrollLeft;
    top += around.scrollTop;
  }
  return { left, top };
}
