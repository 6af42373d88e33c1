import { useEffect, type RefObject } from 'react';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { pressedKey } from '../desk/pressed-key.ts';
import { areShortcutsOn } from '../desk/shortcuts-enabled.ts';

/**
 * Single-letter shortcuts for the focused row.
 * @param act gets the key (`pressedKey`); returns whether it did anything.
 */
export function useRowShortcuts(
  listRef: RefObject<HTMLUListElement | null>,
  challenges: readonly Challenge[],
  act: (key: string, challenge: Challenge) => boolean,
): void {
  const { storage } = useDesk();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !areShortcutsOn(storage)) return;
      const { target } = event;
      if (!(target instanceof Element) || listRef.current?.contains(target) !== true) return;
      const id = Number(target.closest<HTMLElement>('[data-row]')?.dataset['row']);
      const challenge = challenges.find((each) => each.id === id);
      if (challenge !== undefined && act(pressedKey(event), challenge)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [listRef, challenges, act, storage]);
}
