/** One row of the table: the measure, ours, the floor's, their ratio and its target. */
export interface Row {
  measure: string;
  clients: number | null;
  ours: number;
  floor: number | null;
  value: number;
  unit: string;
  target: string;
  met: boolean;
}

/** A row that is held against a number, not against a floor. */
export const absolute = (
  measure: string,
  ours: number,
  unit: string,
  target: number,
  clients: number | null,
): Row => ({
  measure,
  clients,
  ours,
  floor: null,
  value: ours,
  unit,
  target: `<= ${target}`,
  met: ours <= target,
});
