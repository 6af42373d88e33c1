import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { SETTLING_MS } from '../../shared/left-places.ts';
import { refuseKey } from '../../shared/refused-press.ts';
import { isFinger, useHands, useLetGoSooner, type Hands } from '../hooks/use-hands.ts';
import { usePointed } from '../hooks/use-pointed.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import {
  EMPTY_ORDER,
  frozenOrder,
  neighbour,
  sortedOrder,
  withoutGone,
  type ListOrder,
  type ComesBefore,
} from '../model/frozen-order.ts';
import { showRestingKeys } from './resting-keys.ts';
import { useUnseenRows } from './use-unseen-rows.ts';

/** How long after the last touch a list lies still of which most that is in sight has gone, ms. */
const MOSTLY_GONE_MS = 3_000;
/** How long rows that have gone stay under a resting mouse once nobody in sight is left, ms: what happened to the last can be read. */
const ALL_GONE_MS = 1_000;

type FreezeHandlers = Hands['handHandlers'] & {
  readonly onPointerOver: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  readonly onKeyDownCapture: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
};

interface FrozenOrderOptions {
  /** The same array as long as nothing in it has changed. */
  readonly present: readonly Challenge[];
  readonly before: ComesBefore;
  /** Something else holds the order, such as ticked rows. */
  readonly isHeld: boolean;
  readonly latest: (id: number) => Challenge | undefined;
  /** The row that had the focus went, by somebody else's doing, and the focus is elsewhere now. */
  readonly onFocusMoved: (gone: Challenge) => void;
}

export interface FrozenOrder {
  readonly list: ListOrder;
  /** All rows in sight have gone, and stay for a moment, or for as long as something else than a pointer holds them. */
  readonly isNobodyInSight: boolean;
  /** To be spread onto the element around the rows. */
  readonly freezeHandlers: FreezeHandlers;
  /** Puts the list in order once, even while it is frozen. */
  readonly release: () => void;
  /** Does so, and brings whoever has come meanwhile into sight, or whoever is there where nobody has. */
  readonly showNewcomers: () => void;
  /**
   * False for a key that cannot have been meant for the row it reached: the focus has only just come there, or came by somebody else's
   * doing, and this is the first key since.
   */
  readonly isMeant: (pointerType: string) => boolean;
  /**
   * Moves the focus to the next row after an action. By keyboard the row may leave at once; under a mouse or a finger it
   * stays as gone, so that a second press never hits its neighbour.
   */
  readonly afterAction: (id: number, pointerType: string) => void;
  /** A row's menu opened or closed: while one is open, rows and order stay. */
  readonly onMenu: (id: number, isOpen: boolean) => void;
  readonly listRef: RefObject<HTMLUListElement | null>;
  /** Has the focus while there is no row for it. */
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
}

interface Shown {
  readonly present: readonly Challenge[] | null;
  readonly held: boolean;
  readonly releases: number;
  readonly list: ListOrder;
}

/** Rows acted on by keyboard, and those that had gone by then: these may leave even while the list is frozen. */
type Leaving = ReadonlySet<number>;

/**
 * A list that stays still while it is pointed at, has the focus, was just touched, has a menu open, or is held. Rows that go keep their
 * places meanwhile, until they are out of sight.
 */
