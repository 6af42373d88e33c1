/** One chime for requests that come in a bunch. */

/** Requests closer together than this are one bunch, ms. */
export const BURST_MS = 3_000;

/** Asks at every request whether it begins a new bunch. `now` is any steady clock, ms. */
export function burstGate(): (now: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    const begins = now - last >= BURST_MS;
    last = now;
    return begins;
  };
}

/** The page's title: how many wait comes first, so that it shows in a crowded tab bar. */
export function titleWith(waiting: number, title: string): string {
  return waiting > 0 ? `(${waiting}) ${title}` : title;
}
