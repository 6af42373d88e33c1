/** Controls that have only just come to mean something else take no press, and whoever presses them is told. */
import type { Cancel } from '../../../client/environment.ts';
import { swallow } from '../../shared/pressed-controls.ts';
import { refuseKey, refusePress } from '../../shared/refused-press.ts';
import { DOUBLE_CLICK_MS } from '../model/turns.ts';

const TURNED = '[data-turned]';
/** A press there only sets the caret or opens the choices: what counts is what is typed or chosen. */
const TYPED_IN = 'input:not([type="checkbox"], [type="radio"]), select';
const PRESSING = /^(?:Enter| )$/;
/** Those that go on from what is in a field. */
const STEPPING = /^(?:Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down))$/;

const elementOf = ({ target }: Event): Element | null => (target instanceof Element ? target : null);

/** Starts refusing presses on the controls that are marked `data-turned`; returns what ends it. */
export function refuseTurned(page: Document): Cancel {
  /** What was refused last, and until when a second press there belongs to the same double click. */
  let last: { readonly control: Element; readonly until: number } | null = null;
  /** Of the press that is under way. */
  let isRefused = false;
  let refusedKey: string | null = null;
  const turnedOf = (event: Event): Element | null => elementOf(event)?.closest(TURNED) ?? null;
  const isSecond = (event: Event): boolean =>
    last !== null && performance.now() < last.until && last.control.contains(elementOf(event));
  const remember = (control: Element) => {
    last = { control, until: performance.now() + DOUBLE_CLICK_MS };
  };
  const press = (event: PointerEvent) => {
    isRefused = false;
    if (elementOf(event)?.closest(TYPED_IN) !== null) return;
    const control = turnedOf(event);
    isRefused = control !== null || isSecond(event);
    if (!isRefused) return;
    swallow(event);
    if (control === null) return;
    remember(control);
    refusePress(control, { x: event.clientX, y: event.clientY, why: 'changed' });
  };
  const follow = (event: Event) => {
    if (isRefused) swallow(event);
  };
  const click = (event: MouseEvent) => {
    const isPointers = event.detail > 0;
    if (isRefused && isPointers) {
      isRefused = false;
      return swallow(event);
    }
    const control = elementOf(event)?.closest(TYPED_IN) === null ? turnedOf(event) : null;
    if (control === null) return;
    // It turned while it was being pressed. Others that listen here end that press.
    event.preventDefault();
    event.stopPropagation();
    remember(control);
    if (isPointers) refusePress(control, { x: event.clientX, y: event.clientY, why: 'changed' });
    else refuseKey(control, 'changed');
  };
  const type = (event: KeyboardEvent) => {
    const { key, repeat } = event;
    if (repeat && key === refusedKey) return swallow(event);
    refusedKey = null;
    const isTypedIn = elementOf(event)?.closest(TYPED_IN) !== null;
    const control = turnedOf(event);
    const isMeant = (isTypedIn ? STEPPING : PRESSING).test(key);
    if (!isMeant || (control === null && (isTypedIn || !isSecond(event)))) return;
    refusedKey = key;
    swallow(event);
    if (control === null) return;
    remember(control);
    refuseKey(control, 'changed');
  };
  const release = (event: KeyboardEvent) => {
    if (event.key !== refusedKey) return;
    refusedKey = null;
    swallow(event);
  };
  page.addEventListener('pointerdown', press, true);
  for (const each of FOLLOWING) page.addEventListener(each, follow, true);
  page.addEventListener('click', click, true);
  page.addEventListener('keydown', type, true);
  page.addEventListener('keyup', release, true);
  return () => {
    page.removeEventListener('pointerdown', press, true);
    for (const each of FOLLOWING) page.removeEventListener(each, follow, true);
    page.removeEventListener('click', click, true);
    page.removeEventListener('keydown', type, true);
    page.removeEventListener('keyup', release, true);
  };
}

const FOLLOWING = ['pointerup', 'mousedown', 'mouseup'] as const;