export function useFrozenOrder({
  present,
  before,
  isHeld,
  latest,
  onFocusMoved,
}: FrozenOrderOptions): FrozenOrder {
  const [focused, setFocused] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [releases, setSettlings] = useState(0);
  const [leaving, setLeaving] = useState<Leaving>(new Set());
  const [shown, setShown] = useState<Shown>({ present: null, held: false, releases: 0, list: EMPTY_ORDER });
  const listRef = useRef<HTMLUListElement>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const area = () => listRef.current?.parentElement;
  const hands = useHands({ area, isOpen: opened.size > 0 });
  /** A focus that a click left behind does not hold the list any more, nor does one that a menu gave back to a row that has gone. */
  const keepSeenFocus = () => {
    const seen = listRef.current?.querySelector(':focus-visible');
    setFocused(seen instanceof HTMLElement && seen.closest('[data-gone="true"]') === null);
  };
  const { isPointed: pointed, setPointed, over, leave } = usePointed(area, keepSeenFocus);
  const { isTouched, isTouching, handHandlers } = hands;
  /** Who is to be brought into sight when the list has been put in order. */
  const leadTo = useRef<ReadonlySet<number> | null>(null);
  /** The row that has the focus, whichever way it came there. */
  const focusedRow = useRef<number | null>(null);
  const rowsBefore = useRef<ListOrder['rows']>([]);
  /** Rows that the banker acted on. */
  const own = useRef(new Set<number>());
  /** Until when keys are not meant for the row that has the focus, `performance.now()`. */
  const keysMeantFrom = useRef(0);
  const [restingKeys] = useState(showRestingKeys);
  const restKeys = () => {
    keysMeantFrom.current = performance.now() + SETTLING_MS;
    restingKeys.restFor(listRef.current, SETTLING_MS);
  };
  useEffect(() => restingKeys.end, [restingKeys]);
  /** Whose row had the focus until it went by somebody else's doing: the next key was meant for it, however late it comes. */
  const meantFor = useRef<Challenge | null>(null);
  /** When the last key went down, `performance.now()`: by then it was clear whom it was meant for, however late it is heard or let go. */
  const keyDownAt = useRef(0);
  /** Where the focus went that the banker did not send there: it may be told late or again, as when the window comes to the front. */
  const sentTo = useRef<Element | null>(null);
  /** The focus moved because of what the banker did: a key pressed twice needs no answer. */
  const isOwnMove = useRef(false);

  const held = isHeld || pointed || focused || isTouched || opened.size > 0;
  let { list } = shown;
  if (shown.present !== present || shown.held !== held || shown.releases !== releases) {
    const still = held && shown.releases === releases;
    list = still
      ? frozenOrder(without(shown.list, leaving, present), present, before, latest)
      : sortedOrder(present, before);
    setShown({ present, held, releases, list });
  }

  /** To the row's button for it, or to the heading where there is no row; the browser fires no blur event for what went. */
  const moveFocus = (id: number | null, isOwn: boolean) => {
    // Also after the banker's own act: a second press of the same key was meant for the row before.
    restKeys();
    isOwnMove.current = isOwn;
    const row = id === null ? null : listRef.current?.querySelector(`[data-row="${id}"]`);
    const lead = row?.querySelector<HTMLElement>('[data-leads]') ?? row?.querySelector<HTMLElement>('button');
    if (lead instanceof HTMLElement) {
      sentTo.current = lead;
      lead.focus();
      return;
    }
    focusedRow.current = null;
    setFocused(false);
    headingRef.current?.focus();
  };

  // A focused button may vanish with its row, or with what can be done about it.
  useLayoutEffect(() => {
    const id = focusedRow.current;
    if (id === null || opened.size > 0 || document.activeElement !== document.body) return;
    const row = list.rows.find(({ challenge }) => challenge.id === id);
    if (row?.gone === false) return;
    // A mouse or a finger needs no focus, and one that nobody sees would hold the list.
    if (pointed || isTouched) {
      focusedRow.current = null;
      return;
    }
    const isOwn = own.current.has(id);
    moveFocus(neighbour(row === undefined ? rowsBefore.current : list.rows, id), isOwn);
    const gone = row?.challenge ?? latest(id);
    if (gone === undefined || isOwn) return;
    meantFor.current = gone;
    onFocusMoved(gone);
  });
  useEffect(() => {
    rowsBefore.current = list.rows;
  }, [list]);

  const goneInView = useUnseenRows({
    listRef,
    hasGone: list.rows.some(({ gone }) => gone),
    isBusy: isTouching || opened.size > 0,
    onClear: (ids) => setShown((now) => ({ ...now, list: withoutGone(now.list, ids) })),
  });
  const isNobodyInSight = goneInView === 'all';
  const isNobodyLeft = isNobodyInSight || (list.rows.length > 0 && list.rows.every((row) => row.gone));
  useLetGoSooner(hands, isNobodyLeft ? 0 : goneInView === 'most' ? MOSTLY_GONE_MS : null);
  useLayoutEffect(() => {
    const ids = leadTo.current;
    leadTo.current = null;
    const first = ids === null ? undefined : list.rows.find(({ challenge }) => ids.has(challenge.id));
    const row = listRef.current?.querySelector(`[data-row="${first?.challenge.id}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }, [list]);
  const release = useStableCallback(() => setSettlings((count) => count + 1));
  // A mouse that rests there has nobody to aim at: those who wait below come into sight, and settle before they take a press.
  const isForMouseAlone = pointed && !isHeld && !focused && !isTouched && opened.size === 0;
  const isClosing = isForMouseAlone && isNobodyLeft;
  useEffect(() => {
    if (!isClosing) return undefined;
    const timer = setTimeout(release, ALL_GONE_MS);
    return () => clearTimeout(timer);
  }, [isClosing, release]);
  const showNewcomers = () => {
    const { rows, held: waiting } = list;
    const fresh = rows.filter((row) => row.fresh && !row.gone).map(({ challenge }) => challenge);
    const others = rows.filter((row) => !row.gone).map(({ challenge }) => challenge);
    const newcomers = [...waiting, ...fresh];
    leadTo.current = new Set((newcomers.length === 0 ? others : newcomers).map(({ id }) => id));
    release();
  };
  const refuse = (isSaid: boolean) => {
    const row = document.activeElement?.closest('[data-row]');
    if (row !== null && row !== undefined) refuseKey(row, 'moved', isSaid);
    return false;
  };
  const isMeant = (pointerType: string) => {
    if (pointerType !== 'keyboard' && pointerType !== 'virtual') return true;
    const pressedAt = pointerType === 'keyboard' ? keyDownAt.current : performance.now();
    if (pressedAt < keysMeantFrom.current) return isOwnMove.current ? false : refuse(false);
    if (meantFor.current === null) return true;
    // Said once more, and then the row that has the focus now is known.
    onFocusMoved(meantFor.current);
    meantFor.current = null;
    restKeys();
    return refuse(true);
  };
  const afterAction = (id: number, pointerType: string) => {
    own.current.add(id);
    if (pointerType === 'mouse' || isFinger(pointerType)) return;
    moveFocus(neighbour(list.rows, id), true);
    // With nothing but the focus in the list, it is cleared as one goes: that never leaves the list by itself.
    const isFocusAlone = !isHeld && !pointed && !isTouched && opened.size === 0;
    const gone = isFocusAlone ? list.rows.filter((row) => row.gone) : [];
    setLeaving(new Set([...leaving, id, ...gone.map(({ challenge }) => challenge.id)]));
  };
  const onMenu = (id: number, isOpen: boolean) => {
    if (!isOpen) focusedRow.current = id;
    setOpened((menus) => {
      const now = new Set(menus);
      if (isOpen) now.add(id);
      else now.delete(id);
      return now;
    });
  };
  const freezeHandlers: FreezeHandlers = {
    ...handHandlers,
    // No pointer enters where the list itself comes to lie under one: React hears of nothing that it left.
    onPointerOver(event) {
      over(event);
      setPointed(true);
    },
    onPointerLeave: leave,
    onKeyDownCapture: ({ timeStamp }) => {
      keyDownAt.current = timeStamp;
    },
    // Focus left behind by a click doesn't freeze the list, or it would stay frozen for ever.
    onFocus: ({ target }) => {
      // What happens in a row's menu comes here too.
      if (listRef.current?.contains(target) !== true) return;
      own.current.clear();
      // Whoever goes to a row means it.
      if (target !== sentTo.current) {
        sentTo.current = null;
        keysMeantFrom.current = 0;
        restingKeys.end();
        meantFor.current = null;
      }
      focusedRow.current = rowOf(target);
      if (target.matches(':focus-visible')) setFocused(true);
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
      // A window that loses the focus gives it back.
      if (document.hasFocus()) focusedRow.current = sentTo.current = null;
      setFocused(false);
    },
  };
  return {
    list,
    isNobodyInSight,
    freezeHandlers,
    release,
    showNewcomers,
    isMeant,
    afterAction,
    onMenu,
    listRef,
    headingRef,
  };
}

function rowOf(target: Element): number | null {
  const id = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return id === undefined ? null : Number(id);
}

function without({ rows, held }: ListOrder, leaving: Leaving, present: readonly Challenge[]): ListOrder {
  const there = new Set(present.map(({ id }) => id));
  return { rows: rows.filter(({ challenge: { id } }) => there.has(id) || !leaving.has(id)), held };
}
