/** What a page takes along to another address of the laptop besides its seat: storage belongs to one address. */
import type { SafeStorage } from '../../client/safe-storage.ts';

/** Longer than anything that a page keeps for itself. */
const MAX_VALUE_LENGTH = 4_000;

/** How a page looks and sounds. */
export const PREFERENCES = ['theme', 'language', 'muted'] as const;

/** The fragment of the page there: the ticket, and what is stored here under these names. */
export function carriedFragment(ticket: string, storage: SafeStorage, names: readonly string[]): string {
  const entries = names.flatMap((name) => {
    const value = storage.read(name);
    return value === null || value.length > MAX_VALUE_LENGTH ? [] : [[name, value] as const];
  });
  return `#ticket=${encodeURIComponent(ticket)}&carried=${encodeURIComponent(JSON.stringify(entries))}`;
}

/** Stores what the fragment brings under these names; nonsense, and anything else, is ignored. */
export function unpackCarried(hash: string, storage: SafeStorage, names: readonly string[]): void {
  for (const entry of entriesOf(new URLSearchParams(hash.replace(/^#/, '')).get('carried'))) {
    if (!Array.isArray(entry)) continue;
    const [name, value] = entry as readonly unknown[];
    if (typeof name !== 'string' || typeof value !== 'string') continue;
    if (names.includes(name) && value.length <= MAX_VALUE_LENGTH) storage.write(name, value);
  }
}

function entriesOf(text: string | null): readonly unknown[] {
  try {
    const value: unknown = text === null ? [] : JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
