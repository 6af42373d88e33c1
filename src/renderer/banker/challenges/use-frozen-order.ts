import { useEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import {
  EMPTY_ORDER,
  frozenOrder,
  neighbour,
  sortedOrder,
  type ListOrder,
  type ComesBefore,
} from '../model/frozen-order.ts';

interface FreezeHandlers {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

interface FrozenOrder {
  readonly list: ListOrder;
  /** To be spread onto the element around the rows. */
  readonly freezeHandlers: FreezeHandlers;
  /** Puts the list in order once, even while it is frozen. */
  readonly release: () => void;
  /**
   * Moves the focus to the next row after an action. By keyboard or touch the row may leave at once; under a mouse it
   * stays as gone, so that a second click never hits its neighbour.
   */
  readonly afterAction: (id: number, pointerType: string) => void;
  readonly listRef: RefObject<HTMLUListElement | null>;
}

interface Shown {
  readonly present: readonly Challenge[] | null;
  readonly held: boolean;
  readonly releases: number;
  readonly list: ListOrder;
}

/** Rows acted on by keyboard or touch: these may leave even while the list is frozen. */
type Leaving = ReadonlySet<number>;

/**
 * A list that stays still while it is pointed at or has the focus.
 * @param present the same array as long as nothing in it has changed.
 */
export function useFrozenOrder(
  present: readonly Challenge[],
  before: ComesBefore,
  latest: (id: number) => Challenge | undefined,
): FrozenOrder {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [releases, setSettlings] = useState(0);
  const [leaving, setLeaving] = useState<Leaving>(new Set());
  const [shown, setShown] = useState<Shown>({ present: null, held: false, releases: 0, list: EMPTY_ORDER });
  const listRef = useRef<HTMLUListElement>(null);

  const held = pointed || focused;
  let { list } = shown;
  if (shown.present !== present || shown.held !== held || shown.releases !== releases) {
    const still = held && shown.releases === releases;
    list = still
      ? frozenOrder(without(shown.list, leaving, present), present, before, latest)
      : sortedOrder(present, before);
    setShown({ present, held, releases, list });
  }

  // A focused button may vanish with its row, and the browser fires no blur event.
  useEffect(() => {
    if (!focused || !list.rows.some(({ gone }) => gone)) return undefined;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) setFocused(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [focused, list]);

  const release = () => setSettlings((count) => count + 1);
  const afterAction = (id: number, pointerType: string) => {
    const next = neighbour(list.rows, id);
    const row = next === null ? undefined : listRef.current?.querySelector(`[data-row="${next}"]`);
    const lead = row?.querySelector<HTMLElement>('[data-leads]') ?? row?.querySelector<HTMLElement>('button');
    if (pointerType === 'mouse') return;
    // With the last row gone the focus leaves the list, and the browser fires no blur event.
    if (lead instanceof HTMLElement) lead.focus();
    else setFocused(false);
    setLeaving(new Set([...leaving, id]));
  };
  const freezeHandlers: FreezeHandlers = {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => {
      setPointed(false);
      setFocused(listRef.current?.querySelector(':focus-visible') instanceof HTMLElement);
    },
    // Focus left behind by a click doesn't freeze the list, or it would stay frozen for ever.
    onFocus: ({ target }) => {
      if (target.matches(':focus-visible')) setFocused(true);
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setFocused(false);
    },
  };
  return { list, freezeHandlers, release, afterAction, listRef };
}

function without({ rows, held }: ListOrder, leaving: Leaving, present: readonly Challenge[]): ListOrder {
  const there = new Set(present.map(({ id }) => id));
  return { rows: rows.filter(({ challenge: { id } }) => there.has(id) || !leaving.has(id)), held };
}
