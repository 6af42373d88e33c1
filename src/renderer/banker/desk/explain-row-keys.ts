/** A key for a row that did nothing says why: the row with the focus is none of its kind, or no row has it. */
import { refuseKey, type RefusalReason } from '../../shared/refused-press.ts';
import { pressedKey } from './pressed-key.ts';

const FOR_WAITING = /^[1-9t]$/;

/** Why a key for rows does nothing where the focus is; null: it is none, or there is nothing to say. */
function reasonFor(key: string, here: Element | null): RefusalReason | null {
  const isForWaiting = FOR_WAITING.test(key);
  if (!isForWaiting && key !== 'c' && key !== 'x') return null;
  const row = here?.closest('[data-row]') ?? null;
  if (row === null) return 'no_row';
  // What has gone says so itself.
  if (row.getAttribute('data-gone') === 'true') return null;
  const list = row.closest<HTMLElement>('[data-part]')?.dataset['part'];
  if (key === 'c' && list === 'waiting') return 'for_active';
  if (isForWaiting && list === 'active') return 'for_waiting';
  return /^[1-9]$/.test(key) ? 'no_number' : null;
}

/** After everything that hears the key on the page itself. @param isOn whether this page takes single keys */
export function explainRowKeys(page: Window, isOn: (event: KeyboardEvent) => boolean): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || !isOn(event)) return;
    const lists = page.document.querySelector('[data-list-heading]');
    const here = event.target instanceof Element ? event.target : null;
    const why = reasonFor(pressedKey(event), here);
    if (lists === null || why === null) return;
    const place = here === null || here === page.document.body ? lists : here;
    refuseKey(place, why);
  };
  page.addEventListener('keydown', press);
  return () => page.removeEventListener('keydown', press);
}
