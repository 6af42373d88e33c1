/** The value below which the share `p` (0..1) of the sample lies, by nearest rank. @throws for an empty sample. */
export function percentile(sample: readonly number[], p: number): number {
  const sorted = sample.toSorted((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))];
  if (value === undefined) throw new Error('An empty sample has no percentiles.');
  return value;
}

/** The middle value. @throws for an empty sample. */
export const median = (sample: readonly number[]): number => percentile(sample, 0.5);

/** The median of the ratios of values from the same round: a slow moment of the machine slows both. */
export function medianRatio(ours: readonly number[], baseline: readonly number[]): number {
  return median(ours.map((value, round) => value / (baseline[round] ?? Number.NaN)));
}
