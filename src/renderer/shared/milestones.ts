/** From here on time is short: it is marked, and said at once. Milliseconds. */
export const SOON_MS = 30_000;

/** A countdown is spoken at milestones only: nobody wants to hear every second. Milliseconds. */
const MILESTONES_MS = [300_000, 60_000, SOON_MS, 10_000, 0] as const;

/** The milestone that was passed between two readings of what is left; null when none was, or time was given. */
export function milestonePassed(before: number | null, now: number | null): number | null {
  if (before === null || now === null || now >= before) return null;
  return MILESTONES_MS.findLast((milestone) => now <= milestone && milestone < before) ?? null;
}
