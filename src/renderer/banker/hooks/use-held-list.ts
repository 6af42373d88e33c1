import { useCallback, useRef, useState, type FocusEvent, type PointerEvent, type RefCallback } from 'react';
import { heldList, type HeldList } from '../model/held-list.ts';
import { useHands, type Hands } from './use-hands.ts';
import { usePointed } from './use-pointed.ts';
import { useStableCallback } from './use-stable-callback.ts';

interface HoldOptions {
  /** Of the game's log: once another one has come, such as that of a backup, nobody is busy there until they move. */
  readonly epoch: string | null;
  /** What a pointer has to rest on; anything in the area, unless given. */
  readonly on?: string;
}

type HoldHandlers = Hands['handHandlers'] & {
  readonly onPointerOver: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
};

export interface Hold {
  /** Somebody is busy there: by mouse, finger or keyboard. */
  readonly isHeld: boolean;
  /** Counts up whenever everything is to be shown as it is now, even while it is held. */
  readonly releases: number;
  readonly release: () => void;
  /** Nobody is busy there any more, as when the area is closed under the pointer. */
  readonly letGo: () => void;
  /** The `ref` of the element around the list, and what is to be spread onto it. */
  readonly watch: RefCallback<HTMLElement>;
  readonly holdHandlers: HoldHandlers;
}

/** Whether somebody is busy in a part of the page: pointing at it, having touched it just now, or with the focus in it. */
export function useHold({ epoch, on }: HoldOptions): Hold {
  const area = useRef<HTMLElement | null>(null);
  const { isPointed, setPointed, over, leave } = usePointed(() => area.current);
  const [isFocused, setFocused] = useState(false);
  const [releases, setReleases] = useState(0);
  const { isTouched, handHandlers, letGo } = useHands({ area: () => area.current });
  const [heldEpoch, setHeldEpoch] = useState(epoch);
  // A touch ends by itself.
  if (heldEpoch !== epoch) {
    setHeldEpoch(epoch);
    setPointed(false);
    setFocused(false);
  }
  return {
    isHeld: isPointed || isFocused || isTouched,
    releases,
    release: useStableCallback(() => setReleases((count) => count + 1)),
    letGo: useStableCallback(() => {
      setPointed(false);
      setFocused(false);
      letGo();
    }),
    watch: useCallback((element: HTMLElement | null) => {
      area.current = element;
    }, []),
    holdHandlers: {
      ...handHandlers,
      onPointerOver(event) {
        const { target } = event;
        over(event);
        setPointed(target instanceof Element && (on === undefined || target.closest(on) !== null));
      },
      onPointerLeave: leave,
      // A focus that nobody sees, as a click leaves it behind, would hold it for ever. What is open elsewhere is always seen.
      onFocus: ({ target, currentTarget }) =>
        setFocused(!currentTarget.contains(target) || target.matches(':focus-visible')),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setFocused(false);
      },
    },
  };
}

interface HeldItemsOptions<Item> {
  readonly keyOf: (item: Item) => string | number;
  readonly latest?: (item: Item) => Item;
}

/**
 * The items as they are shown: in their places while the list is held.
 * @param present the same array as long as nothing in it has changed.
 */
export function useHeldItems<Item>(
  present: readonly Item[],
  { isHeld, releases }: Pick<Hold, 'isHeld' | 'releases'>,
  options: HeldItemsOptions<Item>,
): HeldList<Item> {
  const [shown, setShown] = useState({ present, isHeld, releases, list: { items: present, fresh: 0 } });
  if (shown.present === present && shown.isHeld === isHeld && shown.releases === releases) return shown.list;
  const isStill = isHeld && shown.releases === releases;
  const list = isStill ? heldList(shown.list.items, present, options) : { items: present, fresh: 0 };
  setShown({ present, isHeld, releases, list });
  return list;
}
