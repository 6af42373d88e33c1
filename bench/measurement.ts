/** One row of the table: the host's value, the baseline's, their ratio and its target. */
export interface Measurement {
  name: string;
  clients: number | null;
  ours: number;
  baseline: number | null;
  value: number;
  unit: string;
  /** Null: none has been set, it is only looked at. */
  target: string | null;
  met: boolean | null;
}

/** A measurement compared with a fixed target instead of a baseline. */
export const absoluteMeasurement = (
  name: string,
  ours: number,
  unit: string,
  target: number,
  clients: number | null,
): Measurement => ({
  name,
  clients,
  ours,
  baseline: null,
  value: ours,
  unit,
  target: `<= ${target}`,
  met: ours <= target,
});

/** A measurement that nothing has been promised about. */
export const measurementWithoutTarget = (row: Omit<Measurement, 'target' | 'met'>): Measurement => ({
  ...row,
  target: null,
  met: null,
});
