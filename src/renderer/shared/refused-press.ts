/** A press that was meant for something else does nothing, and whoever pressed is told so, where they pressed. */

/**
 * `moved`: the rows of a list had moved. `changed`: what was pressed meant something else a moment ago. The others are keys for rows:
 * of the other list, of none, or with a number that no exercise has.
 */
export type RefusalReason = 'moved' | 'changed' | 'for_active' | 'for_waiting' | 'no_row' | 'no_number';

export interface RefusedPress {
  /** Where it was pressed, px in the window. */
  readonly x: number;
  readonly y: number;
  readonly why: RefusalReason;
  /** Top and bottom of the control that must stay visible, px in the window: by keyboard no finger says which button it was. */
  readonly around?: { readonly top: number; readonly bottom: number };
  /** More has been said aloud already. */
  readonly isSaid?: boolean;
}

const REFUSED = 'press-refused';

/** Tells the page around a control that a press on it was refused. */
export function refusePress(control: Element, refused: RefusedPress): void {
  control.dispatchEvent(new CustomEvent(REFUSED, { bubbles: true, detail: refused }));
}

/** Larger than a button: it is said in them, near their names, and not beside them, where it would be far away or over the next one. */
const LARGE = '[data-row], [data-line], [role="row"], [data-card], body';

/** By keyboard there is no place but the control itself, nor for what is dropped. */
export function refuseKey(control: Element, why: RefusalReason, isSaid = false): void {
  const { left, top, bottom, width } = control.getBoundingClientRect();
  const around = control.matches(LARGE) ? {} : { around: { top, bottom } };
  refusePress(control, { x: left + width / 2, y: top, why, ...around, isSaid });
}

/** Hears of every refused press on the page, and of the control; returns what ends it. */
export function onRefusedPress(
  page: Document,
  hear: (refused: RefusedPress, control: Element) => void,
): () => void {
  const listen = (event: Event) => {
    if (!(event instanceof CustomEvent) || !isRefusedPress(event.detail)) return;
    if (event.target instanceof Element) hear(event.detail, event.target);
  };
  page.addEventListener(REFUSED, listen);
  return () => page.removeEventListener(REFUSED, listen);
}

function isRefusedPress(detail: unknown): detail is RefusedPress {
  if (typeof detail !== 'object' || detail === null) return false;
  return 'x' in detail && 'y' in detail && 'why' in detail && typeof detail.x === 'number';
}
