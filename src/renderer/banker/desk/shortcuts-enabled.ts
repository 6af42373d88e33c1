import type { DeskStorage } from '../entry/desk-storage.ts';

/** Single-letter shortcuts can be switched off: speech input triggers them by accident (WCAG 2.1.4). */
const SHORTCUTS_OFF = 'keys-off';

export function areShortcutsOn(storage: DeskStorage): boolean {
  return !storage.hasFlag(SHORTCUTS_OFF);
}

export function setShortcutsOn(storage: DeskStorage, on: boolean): void {
  storage.setFlag(SHORTCUTS_OFF, !on);
}
