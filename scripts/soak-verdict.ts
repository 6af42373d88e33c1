/** What a minute of a soak showed. */
export interface MemorySample {
  readonly minute: number;
  /** Bytes that live after a collection. */
  readonly heapBytes: number;
}

/** Before this minute caches fill and code is compiled. */
export const WARM_UP_MINUTES = 5;
/** Bytes in ten minutes. */
export const MAX_GROWTH_BYTES = 1024 * 1024;

/** Bytes per ten minutes, by least squares over what came after the fifth minute; null with fewer than two readings. */
export function memoryGrowth(samples: readonly MemorySample[]): number | null {
  const settled = samples.filter(({ minute }) => minute > WARM_UP_MINUTES);
  if (settled.length < 2) return null;
  const meanMinute = settled.reduce((sum, { minute }) => sum + minute, 0) / settled.length;
  const meanBytes = settled.reduce((sum, { heapBytes }) => sum + heapBytes, 0) / settled.length;
  let covariance = 0;
  let variance = 0;
  for (const { minute, heapBytes } of settled) {
    covariance += (minute - meanMinute) * (heapBytes - meanBytes);
    variance += (minute - meanMinute) ** 2;
  }
  return (covariance / variance) * 10;
}

/** Whether a line of the host's standard error tells of something that went wrong. */
export function isErrorLine(line: string): boolean {
  if (line.trim() === '' || line.startsWith('The rehearsal is game ')) return false;
  if (!line.startsWith('{')) return true;
  const entry: unknown = JSON.parse(line);
  return typeof entry === 'object' && entry !== null && 'level' in entry && Number(entry.level) >= 40;
}
