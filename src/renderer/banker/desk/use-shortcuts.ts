import { useEffect, type RefObject } from 'react';
import { refuseKey } from '../../shared/refused-press.ts';
import { useUndoRedo } from '../own-acts/use-undo-redo.ts';
import { useDesk } from './desk-context.ts';
import { explainRowKeys } from './explain-row-keys.ts';
import { pressedKey } from './pressed-key.ts';
import { areShortcutsOn } from './shortcuts-enabled.ts';
import { useToggleGame } from './use-toggle-game.ts';

/** The lists of rows, as `data-part` names them. */
type ListName = 'waiting' | 'active';

interface ShortcutsOptions {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  /** Shows this list, or the room with everybody in it, where only one has room. */
  readonly onJump: (column: ListName | 'rail') => void;
  readonly onHelp: () => void;
  /** The game is over: to be asked first. */
  readonly onReopen: () => void;
}

/**
 * The desk's shortcuts that need no row; those on a row belong to the lists. They are ignored while somebody is typing,
 * in dialogs, and together with Ctrl, Alt or Meta.
 */
export function useShortcuts({ searchRef, onJump, onHelp, onReopen }: ShortcutsOptions): void {
  const { store, storage, goTo, selectPlayer } = useDesk();
  const { phase, toggle } = useToggleGame();
  const { byKey } = useUndoRedo();

  useEffect(() => explainRowKeys(window, (event) => isForPage(event) && areShortcutsOn(storage)), [storage]);
  useEffect(() => {
    const jump = () => {
      const here = document.activeElement?.closest<HTMLElement>('[data-part]')?.dataset['part'];
      const list = here === 'waiting' ? 'active' : 'waiting';
      goTo('desk');
      selectPlayer(null);
      onJump(list);
      // It may only be there after the next paint.
      requestAnimationFrame(() => focusList(list));
    };
    const search = () => {
      goTo('desk');
      selectPlayer(null);
      onJump('rail');
      // The field is only there after the next paint.
      requestAnimationFrame(() => {
        searchRef.current?.focus();
        // Whom somebody looked for before gives way to what is typed now.
        searchRef.current?.select();
      });
    };
    const actions: Readonly<Record<string, () => void>> = {
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      p: () => {
        if (phase === 'turned')
          refuseKey(document.querySelector('[data-part="game-status"] button') ?? document.body, 'changed');
        else if (store.getView().game?.status === 'completed') onReopen();
        else void toggle();
      },
      g: focusBar,
      l: jump,
      z: () => void byKey('undo'),
      Z: () => void byKey('redo'),
      '/': search,
      '?': onHelp,
    };
    const press = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const key = pressedKey(event);
      const action = actions[event.shiftKey && key === 'z' ? 'Z' : key];
      if (action === undefined || (!areShortcutsOn(storage) && key !== '?')) return;
      // Holding J or K runs along the list; anything else happens once per press.
      if (event.repeat && key !== 'j' && key !== 'k') return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [searchRef, onJump, onHelp, onReopen, store, storage, goTo, selectPlayer, phase, toggle, byKey]);
}

/** Moves the focus along the rows of both lists; from a row that is gone on to the next one that is not. */
function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const ahead = step === 1 || here === -1 ? rows.slice(here + 1) : rows.slice(0, here).toReversed();
  focusRow(ahead.find((row) => row.dataset['gone'] === 'false'));
}

/** The first row of a list; its heading while it has none. */
function focusList(list: ListName): void {
  const part = document.querySelector(`[data-part="${list}"]`);
  const row = part?.querySelector<HTMLElement>('[data-row][data-gone="false"]');
  if (row instanceof HTMLElement) focusRow(row);
  else part?.querySelector<HTMLElement>('h2')?.focus();
}

/** What can be given to all ticked rows; there is nothing while none is. */
function focusBar(): void {
  document.querySelector<HTMLElement>('[data-part="several"] button')?.focus();
}

function focusRow(row: HTMLElement | undefined): void {
  const lead = row?.querySelector<HTMLElement>('[data-leads]') ?? row?.querySelector<HTMLElement>('button');
  lead?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

/** No browser's own key, and nobody is typing or in a dialog. */
const isForPage = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.altKey && !event.metaKey && !isBusy(event.target);

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type="checkbox"]), select, textarea, [role="dialog"], [role="menu"]') !== null
  );
}
