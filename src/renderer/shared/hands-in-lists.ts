/** Whether somebody has a hand in a list: what moves there meanwhile is that hand's own doing, or lies still for it. */

/** For how long after a press, a key or leaving, ms, what moves is still that hand's doing. */
export const OWN_DOING_MS = 300;

interface Trace {
  readonly path: readonly EventTarget[];
  readonly at: number;
  readonly isPress: boolean;
}

interface HandsInLists {
  /**
   * By pointer, press or key; a press on what stands around it, such as its heading, counts, too. A focus that an earlier key left
   * behind is no hand: who touches a row now comes from elsewhere.
   */
  readonly isIn: (list: Element) => boolean;
  /** A pointer is over it, whether or not it does anything. */
  readonly isOver: (list: Element) => boolean;
  /** Anywhere on the page. */
  readonly havePressed: () => boolean;
  readonly stop: () => void;
}

/** Starts following the hands on the page. A finger is there only when it presses. */
export function watchHandsInLists(now: () => number): HandsInLists {
  let over: readonly EventTarget[] = [];
  let traces: readonly Trace[] = [];
  const leaveTrace = (path: readonly EventTarget[], isPress: boolean) => {
    const at = now();
    traces = [...traces.filter((trace) => at - trace.at < OWN_DOING_MS), { path, at, isPress }];
  };
  const follow = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    leaveTrace(over, false);
    over = event.type === 'pointerout' ? [] : event.composedPath();
  };
  const press = (event: Event) => leaveTrace(event.composedPath(), true);
  for (const type of HOVERING) addEventListener(type, follow, true);
  for (const type of PRESSING) addEventListener(type, press, true);
  return {
    isOver: (list) => over.includes(list.parentElement ?? list),
    havePressed: () => traces.some(({ isPress, at }) => isPress && now() - at < OWN_DOING_MS),
    isIn(list) {
      const area = list.parentElement ?? list;
      const around = list.closest('section, [role="dialog"]') ?? area;
      const at = now();
      const isHers = ({ path, isPress }: Trace) => path.includes(area) || (isPress && path.includes(around));
      return over.includes(area) || traces.some((trace) => at - trace.at < OWN_DOING_MS && isHers(trace));
    },
    stop() {
      for (const type of HOVERING) removeEventListener(type, follow, true);
      for (const type of PRESSING) removeEventListener(type, press, true);
    },
  };
}

const HOVERING = ['pointerover', 'pointerout'] as const;
/** What is held down for long takes effect when it is let go. */
const PRESSING = ['pointerdown', 'pointerup', 'keydown'] as const;
