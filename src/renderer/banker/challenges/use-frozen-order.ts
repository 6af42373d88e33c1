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
  /** To be spread over the element that holds the rows. */
  readonly freezeHandlers: FreezeHandlers;
  /** Puts the list in order once, whoever holds it. */
  readonly release: () => void;
  /**
   * After an action on a row: the focus goes to the next one. A hand that is no mouse expects the row to leave; under a
   * mouse it stays as gone, so that a second click never hits the neighbour.
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

/** Rows that the keyboard or a finger afterAction on: they may leave though the list is held. */
type Leaving = ReadonlySet<number>;

/**
 * A list that stands still while it is pointed at or has the focus.
 * @param present the same array as long as nothing in it changed.
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

  // A button that had the focus may have left with its row, without a word from the browser.
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
    // With its last row the focus leaves the list, without a word from the browser.
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
    // The focus that a click leaves behind holds nothing: it would hold for ever.
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
