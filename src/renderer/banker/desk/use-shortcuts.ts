import { useEffect, type RefObject } from 'react';
import { useTakeBack } from '../activity-feed/activity-feed.tsx';
import { wayBack, type Line } from '../model/feed-items.ts';
import { findChallenge, useDesk } from './desk-context.ts';
import { useTurn } from './game-status.tsx';
import { areKeysOn } from './shortcuts-enabled.ts';

interface KeysProps {
  readonly lines: readonly Line[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onHelp: () => void;
}

/**
 * The desk's keys that need no row; those on a row are the lists' own. They keep still while somebody types, in windows, and
 * together with Ctrl, Alt or Meta.
 */
export function useKeys({ lines, searchRef, onHelp }: KeysProps): void {
  const { memory, store, goTo, choose } = useDesk();
  const turn = useTurn();
  const takeBack = useTakeBack();

  useEffect(() => {
    const undoLast = () => {
      const view = store.getView();
      const gone = (id: number) => view.players.some(({ player_id, removed }) => player_id === id && removed);
      for (const line of lines) {
        const way = wayBack(line, (id) => findChallenge(view, id), gone);
        if (way !== null) return void takeBack(line, way);
      }
      return undefined;
    };
    const search = () => {
      goTo('desk');
      choose(null);
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
      if (act === undefined || (!areKeysOn(memory) && key !== '?')) return;
      // Holding a key runs down the list; anything else happens once a press.
      if (event.repeat && key !== 'j' && key !== 'k') return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [lines, searchRef, onHelp, memory, store, goTo, choose, turn, takeBack]);
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
