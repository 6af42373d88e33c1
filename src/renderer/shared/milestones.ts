/** From here on time is short: it is highlighted and announced at once. Milliseconds. */
export const SOON_MS = 30_000;

/** A countdown is only announced at milestones: nobody wants to hear every second. Milliseconds. */
const MILESTONES_MS = [300_000, 60_000, SOON_MS, 10_000, 0] as const;

/** The milestone passed between two readings; null if none was, or if time was added. */
export function milestonePassed(before: number | null, now: number | null): number | null {
  if (before === null || now === null || now >= before) return null;
  return MILESTONES_MS.findLast((milestone) => now <= milestone && milestone < before) ?? null;
}
