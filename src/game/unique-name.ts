/** Names that are taken get a number. */
import { nameKeys } from './name-keys.ts';
import { truncate, type TextLimit } from './text-limits.ts';

/** The keys of all these names. */
export function takenKeys(names: Iterable<string>): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const name of names) for (const key of nameKeys(name)) taken.add(key);
  return taken;
}

/** The name, or "Anna 2", "Anna 3"... if it is taken; never over the limit. `taken` holds the keys of other names. */
export function uniqueName(name: string, taken: ReadonlySet<string>, limit: TextLimit): string {
  const isTaken = (candidate: string) => nameKeys(candidate).some((key) => taken.has(key));
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const room = { graphemes: limit.graphemes - suffix.length, bytes: limit.bytes - suffix.length };
    const candidate = truncate(name, room) + suffix;
    if (!isTaken(candidate)) return candidate;
  }
}
