/** One row of the table: the measure, ours, the floor's, their ratio and its target. */
export interface Measurement {
  name: string;
  clients: number | null;
  ours: number;
  baseline: number | null;
  value: number;
  unit: string;
  target: string;
  met: boolean;
}

/** A row that is held against a number, not against a floor. */
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
