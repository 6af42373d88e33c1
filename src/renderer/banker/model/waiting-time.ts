/** How long somebody has been waiting, and when that is too long. */

export type Urgency = 'fine' | 'long' | 'too_long';

/** From here on a wait is amber. */
export const LONG_WAIT_MS = 120_000;
/** From here on it is red. */
export const TOO_LONG_WAIT_MS = 300_000;

export function waitUrgency(waitedMs: number): Urgency {
  if (waitedMs >= TOO_LONG_WAIT_MS) return 'too_long';
  return waitedMs >= LONG_WAIT_MS ? 'long' : 'fine';
}

/** Milliseconds since an instant, by the host's clock. Never negative, though that clock is an estimate. */
export function elapsedSince(instant: string, hostNow: number): number {
  return Math.max(0, hostNow - Date.parse(instant));
}
