import { useEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { EMPTY, frozen, neighbour, settled, type Arrangement, type Before } from '../model/frozen-order.ts';

interface Hold {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

interface Arranged {
  readonly list: Arrangement;
  /** To be spread over the element that holds the rows. */
  readonly hold: Hold;
  /** Puts the list in order once, whoever holds it. */
  readonly letGo: () => void;
  /**
   * After an action on a row: the focus goes to the next one. A hand that is no mouse expects the row to leave; under a
   * mouse it stays as gone, so that a second click never hits the neighbour.
   */
  readonly acted: (id: number, pointerType: string) => void;
  readonly listRef: RefObject<HTMLUListElement | null>;
}

interface Shown {
  readonly present: readonly Challenge[] | null;
  readonly held: boolean;
  readonly settlings: number;
  readonly list: Arrangement;
}

/** Rows that the keyboard or a finger acted on: they may leave though the list is held. */
type Leaving = ReadonlySet<number>;

/**
 * A list that stands still while it is pointed at or has the focus.
 * @param present the same array as long as nothing in it changed.
 */
export function useArranged(
  present: readonly Challenge[],
  before: Before,
  latest: (id: number) => Challenge | undefined,
): Arranged {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [settlings, setSettlings] = useState(0);
  const [leaving, setLeaving] = useState<Leaving>(new Set());
  const [shown, setShown] = useState<Shown>({ present: null, held: false, settlings: 0, list: EMPTY });
  const listRef = useRef<HTMLUListElement>(null);

  const held = pointed || focused;
  let { list } = shown;
  if (shown.present !== present || shown.held !== held || shown.settlings !== settlings) {
    const still = held && shown.settlings === settlings;
    list = still
      ? frozen(without(shown.list, leaving, present), present, before, latest)
      : settled(present, before);
    setShown({ present, held, settlings, list });
  }

  // A button that had the focus may have left with its row, without a word from the browser.
  useEffect(() => {
    if (!focused || !list.rows.some(({ gone }) => gone)) return undefined;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) setFocused(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [focused, list]);

  const letGo = () => setSettlings((count) => count + 1);
  const acted = (id: number, pointerType: string) => {
    const next = neighbour(list.rows, id);
    const row = next === null ? undefined : listRef.current?.querySelector(`[data-row="${next}"]`);
    const lead = row?.querySelector<HTMLElement>('[data-leads]') ?? row?.querySelector<HTMLElement>('button');
    if (pointerType === 'mouse') return;
    // With its last row the focus leaves the list, without a word from the browser.
    if (lead instanceof HTMLElement) lead.focus();
    else setFocused(false);
    setLeaving(new Set([...leaving, id]));
  };
  const hold: Hold = {
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
  return { list, hold, letGo, acted, listRef };
}

function without({ rows, held }: Arrangement, leaving: Leaving, present: readonly Challenge[]): Arrangement {
  const there = new Set(present.map(({ id }) => id));
  return { rows: rows.filter(({ challenge: { id } }) => there.has(id) || !leaving.has(id)), held };
}
