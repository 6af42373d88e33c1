import { useEffect, type RefObject } from 'react';
import { useUndo } from '../activity-feed/activity-feed.tsx';
import { undoOption, type FeedItem } from '../model/feed-items.ts';
import { findChallenge, useDesk } from './desk-context.ts';
import { useToggleGame } from './game-status.tsx';
import { areShortcutsOn } from './shortcuts-enabled.ts';

interface ShortcutsOptions {
  readonly items: readonly FeedItem[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onHelp: () => void;
}

/**
 * The desk's shortcuts that need no row; those on a row belong to the lists. They are ignored while somebody is typing,
 * in dialogs, and together with Ctrl, Alt or Meta.
 */
export function useShortcuts({ items, searchRef, onHelp }: ShortcutsOptions): void {
  const { storage, store, goTo, selectPlayer } = useDesk();
  const toggleGame = useToggleGame();
  const undo = useUndo();

  useEffect(() => {
    const undoLast = () => {
      const view = store.getView();
      const gone = (id: number) => view.players.some(({ player_id, removed }) => player_id === id && removed);
      for (const item of items) {
        const way = undoOption(item, (id) => findChallenge(view, id), gone);
        if (way !== null) return void undo(item, way);
      }
      return undefined;
    };
    const search = () => {
      goTo('desk');
      selectPlayer(null);
      // The field is only there after the next paint.
      requestAnimationFrame(() => searchRef.current?.focus());
    };
    const actions: Readonly<Record<string, () => void>> = {
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      p: () => void toggleGame(),
      z: undoLast,
      '/': search,
      '?': onHelp,
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isBusy(event.target)) return;
      const key = event.key.toLowerCase();
      const action = actions[key];
      if (action === undefined || (!areShortcutsOn(storage) && key !== '?')) return;
      // Holding J or K runs along the list; anything else happens once per press.
      if (event.repeat && key !== 'j' && key !== 'k') return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [items, searchRef, onHelp, storage, store, goTo, selectPlayer, toggleGame, undo]);
}

/** Moves the focus along the rows of both lists. */
function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row][data-gone="false"]')];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const row = here === -1 ? rows[0] : rows[here + step];
  const lead = row?.querySelector<HTMLElement>('[data-leads]') ?? row?.querySelector<HTMLElement>('button');
  lead?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, select, textarea, [role="dialog"], [role="menu"]') !== null
  );
}
