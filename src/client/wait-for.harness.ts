/** For tests: waits for the condition itself, however busy the machine. */
import { vi } from 'vitest';

/** Resolves with the result of `assertion` once it stops throwing; after 10 s rejects with its last error. */
export function waitFor<Thing>(assertion: () => Thing): Promise<Thing> {
  return vi.waitFor(assertion, { timeout: 10_000, interval: 10 });
}
