/** What a minute of a soak showed. */
export interface Reading {
  readonly minute: number;
  /** Bytes that live after a collection. */
  readonly held: number;
}

/** Before this minute caches fill and code is compiled. */
export const SETTLED_AFTER_MINUTES = 5;
/** Bytes in ten minutes. */
export const MAY_GROW = 1024 * 1024;

/** Bytes per ten minutes, by least squares over what came after the fifth minute; null with fewer than two readings. */
export function growth(readings: readonly Reading[]): number | null {
  const settled = readings.filter(({ minute }) => minute > SETTLED_AFTER_MINUTES);
  if (settled.length < 2) return null;
  const meanMinute = settled.reduce((sum, { minute }) => sum + minute, 0) / settled.length;
  const meanHeld = settled.reduce((sum, { held }) => sum + held, 0) / settled.length;
  let together = 0;
  let alone = 0;
  for (const { minute, held } of settled) {
    together += (minute - meanMinute) * (held - meanHeld);
    alone += (minute - meanMinute) ** 2;
  }
  return (together / alone) * 10;
}

/** Whether a line of the host's standard error tells of something that went wrong. */
export function isComplaint(line: string): boolean {
  if (line.trim() === '' || line.startsWith('The rehearsal is game ')) return false;
  if (!line.startsWith('{')) return true;
  const entry: unknown = JSON.parse(line);
  return typeof entry === 'object' && entry !== null && 'level' in entry && Number(entry.level) >= 40;
}
