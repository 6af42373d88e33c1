/** The memory in use at one minute of a soak. */
export interface MemorySample {
  readonly minute: number;
  /** Bytes in use after a garbage collection. */
  readonly heapBytes: number;
}

/** Until then caches are filling and code is being compiled. */
export const WARM_UP_MINUTES = 5;
/** In ten minutes. */
export const MAX_GROWTH_BYTES = 1024 * 1024;

/** Bytes per ten minutes, by least squares over the samples after the warm-up; null with fewer than two of them. */
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

/** Whether a line of the host's standard error says that something went wrong. */
export function isErrorLine(line: string): boolean {
  if (line.trim() === '' || line.startsWith('The rehearsal is game ')) return false;
  if (!line.startsWith('{')) return true;
  const entry: unknown = JSON.parse(line);
  return typeof entry === 'object' && entry !== null && 'level' in entry && Number(entry.level) >= 40;
}
