/** For tests: waits for the thing itself, on machines however busy. */
import { vi } from 'vitest';

/** Resolves with what `look` gives once it throws no more; rejects with what it threw last after 10 s. */
export function waitFor<Thing>(assertion: () => Thing): Promise<Thing> {
  return vi.waitFor(assertion, { timeout: 10_000, interval: 10 });
}
