/** One chime for a burst of requests. */

/** Requests closer together than this are one burst, ms. */
export const BURST_MS = 3_000;

/** Returns a function that tells for each request whether it begins a new burst. `now` is any monotonic clock, ms. */
export function burstGate(): (now: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    const begins = now - last >= BURST_MS;
    last = now;
    return begins;
  };
}

/** The page's title. The number waiting comes first, so that it shows in a crowded tab bar. */
export function titleWith(waiting: number, title: string): string {
  return waiting > 0 ? `(${waiting}) ${title}` : title;
}
