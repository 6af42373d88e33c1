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
 * The desk's keys that need no row; those on a row are the lists' own. They keep still while somebody types, in windows, and
 * together with Ctrl, Alt or Meta.
 */
export function useShortcuts({ items, searchRef, onHelp }: ShortcutsOptions): void {
  const { storage, store, goTo, selectPlayer } = useDesk();
  const turn = useToggleGame();
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
      // The field is there only once the page has been drawn.
      requestAnimationFrame(() => searchRef.current?.focus());
    };
    const acts: Readonly<Record<string, () => void>> = {
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      p: () => void turn(),
      z: undoLast,
      '/': search,
      '?': onHelp,
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isBusy(event.target)) return;
      const key = event.key.toLowerCase();
      const act = acts[key];
      if (act === undefined || (!areShortcutsOn(storage) && key !== '?')) return;
      // Holding a key runs down the list; anything else happens once a press.
      if (event.repeat && key !== 'j' && key !== 'k') return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [items, searchRef, onHelp, storage, store, goTo, selectPlayer, turn, undo]);
}

/** Moves the focus along the rows of both lists, from the one that has it. */
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
