import type { DeskMemory } from '../entry/desk-storage.ts';

/** One-letter keys can be switched off: those who talk to their computer press them without wanting to (WCAG 2.1.4). */
const KEYS_OFF = 'keys-off';

export function areKeysOn(memory: DeskMemory): boolean {
  return !memory.isDone(KEYS_OFF);
}

export function switchKeys(memory: DeskMemory, on: boolean): void {
  memory.keepDone(KEYS_OFF, !on);
}
