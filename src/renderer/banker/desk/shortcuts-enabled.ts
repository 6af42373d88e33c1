import type { DeskStorage } from '../entry/desk-storage.ts';

/** One-letter keys can be switched off: those who talk to their computer press them without wanting to (WCAG 2.1.4). */
const SHORTCUTS_OFF = 'keys-off';

export function areShortcutsOn(storage: DeskStorage): boolean {
  return !storage.hasFlag(SHORTCUTS_OFF);
}

export function setShortcutsOn(storage: DeskStorage, on: boolean): void {
  storage.setFlag(SHORTCUTS_OFF, !on);
}
